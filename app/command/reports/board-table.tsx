'use client'

import Link from 'next/link'
import { useState } from 'react'
import { presentPeriod } from '#domain/reports/report-status'
import type { DailyBoard } from '#protocol/report'
import { api } from '../../_live/api'
import { number } from '../../_text/format'
import { useLanguage, useText } from '../../_text/language'
import { reports } from '../../_text/reports'
import { useFailureWords } from '../../_text/use-failure'
import { useFormat } from '../../_text/use-format'
import { Empty } from '../../_ui/blank'
import { Button } from '../../_ui/button'
import { toast } from '../../_ui/toast'
import { Sheet } from '../../_ui/work'
import { goTo, useAddress } from './address'
import styles from './board.module.css'
import { boardColumns } from './board-columns'
import { ReportMark } from './report-mark'

type Line = DailyBoard['periods'][number]['checkpoints'][number]

export const BoardTable = ({
  board,
  mayUrge,
  seesRoom,
  onUrged,
}: {
  board: DailyBoard
  mayUrge: boolean
  /** Whether a checkpoint can be opened on the map. */
  seesRoom: boolean
  onUrged: () => void
}) => {
  const words = useText(reports)
  const format = useFormat()
  const address = useAddress()
  const columns = boardColumns(words.head, address.get('column'), useLanguage())
  const onlyMissing = address.get('show') === 'missing'
  const period = presentPeriod(board.periods, board.asOf)
  const periods = board.periods.map(({ to, checkpoints }) => ({
    to,
    lines: new Map(checkpoints.map((line) => [line.code, line])),
  }))
  const lines = new Map(period?.checkpoints.map((line) => [line.code, line]))
  const lacks = (code: string) => periods.some((one) => one.lines.get(code)?.status === 'missing')
  const missing = board.rows.filter(({ code }) => lacks(code)).length
  const rows = board.rows.filter(({ code }) => !onlyMissing || lacks(code))
  return (
    <section aria-labelledby="board-table" className={styles.part}>
      <header className={styles.partHead}>
        <h2 id="board-table">{words.checkpoints}</h2>
        <p className={styles.hint}>{words.unitsHint}</p>
        {missing > 0 || onlyMissing ? (
          <Button aria-pressed={onlyMissing} onClick={() => goTo({ show: onlyMissing ? null : 'missing' })}>
            {onlyMissing ? words.showAll : words.onlyMissing(number(missing))}
          </Button>
        ) : null}
      </header>
      {rows.length === 0 ? (
        <Empty why={words.noneMissing} />
      ) : (
        <Sheet>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{words.head.checkpoint}</th>
                <th scope="col" data-spare>
                  {words.head.road}
                </th>
                {columns.map(({ name, label, marked, spare }) => (
                  <th
                    key={name}
                    scope="col"
                    data-figure
                    data-spare={spare || undefined}
                    data-marked={marked || undefined}
                  >
                    {label}
                  </th>
                ))}
                <th scope="col">{words.head.report}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => {
                return (
                  <tr key={row.code} aria-selected={row.code === address.get('at') || undefined}>
                    <td>
                      {seesRoom ? (
                        <Link
                          href={`/command?checkpoint=${encodeURIComponent(row.code)}`}
                          className={styles.name}
                          prefetch={false}
                        >
                          {row.name}
                        </Link>
                      ) : (
                        row.name
                      )}
                      {row.pending > 0 ? (
                        <span className={styles.pending}>{words.waiting(number(row.pending))}</span>
                      ) : null}
                    </td>
                    <td data-spare className={styles.road}>
                      {row.road}
                    </td>
                    {columns.map(({ name, value, marked, spare }) => (
                      <Figure key={name} value={value(row)} alarm={name === 'fevers'} marked={marked} spare={spare} />
                    ))}
                    <td>
                      <span className={styles.report}>
                        {periods.map(({ to, lines: of }) => {
                          const line = of.get(row.code)
                          if (line === undefined) return null
                          return (
                            <span key={to} className={styles.period}>
                              {periods.length > 1 ? <span className={styles.hint}>{format.time(to)}</span> : null}
                              <ReportMark line={line} />
                              {line.status === 'missing' && mayUrge ? (
                                <Urge line={line} due={to} onUrged={onUrged} />
                              ) : null}
                            </span>
                          )
                        })}
                      </span>
                    </td>
                  </tr>
                )
              })}
            </tbody>
            {onlyMissing ? null : (
              <tfoot>
                <tr>
                  <th scope="row">{words.sum(number(board.rows.length))}</th>
                  <td data-spare />
                  {columns.map(({ name, value, marked, spare }) => (
                    <Figure
                      key={name}
                      value={value(board.sum)}
                      alarm={name === 'fevers'}
                      marked={marked}
                      spare={spare}
                    />
                  ))}
                  <td>
                    {number(period?.reported ?? 0)} / {number(lines.size)}
                  </td>
                </tr>
              </tfoot>
            )}
          </table>
        </Sheet>
      )}
    </section>
  )
}

const Figure = ({
  value,
  alarm,
  marked,
  spare,
}: {
  value: number
  alarm: boolean
  marked: boolean
  spare: boolean
}) => (
  <td
    data-figure
    data-spare={spare || undefined}
    data-marked={marked || undefined}
    className={alarm && value > 0 ? styles.alarm : undefined}
  >
    {number(value)}
  </td>
)

/** Tells the checkpoint's tablets that its report is missing. */
const Urge = ({ line, due, onUrged }: { line: Line; due: string; onUrged: () => void }) => {
  const words = useText(reports)
  const format = useFormat()
  const failureWords = useFailureWords()
  const [busy, setBusy] = useState(false)
  const urge = async () => {
    setBusy(true)
    const text = words.urgeText(format.date(due), format.time(due))
    const answer = await api.post('/instructions', { text, checkpoints: [line.code] })
    setBusy(false)
    toast(answer.ok ? words.urged(line.name) : failureWords(answer.failure))
    if (answer.ok) onUrged()
  }
  return (
    <Button busy={busy} onClick={() => void urge()} aria-label={`${words.urge} ${line.name}`}>
      {words.urge}
    </Button>
  )
}
