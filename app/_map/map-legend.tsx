'use client'

import type { ComponentProps, ReactNode } from 'react'
import { everyRoom } from '../_text/every-room'
import { useText } from '../_text/language'
import { mapWords } from '../_text/map'
import { CheckpointMark, CrossingMark } from '../_ui/glyph'
import type { CheckpointGlyph } from '../_ui/glyphs'
import styles from './map.module.css'
import { RoadMark } from './road-mark'

const STATES = [
  ['reporting', 'reporting'],
  ['quiet', 'quiet'],
  ['alarm', 'alarm'],
  ['offline', 'offline'],
  ['unstaffed', 'unstaffed'],
  ['planned', 'planned'],
  ['withdrawn', 'closed'],
] as const satisfies readonly (readonly [CheckpointGlyph, string])[]

/** How many checkpoints stand in each state, and what the lines mean. A state that nobody is in is left out. */
export const MapLegend = ({
  byState,
  closures,
  unmonitored,
  showUnreachable,
}: {
  byState: Readonly<Record<CheckpointGlyph, number>>
  closures: number
  unmonitored: number
  showUnreachable: boolean
}) => {
  const shared = useText(everyRoom)
  const words = useText(mapWords)
  return (
    <section className={styles.legend} data-over-map="panel" aria-label={words.legend}>
      <ul className={styles.legendPart}>
        {STATES.filter(([glyph]) => byState[glyph] > 0 || glyph === 'reporting').map(([glyph, state]) => (
          <Row
            key={glyph}
            mark={<CheckpointMark state={glyph} scale={glyph === 'alarm' ? 0.5 : 0.9} />}
            count={byState[glyph]}
          >
            {shared.state[state]}
          </Row>
        ))}
      </ul>
      {closures > 0 || unmonitored > 0 ? (
        <ul className={styles.legendPart}>
          {closures > 0 ? (
            <Row mark={<CheckpointMark state="closure" scale={0.9} />} count={closures}>
              {shared.state.closure}
            </Row>
          ) : null}
          {unmonitored > 0 ? (
            <Row mark={<CrossingMark state="unmonitored" scale={0.9} />} count={unmonitored}>
              {words.unmonitoredCrossings}
            </Row>
          ) : null}
        </ul>
      ) : null}
      <ul className={styles.legendPart}>
        <Line state="monitored">{shared.road.monitored}</Line>
        <Line state="exposed">{shared.road.exposed}</Line>
        <Line state="lapsed">{shared.road.lapsed}</Line>
        {showUnreachable ? <Line state="unreachable">{shared.road.unreachable}</Line> : null}
      </ul>
    </section>
  )
}

const Row = ({ mark, count, children }: { mark: ReactNode; count: number; children: ReactNode }) => (
  <li className={styles.legendRow}>
    <span className={styles.legendMark}>{mark}</span>
    <span className={styles.legendWord}>{children}</span>
    <span className={styles.legendCount}>{count}</span>
  </li>
)

const Line = ({ state, children }: { state: ComponentProps<typeof RoadMark>['state']; children: ReactNode }) => (
  <li className={styles.legendRow}>
    <RoadMark state={state} />
    <span className={styles.legendWord}>{children}</span>
  </li>
)
