'use client'

import dynamic from 'next/dynamic'
import { useMemo } from 'react'
import { groupCrossings } from '#domain/coverage/crossing-groups'
import type { WhatIf } from '#domain/coverage/what-if'
import { useCoverage } from '../_live/use-live'
import { useMapData } from '../_map/map-data'
import { useCredit } from '../_map/use-credit'
import { useText } from '../_text/language'
import { mapWords } from '../_text/map'
import { planner } from '../_text/planner'
import { useFailureWords } from '../_text/use-failure'
import { ErrorNote, Loading } from '../_ui/blank'
import { askedFrom } from './_advice/asked'
import { LayerSwitch } from './_editor/layer-switch'
import { CrossingLegend, RoadLegend } from './_editor/road-legend'
import { ToolBar } from './_editor/tool-bar'
import { usePlanKeys } from './_editor/use-plan-keys'
import type { Question } from './_engine/messages'
import { triedCoverage } from './_engine/tried-coverage'
import { useTrial } from './_engine/use-trial'
import { ExportMenu } from './_files/export-menu'
import { PrintSheet } from './_files/print-sheet'
import { ListTabs } from './_lists/list-tabs'
import { CrossingList, PlaceList } from './_lists/lists'
import { PostList } from './_lists/post-list'
import { keyOfRoad, RoadList } from './_lists/road-list'
import { useListKeys } from './_lists/use-list-keys'
import { useRoadChanges } from './_networks/road-changes'
import { countChanges, type Plan, whatIfOf } from './_plan/plan'
import { useDifferences } from './_scenarios/use-differences'
import { useOpenLink } from './_scenarios/use-open-link'
import { useScenarios } from './_scenarios/use-scenarios'
import type { Coverage } from './coverage-data'
import { Detail } from './detail'
import editor from './editor.module.css'
import { LostNote } from './lost-note'
import { PanelBody } from './panel-body'
import { pickBypass, pickGroup, pickPlace } from './picked'
import styles from './planner.module.css'
import { type Layer, useSelection } from './selection'
import { Sentence } from './sentence'
import { PanelOpener, SidePanel } from './side-panel'
import { usePosts } from './use-posts'

const PlannerMap = dynamic(() => import('./_editor/planner-map').then((module) => module.PlannerMap), { ssr: false })

/** What the engine is to try for a layer; null where what is in force says it all. */
const whatIfFor = (layer: Layer, plan: Plan, planned: readonly string[], wantsRoads: boolean): WhatIf | null => {
  if (layer === 'plan' && countChanges(plan) > 0) return whatIfOf(plan)
  if (layer === 'planned' && planned.length > 0) return { on: planned }
  return wantsRoads ? {} : null
}

/** List, map and panel: three views of one coverage, one selection and one plan. */
export const PlannerWork = ({
  coverage,
  county,
  mayImport,
}: {
  coverage: Coverage
  county: string
  mayImport: boolean
}) => {
  const words = useText(planner)
  const map = useText(mapWords)
  const failureWords = useFailureWords()
  const selection = useSelection()
  const { list, layer, crossing, place: placeName, point, panel, ask, area, scenario } = selection
  const { plan, posts, planned } = usePosts(layer)
  const { state: mapState, retry: retryMap } = useMapData(useCoverage()?.network ?? null)
  const data = mapState.phase === 'ready' ? mapState.data : null
  const credit = useCredit(data?.background)

  const whatIf = useMemo(() => whatIfFor(layer, plan, planned, list === 'roads'), [layer, plan, planned, list])
  const question = useMemo<Question | null>(
    () => whatIf && { whatIf, picked: { crossing, place: placeName } },
    [whatIf, crossing, placeName],
  )
  const trial = useTrial(data, coverage.version, layer, question)
  const tried = useMemo(
    () => (question === null || trial.answer === null ? null : triedCoverage(trial.answer)),
    [question === null, trial.answer],
  )
  const shown = layer === 'now' ? { ...coverage, roads: tried?.roads ?? null } : (tried ?? coverage)

  const written = useMemo(() => whatIfOf(plan), [plan])
  /** What advice starts from: what stands, with the layer's changes. */
  const standing = useMemo<WhatIf>(
    () => (layer === 'plan' ? written : layer === 'planned' ? { on: [...planned] } : {}),
    [layer, written, planned],
  )
  const asked = useMemo(() => askedFrom(ask, area), [ask, area])
  const kept = useScenarios()
  const opened = kept.scenarios?.find(({ id }) => id === scenario) ?? null
  const against = kept.scenarios?.find(({ id }) => id === selection.against) ?? null
  const compared = useMemo<[WhatIf, WhatIf] | null>(() => against && [against.plan, written], [against, written])
  const differences = useDifferences(compared)
  useOpenLink(opened)
  const roadChanges = useRoadChanges()

  const groups = useMemo(() => groupCrossings(shown.crossings), [shown.crossings])
  const group = pickGroup(groups, selection)
  const place = pickPlace(shown.places, selection)
  const road = list === 'roads' ? (shown.roads?.find((one) => keyOfRoad(one) === selection.road) ?? null) : null
  const post = posts.find(({ key }) => key === point) ?? null
  const bypass = pickBypass(shown.places, group, place)?.bypass?.path ?? null
  const nameOf = (code: string) => posts.find(({ key }) => key === code)?.name ?? code
  useListKeys(groups, shown.places, posts, selection)
  usePlanKeys()

  return (
    <>
      <Sentence
        layer={layer}
        now={coverage}
        tried={tried}
        trial={trial}
        changes={countChanges(plan)}
        planned={planned.length}
      >
        <LostNote />
        <ExportMenu plan={standing} />
        <PanelOpener />
      </Sentence>
      <main className={styles.main}>
        <h1 className="unseen">{words.heading(county)}</h1>
        <section className={styles.side} aria-label={words.byPeople}>
          <LayerSwitch />
          <ListTabs list={list} groups={groups} coverage={shown} posts={posts} />
          <div className={styles.listArea}>
            {list === 'crossings' ? <CrossingList groups={groups} selected={group?.id ?? null} /> : null}
            {list === 'places' ? <PlaceList places={shown.places} selected={place} /> : null}
            {list === 'points' ? <PostList posts={posts} selected={post?.key ?? null} /> : null}
            {list === 'roads' ? (
              <RoadList roads={shown.roads} selected={road === null ? null : keyOfRoad(road)} />
            ) : null}
          </div>
          <Detail
            group={group}
            place={place}
            post={post}
            groups={groups}
            places={shown.places}
            asked={asked}
            plan={standing}
            posts={posts}
            network={data?.network ?? null}
          />
          <CrossingLegend />
        </section>
        <div className={styles.mapArea} data-layer={layer}>
          {data ? (
            <PlannerMap
              data={data}
              county={county}
              coverage={shown}
              groups={groups}
              group={group}
              place={place}
              post={post}
              posts={posts}
              bypass={bypass && bypass.length > 1 ? bypass : null}
              halos={differences.halos.length > 0 ? differences.halos : roadChanges}
              asked={asked}
              target={road && { lng: road.at[0], lat: road.at[1] }}
            />
          ) : mapState.phase === 'failed' ? (
            <ErrorNote what={map.failed} hint={failureWords(mapState.failure)} onRetry={retryMap} />
          ) : (
            <Loading rows={8} />
          )}
          <ToolBar />
          <RoadLegend />
          {layer === 'now' ? null : <div className={editor.hatch} data-layer={layer} aria-hidden="true" />}
        </div>
        <PrintSheet
          county={county}
          layer={layer}
          now={coverage}
          tried={layer === 'now' ? null : tried}
          groups={groups}
          posts={posts}
          attribution={credit}
        />
        <SidePanel open={panel !== null}>
          <PanelBody
            panel={panel ?? 'advice'}
            layer={layer}
            now={coverage}
            tried={layer === 'now' ? null : tried}
            written={countChanges(plan) > 0 ? written : null}
            standing={standing}
            asked={asked}
            places={shown.places}
            opened={opened}
            against={against}
            kept={kept}
            differences={differences}
            nameOf={nameOf}
            point={point}
            mayImport={mayImport}
          />
        </SidePanel>
      </main>
    </>
  )
}
