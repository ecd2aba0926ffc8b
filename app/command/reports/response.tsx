'use client'

import { DISPOSITIONS } from '#domain/entries/entry'
import type { ResponseTimes } from '#protocol/report'
import { number } from '../../_text/format'
import { useText } from '../../_text/language'
import { reports } from '../../_text/reports'
import { useFormat } from '../../_text/use-format'
import styles from './board.module.css'

/** Minutes from a high reading to alert, isolation and transfer: the middle case large, the slowest named. */
export const Response = ({ times }: { times: ResponseTimes }) => {
  const words = useText(reports)
  const format = useFormat()
  const parts = [
    [words.toAlert, times.toAlert],
    [words.toIsolation, times.toIsolation],
    [words.toTransfer, times.toTransfer],
  ] as const
  const done = DISPOSITIONS.flatMap((act) => {
    const count = times.fevers[act] ?? 0
    return count === 0 ? [] : [words.feverAct(words.acts[act], number(count))]
  })
  return (
    <section className={styles.part} aria-labelledby="board-response">
      <header className={styles.partHead}>
        <h2 id="board-response">{words.response}</h2>
        <p className={styles.hint}>{words.responseHint}</p>
      </header>
      <dl className={styles.response}>
        {parts.map(([label, minutes]) => (
          <div key={label}>
            <dt className={styles.kpiLabel}>{label}</dt>
            <dd className={styles.minutes}>
              {minutes === null ? words.noCase : words.minutes(number(minutes.median))}
            </dd>
            {minutes === null ? null : (
              <dd className={styles.kpiContext}>
                {words.slowest(number(minutes.slowest), minutes.checkpoint, number(minutes.cases))}
              </dd>
            )}
          </div>
        ))}
      </dl>
      {done.length > 0 ? <p className={styles.note}>{words.feversDone(format.list(done))}</p> : null}
    </section>
  )
}
