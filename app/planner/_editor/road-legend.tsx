'use client'

import { everyRoom } from '../../_text/every-room'
import { useText } from '../../_text/language'
import { mapWords } from '../../_text/map'
import { planWords } from '../../_text/planner-plan'
import { CrossingMark } from '../../_ui/glyph'
import type { CrossingGlyph } from '../../_ui/glyphs'
import styles from '../planner.module.css'

const LINES = [
  { state: 'monitored', stroke: 'var(--road-secondary)', width: 1.8, dash: undefined },
  { state: 'exposed', stroke: 'var(--road-exposed)', width: 3.4, dash: '7 3.6' },
  { state: 'lapsed', stroke: 'var(--road-lapsed)', width: 3.4, dash: '14 3.4 3 3.4' },
] as const

const CROSSINGS: readonly CrossingGlyph[] = ['unmonitored', 'on-paper', 'planned', 'monitored', 'closed', 'dead-end']

/** What the lines mean, over the map. */
export const RoadLegend = () => {
  const shared = useText(everyRoom)
  const words = useText(mapWords)
  return (
    <section className={styles.legend} data-over-map="panel" aria-label={words.legend}>
      {LINES.map(({ state, stroke, width, dash }) => (
        <span key={state} className={styles.legendItem}>
          <svg width={30} height={6} aria-hidden="true">
            <path d="M1 3H29" stroke={stroke} strokeWidth={width} strokeDasharray={dash} />
          </svg>
          {shared.road[state]}
        </span>
      ))}
    </section>
  )
}

/** What the diamonds mean, under the list of them. */
export const CrossingLegend = () => {
  const shared = useText(everyRoom)
  const words = useText(planWords)
  return (
    <section className={styles.crossingLegend} aria-label={words.crossingLegend}>
      {CROSSINGS.map((state) => (
        <span key={state} className={styles.legendItem}>
          <CrossingMark state={state} scale={0.8} />
          {shared.crossing[state]}
        </span>
      ))}
    </section>
  )
}
