'use client'

import { command } from '../_text/command'
import { number } from '../_text/format'
import { useText } from '../_text/language'
import type { HourBar } from './checkpoint-feed'
import styles from './panel.module.css'

const HEIGHT_PX = 38
const WHOLE_PX = 72
const LEAST_PX = 1.5

/** Vehicles by hour of the day; the hour that still runs stands out. */
export const HourBars = ({ hours, whole = false }: { hours: readonly HourBar[]; whole?: boolean }) => {
  const heightPx = whole ? WHOLE_PX : HEIGHT_PX
  const words = useText(command)
  const most = Math.max(1, ...hours.map(({ vehicles }) => vehicles))
  const last = hours.at(-1)
  return (
    <figure className={styles.hours} data-whole={whole || undefined}>
      <ol className={styles.bars} style={{ height: heightPx }}>
        {hours.map(({ hour, vehicles }) => (
          <li
            key={hour}
            className={styles.hourBar}
            data-now={hour === last?.hour || undefined}
            style={{ height: Math.max(LEAST_PX, (vehicles / most) * heightPx) }}
            title={words.panel.hourCount(hour, number(vehicles))}
          >
            <span className="unseen">{words.panel.hourCount(hour, number(vehicles))}</span>
          </li>
        ))}
      </ol>
      <figcaption className={styles.axis}>
        <span>{words.panel.hour(0)}</span>
        {whole ? null : <span>{words.panel.byHour}</span>}
        <span>{last && last.hour > 0 ? words.panel.hour(last.hour) : ''}</span>
      </figcaption>
    </figure>
  )
}
