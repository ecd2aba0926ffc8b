'use client'

import type { CheckpointPanel } from '#protocol/checkpoint-panel'
import { useServerNow } from '../../_live/use-live'
import { checkpoints as text } from '../../_text/checkpoints'
import { number } from '../../_text/format'
import { useText } from '../../_text/language'
import { useFormat } from '../../_text/use-format'
import { Part } from './part'
import styles from './whole.module.css'

/** The bar is full at so many days; under the few it is trouble. */
const FULL_DAYS = 7
const FEW_DAYS = 2

/** What is in stock, as last counted, and how many days it lasts. */
export const Supplies = ({ panel: { duty, daysLeft } }: { panel: CheckpointPanel }) => {
  const words = useText(text)
  const names: Readonly<Record<string, string>> = words.supply
  const format = useFormat()
  const now = useServerNow(10_000)
  const { stock } = duty
  if (!stock)
    return (
      <Part title={words.supplies}>
        <p className={styles.quiet}>{words.noSupplies}</p>
      </Part>
    )
  const lasts = (days: number | undefined): string => {
    if (days === undefined) return words.noRate
    if (days < 1) return words.lastDay
    const whole = number(Math.floor(days))
    return days < FEW_DAYS ? words.fewDays(whole) : words.days(whole)
  }
  return (
    <Part title={words.supplies} note={now === null ? '' : words.counted(format.ago(now - Date.parse(stock.at)))}>
      <ul className={styles.table}>
        {Object.entries(stock.amounts).map(([supply, amount]) => {
          const days = daysLeft[supply]
          const wanted = stock.wanted?.[supply]
          const isFew = amount === 0 || (days !== undefined && days < FEW_DAYS)
          return (
            <li key={supply} className={styles.supply}>
              <span>{names[supply] ?? supply}</span>
              <span className={styles.gauge} data-known={days !== undefined || undefined} aria-hidden="true">
                <span
                  data-few={isFew || undefined}
                  style={{ width: `${Math.min(100, ((days ?? 0) / FULL_DAYS) * 100)}%` }}
                />
              </span>
              <b>{number(amount)}</b>
              <span className={styles.lasts} data-few={isFew || undefined}>
                {wanted ? `${words.wanted(number(wanted))} · ${lasts(days)}` : lasts(days)}
              </span>
            </li>
          )
        })}
      </ul>
    </Part>
  )
}
