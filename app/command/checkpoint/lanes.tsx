'use client'

import { minutesToServe } from '#domain/staffing/lane-advice'
import type { CheckpointPanel } from '#protocol/checkpoint-panel'
import { useServerNow } from '../../_live/use-live'
import { checkpoints as text } from '../../_text/checkpoints'
import { number } from '../../_text/format'
import { useText } from '../../_text/language'
import { useFormat } from '../../_text/use-format'
import { Part } from './part'
import styles from './whole.module.css'

/** Where no form has told how long a vehicle takes. */
const USUAL_SERVICE_SECONDS = 60

/** Who waits and how long, lanes that are open, and how many there should be. */
export const Lanes = ({ panel: { duty, lanes } }: { panel: CheckpointPanel }) => {
  const words = useText(text)
  const format = useFormat()
  const now = useServerNow(10_000)
  const { queue } = duty
  const { all, open, advice } = lanes
  const serviceSeconds = advice?.serviceSeconds ?? USUAL_SERVICE_SECONDS
  const isShort = (wanted: number) => wanted > Math.max(1, open)
  return (
    <Part
      title={words.lanes}
      note={queue && now !== null ? words.reported(format.ago(now - Date.parse(queue.at))) : ''}
    >
      {queue ? (
        <p className={styles.queue}>
          <b>{number(queue.vehicles)}</b> {words.waiting}
          <b>{number(Math.ceil(minutesToServe(queue.vehicles, serviceSeconds, open)))}</b> {words.minutes}
        </p>
      ) : (
        <p className={styles.quiet}>{words.noQueue}</p>
      )}
      <p className={styles.line}>{all > 0 ? words.open(number(open), number(all)) : words.openOnly(number(open))}</p>
      {advice ? (
        <>
          <p className={styles.line} data-urgent={isShort(advice.now.lanes) || undefined}>
            {words.adviceNow(number(Math.round(advice.now.arrivals)), number(advice.now.lanes))}
          </p>
          <p className={styles.line} data-urgent={isShort(advice.ahead.lanes) || undefined}>
            {words.adviceAhead(
              advice.ahead.hour,
              number(Math.round(advice.ahead.arrivals)),
              number(advice.ahead.lanes),
            )}
          </p>
          <p className={styles.quiet}>{words.basis(number(advice.serviceSeconds))}</p>
        </>
      ) : (
        <p className={styles.quiet}>{words.noAdvice}</p>
      )}
    </Part>
  )
}
