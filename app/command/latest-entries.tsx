'use client'

import type { Reading } from '#domain/entries/entry'
import { DEFAULT_THRESHOLDS, isHigh } from '#domain/entries/thresholds'
import { command } from '../_text/command'
import { degrees, number, plate } from '../_text/format'
import { useText } from '../_text/language'
import { useFormat } from '../_text/use-format'
import type { FeedEntry } from './checkpoint-feed'
import styles from './panel.module.css'

/** The reading that matters most of an entry: the highest of the last ones. */
const readingOf = (entry: FeedEntry): Reading | null => {
  let highest: Reading | null = null
  for (const { readings } of entry.people) {
    const last = readings.at(-1)
    if (last && (highest === null || last.celsius > highest.celsius)) highest = last
  }
  return highest
}

/** The newest on top: when, which vehicle, direction and people, the highest reading. */
export const LatestEntries = ({ entries, whole = false }: { entries: readonly FeedEntry[]; whole?: boolean }) => {
  const words = useText(command)
  const format = useFormat()
  if (entries.length === 0) return <p className={styles.none}>{words.panel.noEntries}</p>
  return (
    <ul className={styles.entries} data-whole={whole || undefined} aria-label={words.panel.entries}>
      {entries.map((entry) => {
        const reading = readingOf(entry)
        const high = reading !== null && isHigh(reading, DEFAULT_THRESHOLDS)
        const disposition = words.disposition[entry.disposition]
        const vehicle = entry.vehicle
        return (
          <li key={entry.id} className={styles.entry}>
            <time className={styles.at}>{format.time(entry.countedAt)}</time>
            <span className={styles.plate}>
              {vehicle === null ? words.panel.onFoot : vehicle.plate ? plate(vehicle.plate) : words.panel.noPlate}
            </span>
            <span className={styles.passage}>
              {words.panel.passage(words.panel.directions[entry.direction], number(entry.headcount))}
              {disposition === '' ? '' : ` · ${disposition}`}
            </span>
            <span className={styles.reading} data-high={high || undefined}>
              {reading === null ? words.panel.noReading : degrees(reading.celsius)}
            </span>
          </li>
        )
      })}
    </ul>
  )
}
