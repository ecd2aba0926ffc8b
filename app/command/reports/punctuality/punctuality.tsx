'use client'

import type { PunctualityMonth } from '#protocol/report'
import { serverNow } from '../../../_live/live-store'
import { useResource } from '../../../_live/use-resource'
import { number } from '../../../_text/format'
import { useText } from '../../../_text/language'
import { reports } from '../../../_text/reports'
import { useFailureWords } from '../../../_text/use-failure'
import { useFormat } from '../../../_text/use-format'
import { Empty, ErrorNote, Loading } from '../../../_ui/blank'
import { Button } from '../../../_ui/button'
import { Sheet } from '../../../_ui/work'
import { goTo, useAddress } from '../address'
import styles from '../board.module.css'
import { ReportsFrame } from '../reports-frame'

export const PunctualityPage = () => <ReportsFrame>{() => <Month />}</ReportsFrame>

/** YYYY-MM, so many months after another. */
const monthAfter = (month: string, months: number): string => {
  const [year = 0, of = 1] = month.split('-').map(Number)
  return new Date(Date.UTC(year, of - 1 + months, 1)).toISOString().slice(0, 7)
}

/** How each checkpoint kept its deadlines over a month, the least punctual first. */
const Month = () => {
  const words = useText(reports)
  const format = useFormat()
  const failureWords = useFailureWords()
  const thisMonth = format.date(serverNow()).slice(0, 7)
  const month = useAddress().get('month') ?? thisMonth
  const { value, failure, reload } = useResource<PunctualityMonth>(
    `/reports/punctuality?month=${encodeURIComponent(month)}`,
  )
  const shown = value?.month === month ? value : null
  const rate = ({ due, onTime }: { due: number; onTime: number }) => (due === 0 ? 1 : onTime / due)
  const rows = [...(shown?.checkpoints ?? [])].sort((a, b) => rate(a) - rate(b) || (a.code < b.code ? -1 : 1))
  const sum = rows.reduce(
    (so, row) => ({
      due: so.due + row.due,
      onTime: so.onTime + row.onTime,
      late: so.late + row.late,
      missing: so.missing + row.missing,
      open: so.open + row.open,
    }),
    { due: 0, onTime: 0, late: 0, missing: 0, open: 0 },
  )
  return (
    <main className={styles.main}>
      <header className={styles.head}>
        <h1 className={styles.title}>{words.punctualityOf(format.month(month))}</h1>
        <div className={styles.acts}>
          <Button onClick={() => goTo({ month: monthAfter(month, -1) })}>{words.monthBefore}</Button>
          <Button disabled={month >= thisMonth} onClick={() => goTo({ month: monthAfter(month, 1) })}>
            {words.monthAfter}
          </Button>
          <Button onClick={() => window.print()}>{words.print}</Button>
        </div>
      </header>
      {failure ? (
        <ErrorNote what={failureWords(failure, {}, { '/month': words.month })} onRetry={() => void reload()} />
      ) : null}
      {shown === null && !failure ? <Loading rows={8} /> : null}
      {shown !== null && rows.length === 0 ? <Empty why={words.none} hint={words.noneHint} /> : null}
      {rows.length > 0 ? (
        <Sheet>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{words.head.checkpoint}</th>
                {[words.due, words.onTime, words.lateCount, words.missingCount].map((head) => (
                  <th key={head} scope="col" data-figure>
                    {head}
                  </th>
                ))}
                <th scope="col" data-figure data-spare>
                  {words.open}
                </th>
                <th scope="col" data-figure>
                  {words.rate}
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <Row key={row.code} name={row.name} row={row} rate={rate(row)} />
              ))}
            </tbody>
            <tfoot>
              <Row name={words.sum(number(rows.length))} row={sum} rate={rate(sum)} />
            </tfoot>
          </table>
        </Sheet>
      ) : null}
    </main>
  )
}

const Row = ({
  name,
  row,
  rate,
}: {
  name: string
  row: Omit<PunctualityMonth['checkpoints'][number], 'code' | 'name'>
  rate: number
}) => {
  const words = useText(reports)
  return (
    <tr>
      <td>{name}</td>
      <td data-figure>{number(row.due)}</td>
      <td data-figure>{number(row.onTime)}</td>
      <td data-figure>{number(row.late)}</td>
      <td data-figure className={row.missing > 0 ? styles.alarm : undefined}>
        {number(row.missing)}
      </td>
      <td data-figure data-spare>
        {number(row.open)}
      </td>
      <td data-figure title={row.due === 0 ? words.noDue : undefined}>
        {row.due === 0 ? '–' : `${number(Math.round(rate * 1000) / 10)}%`}
      </td>
    </tr>
  )
}
