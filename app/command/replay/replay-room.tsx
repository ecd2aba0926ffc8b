'use client'

import dynamic from 'next/dynamic'
import { useMemo } from 'react'
import { DAY_MS, MINUTE_MS } from '#domain/instant'
import type { ReplayDay } from '#protocol/replay'
import { coverageFigures } from '../../_live/coverage-figures'
import { serverNow } from '../../_live/live-store'
import type { Session } from '../../_live/session'
import { useResource } from '../../_live/use-resource'
import { useMapData } from '../../_map/map-data'
import { number } from '../../_text/format'
import { useText } from '../../_text/language'
import { mapWords } from '../../_text/map'
import { replay } from '../../_text/replay'
import { useFailureWords } from '../../_text/use-failure'
import { useFormat } from '../../_text/use-format'
import { Empty, ErrorNote, Loading } from '../../_ui/blank'
import { Button, ButtonLink } from '../../_ui/button'
import { Icon } from '../../_ui/icons'
import { TopBar } from '../../_ui/top-bar'
import { changeAddress, useAddress } from '../address'
import { dayOr } from '../day-of-address'
import { frameAt } from './frame'
import styles from './replay.module.css'
import { ReplayBar } from './replay-bar'
import { ReplayList } from './replay-list'
import { useCoverageThen } from './use-coverage-then'
import { usePlayer } from './use-player'
import { useReplayKeys } from './use-replay-keys'

const ReplayMap = dynamic(() => import('./replay-map').then((module) => module.ReplayMap), { ssr: false })

/** The date so many days on. */
const dateAfter = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T12:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)

/** A day on the map with a slider: counts, states and coverage as they were then. */
export const ReplayRoom = ({ session }: { session: Session }) => {
  const words = useText(replay)
  const maps = useText(mapWords)
  const failureWords = useFailureWords()
  const format = useFormat()
  const today = format.date(serverNow())
  const date = dayOr(useAddress('date'), today)
  const selected = useAddress('checkpoint')
  const { value, failure, reload } = useResource<ReplayDay>(`/replay?date=${encodeURIComponent(date)}`)
  const day = value?.date === date ? value : null
  const lengthMs = day === null ? null : Date.parse(day.to) - Date.parse(day.from)
  const player = usePlayer(lengthMs)
  const frame = useMemo(() => (day === null ? null : frameAt(day, player.atMs)), [day, player.atMs])
  const at = day === null ? null : new Date(Date.parse(day.from) + player.atMs).toISOString()
  const { coverage, failed } = useCoverageThen(at, frame === null ? '' : `${date} ${frame.network}`)
  const { state: map, retry } = useMapData(null)
  const changeDay = (days: number) => {
    const next = dateAfter(date, days)
    if (next <= today) changeAddress({ date: next }, 'push')
  }
  useReplayKeys(player, changeDay)
  const roads = coverageFigures(coverage?.summary)
  const kilometres = (metres: number) => number(Math.round(metres / 1000))
  const figures: [string, string][] =
    frame === null
      ? []
      : [
          [words.in, number(frame.total.vehiclesIn)],
          [words.out, number(frame.total.vehiclesOut)],
          [words.people, number(frame.total.people)],
          [words.high, number(frame.total.highReadings)],
          [words.fevers, number(frame.total.fevers)],
          [words.risk, number(frame.total.riskVehicles)],
          [words.roads, roads ? `${kilometres(roads.exposedMetres)} / ${kilometres(roads.lapsedMetres)} km` : '–'],
        ]
  const since = day?.exactSince ?? null
  return (
    <div className={styles.room}>
      <TopBar session={session} here="command">
        <span className={styles.past}>{words.notLive}</span>
        <ButtonLink href="/command">{words.toLive}</ButtonLink>
      </TopBar>
      <main className={styles.main}>
        <h1 className="unseen">{words.heading(session.user.jurisdiction.name)}</h1>
        <ReplayBar date={date} today={today} lengthMs={lengthMs} player={player} onDay={changeDay} />
        <dl className={styles.figures} aria-label={words.figures}>
          {figures.map(([label, figure]) => (
            <div key={label} className={styles.figure}>
              <dt>{label}</dt>
              <dd>{figure}</dd>
            </div>
          ))}
        </dl>
        <div className={styles.map}>
          {map.phase === 'loading' ? <Loading rows={8} /> : null}
          {map.phase === 'failed' ? (
            <ErrorNote what={maps.failed} hint={failureWords(map.failure)} onRetry={retry} />
          ) : null}
          {map.phase === 'none' ? <Empty why={maps.none} hint={maps.noneHint} /> : null}
          {map.phase === 'ready' && frame !== null && at !== null ? (
            <ReplayMap
              data={map.data}
              county={session.user.jurisdiction.name}
              frame={frame}
              at={at}
              coverage={coverage}
              selected={selected}
            />
          ) : null}
          {failed ? (
            <p className={styles.lack} role="alert" data-over-map="passing">
              <Icon name="warning" />
              {words.noCoverage}
            </p>
          ) : null}
        </div>
        <aside className={styles.side}>
          {date > today ? (
            <Empty why={words.notYet}>
              <Button onClick={() => changeAddress({ date: null, at: null }, 'push')}>{words.toToday}</Button>
            </Empty>
          ) : failure ? (
            <ErrorNote what={words.failed} hint={failureWords(failure)} onRetry={() => void reload()} />
          ) : day === null || frame === null ? (
            <Loading rows={8} />
          ) : day.checkpoints.length === 0 ? (
            <Empty why={words.none} />
          ) : (
            <ReplayList checkpoints={frame.checkpoints} at={at ?? ''} selected={selected} />
          )}
          {day === null ? null : (
            <div className={styles.notes}>
              <p>
                {since === null || Date.parse(since) >= Date.parse(day.to)
                  ? words.inexact
                  : words.exact(format.dayAndTime(since, day.to))}
              </p>
              <p>{words.step(number(day.stepMs / MINUTE_MS))}</p>
              <p>{words.network}</p>
              <p className={styles.keys}>{words.keys}</p>
            </div>
          )}
        </aside>
      </main>
    </div>
  )
}
