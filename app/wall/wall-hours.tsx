'use client'

import { localHour } from '#domain/entries/counted-at'
import { MINUTE_MS } from '#domain/instant'
import { useServerNow } from '../_live/use-live'
import { number } from '../_text/format'
import { useText } from '../_text/language'
import { wall } from '../_text/wall'
import { useZone } from '../_text/zone'
import styles from './wall.module.css'
import type { WallData } from './wall-data'

/** Vehicles that came in, by hour from midnight on; the hour that runs is white. */
export const WallHours = ({ hours }: { hours: WallData['hours'] | null }) => {
  const words = useText(wall)
  const zone = useZone()
  const now = useServerNow(MINUTE_MS)
  if (hours === null || now === null) return <section className={styles.hours} aria-label={words.hours} />
  const running = localHour(now, zone)
  const bars = Array.from({ length: running + 1 }, (_, hour) => ({ hour, vehicles: 0 }))
  for (const { hour, vehiclesIn } of hours) {
    // An answer from before midnight knows hours that this day has not had.
    const bar = bars[localHour(Date.parse(hour), zone)]
    if (bar) bar.vehicles += vehiclesIn
  }
  const busiest = bars.reduce((most, bar) => (bar.vehicles > most.vehicles ? bar : most))
  return (
    <section className={styles.hours} aria-label={words.hours}>
      <p className={styles.hoursHead}>
        <span>{words.hours}</span>
        <span>{busiest.vehicles > 0 ? words.busiest(busiest.hour, number(busiest.vehicles)) : ''}</span>
      </p>
      <ol className={styles.bars}>
        {bars.map(({ hour, vehicles }) => (
          <li
            key={hour}
            className={styles.bar}
            data-now={hour === running || undefined}
            style={{ height: `${Math.max(2, (100 * vehicles) / Math.max(1, busiest.vehicles))}%` }}
          >
            <span className="unseen">{words.hourCount(hour, number(vehicles))}</span>
          </li>
        ))}
      </ol>
      <p className={styles.axis} aria-hidden="true">
        <span>{words.hour(0)}</span>
        <span>{running > 0 ? words.hour(running) : ''}</span>
      </p>
    </section>
  )
}
