'use client'

import dynamic from 'next/dynamic'
import { useMemo } from 'react'
import type { Session } from '../_live/session'
import { useCoverage } from '../_live/use-live'
import { useMapData } from '../_map/map-data'
import { kilometres, number } from '../_text/format'
import { useText } from '../_text/language'
import { mapWords } from '../_text/map'
import { planner } from '../_text/planner'
import { useFailureWords } from '../_text/use-failure'
import { Empty, ErrorNote, Loading } from '../_ui/blank'
import { ButtonLink } from '../_ui/button'
import { TopBar } from '../_ui/top-bar'
import { type Coverage, useWholeCoverage } from './coverage-data'
import { groupCrossings } from './crossing-groups'
import { Detail } from './detail'
import { CrossingList, PlaceList } from './lists'
import { pickBypass, pickGroup, pickPlace } from './picked'
import styles from './planner.module.css'
import type { PlannerMapProps } from './planner-map'
import { RoadLegend } from './road-legend'
import { useSelection } from './selection'
import { useListKeys } from './use-list-keys'

const PlannerMap = dynamic(() => import('./planner-map').then((module) => module.PlannerMap), { ssr: false })

/** The planner: which ways into the county nobody watches, who is behind them, and by which road. */
export const PlannerRoom = ({ session }: { session: Session }) => {
  const words = useText(planner)
  const failureWords = useFailureWords()
  const { state, retry } = useWholeCoverage()
  const mayImport = session.user.role === 'admin'
  return (
    <div className={styles.room}>
      <TopBar session={session} here="planner" />
      {state.phase === 'ready' ? (
        <Work coverage={state.coverage} county={session.user.jurisdiction.name} />
      ) : state.phase === 'none' ? (
        <Empty why={words.none}>
          <p className={styles.quiet}>{words.noneHint}</p>
          {mayImport ? <ToImport /> : null}
        </Empty>
      ) : state.phase === 'failed' ? (
        <ErrorNote what={words.failed} hint={failureWords(state.failure)} onRetry={retry} />
      ) : (
        <Loading rows={8} />
      )}
    </div>
  )
}

const ToImport = () => <ButtonLink href="/admin">{useText(mapWords).toImport}</ButtonLink>

const Work = ({ coverage, county }: { coverage: Coverage; county: string }) => {
  const words = useText(planner)
  const selection = useSelection()
  const groups = useMemo(() => groupCrossings(coverage.crossings), [coverage])
  const group = pickGroup(groups, selection)
  const place = pickPlace(coverage.places, selection)
  const bypass = pickBypass(coverage.places, group, place)
  useListKeys(groups, coverage.places, selection)
  return (
    <>
      <Sentence coverage={coverage} open={groups.filter(({ lead }) => lead.rank !== null).length} />
      <main className={styles.main}>
        <h1 className="unseen">{words.heading(county)}</h1>
        <section className={styles.side} aria-label={words.byPeople}>
          {selection.list === 'crossings' ? (
            <CrossingList groups={groups} places={coverage.places} selected={group?.id ?? null} />
          ) : (
            <PlaceList groups={groups} places={coverage.places} selected={place} />
          )}
          <Detail group={group} place={place} groups={groups} places={coverage.places} />
        </section>
        <div className={styles.mapArea}>
          <MapArea coverage={coverage} county={county} groups={groups} group={group} place={place} bypass={bypass} />
          <RoadLegend />
        </div>
      </main>
    </>
  )
}

const Sentence = ({ coverage, open }: { coverage: Coverage; open: number }) => {
  const words = useText(planner)
  const { metres, populationExposed } = coverage.summary
  return (
    <p className={styles.sentence} role="status">
      <span className={styles.nowMark}>{words.now}</span>
      {open === 0
        ? words.sealed
        : words.sentence(
            String(open),
            number(populationExposed),
            kilometres(metres.exposed),
            kilometres(metres.lapsed),
          )}
    </p>
  )
}

const MapArea = (props: Omit<PlannerMapProps, 'data'>) => {
  const words = useText(mapWords)
  const failureWords = useFailureWords()
  const { state, retry } = useMapData(useCoverage()?.network ?? null)
  if (state.phase === 'ready') return <PlannerMap {...props} data={state.data} />
  if (state.phase === 'failed')
    return <ErrorNote what={words.failed} hint={failureWords(state.failure)} onRetry={retry} />
  return <Loading rows={8} />
}
