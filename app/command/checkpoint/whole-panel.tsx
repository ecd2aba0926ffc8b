'use client'

import type { CheckpointPanel } from '#protocol/checkpoint-panel'
import type { CheckpointLive } from '#protocol/live'
import { useResource } from '../../_live/use-resource'
import { checkpoints as text } from '../../_text/checkpoints'
import { command } from '../../_text/command'
import { number } from '../../_text/format'
import { useText } from '../../_text/language'
import { useFailureWords } from '../../_text/use-failure'
import { Empty, ErrorNote, Loading } from '../../_ui/blank'
import { useCheckpointFeed } from '../checkpoint-feed'
import { HourBars } from '../hour-bars'
import { LatestEntries } from '../latest-entries'
import { Duty } from './duty'
import { Lanes } from './lanes'
import { Part } from './part'
import { Supplies } from './supplies'
import { Tablets } from './tablets'
import styles from './whole.module.css'

const REFRESH_MS = 15_000
const FEED = 40

/** A checkpoint in full: figures, hours and entries on one side; queue, supplies, tablets and people on the other. */
export const WholePanel = ({ checkpoint }: { checkpoint: CheckpointLive }) => {
  const words = useText(text)
  const shared = useText(command).panel
  const failureWords = useFailureWords()
  const { state, retry } = useCheckpointFeed(checkpoint.code, FEED)
  const panel = useResource<CheckpointPanel>(`/checkpoints/${encodeURIComponent(checkpoint.code)}/panel`, REFRESH_MS)
  const { today, hour } = checkpoint
  const feed = state.phase === 'loading' ? null : state.feed
  const busiest = feed?.hours.reduce((most, bar) => (bar.vehicles > most.vehicles ? bar : most))
  const figures: [string, string][] = [
    [number(today.vehiclesIn), shared.in],
    [number(today.vehiclesOut), shared.out],
    [number(hour.vehiclesIn + hour.vehiclesOut), shared.lastHour],
    [number(today.people), shared.people],
    [`${number(today.fevers)} / ${number(today.highReadings)}`, shared.confirmed],
    [number(today.riskVehicles), shared.risk],
  ]
  return (
    <div className={styles.whole}>
      <dl className={styles.figures}>
        {figures.map(([figure, label]) => (
          <div key={label} className={styles.figure}>
            <dt className={styles.label}>{label}</dt>
            <dd className={styles.number}>{figure}</dd>
          </div>
        ))}
      </dl>
      <div className={styles.left}>
        <Part
          title={words.hours}
          note={busiest && busiest.vehicles > 0 ? words.busiest(busiest.hour, number(busiest.vehicles)) : ''}
        >
          {feed ? <HourBars hours={feed.hours} whole /> : <Loading rows={2} />}
        </Part>
        <Part title={words.feed} note={words.newest}>
          {state.phase === 'loading' ? <Loading rows={6} /> : null}
          {state.phase === 'failed' ? <ErrorNote what={failureWords(state.failure)} onRetry={retry} /> : null}
          {feed?.entries ? <LatestEntries entries={feed.entries} whole /> : null}
          {feed && feed.entries === null ? <Empty why={words.hidden} /> : null}
        </Part>
      </div>
      <div className={styles.right}>
        {panel.value ? (
          <>
            <Lanes panel={panel.value} />
            <Supplies panel={panel.value} />
            <Tablets panel={panel.value} />
            <Duty panel={panel.value} />
          </>
        ) : panel.failure?.kind === 'forbidden' ? (
          <Empty why={words.hidden} />
        ) : panel.failure ? (
          <ErrorNote what={words.failed} hint={failureWords(panel.failure)} onRetry={() => void panel.reload()} />
        ) : (
          <Loading rows={8} />
        )}
      </div>
    </div>
  )
}
