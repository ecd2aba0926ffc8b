'use client'

import type { Counts } from '#domain/entries/counts'
import { useText } from '../../_text/language'
import { tabletPost } from '../../_text/tablet-post'
import styles from './post.module.css'

const SHOWN_COUNTS = ['vehiclesIn', 'vehiclesOut', 'people', 'highReadings', 'fevers', 'held'] as const

/** The figures that a crew hands on, each with its unit. */
export const CountsLine = ({ label, counts }: { label: string; counts: Counts | null }) => {
  const words = useText(tabletPost).counts
  return (
    <section className={styles.counts} aria-label={label}>
      <h3>{label}</h3>
      <dl>
        {SHOWN_COUNTS.map((name) => (
          <div key={name}>
            <dt>{words[name]}</dt>
            <dd>{counts === null ? '–' : counts[name]}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

/** Those figures, for an item. */
export const shownCounts = (counts: Counts): Record<string, number> =>
  Object.fromEntries(SHOWN_COUNTS.map((name) => [name, counts[name]]))
