'use client'

import { presentPeriod } from '#domain/reports/report-status'
import type { DailyBoard } from '#protocol/report'
import { serverNow } from '../../_live/live-store'
import { number } from '../../_text/format'
import { useText } from '../../_text/language'
import { reports } from '../../_text/reports'
import { useFormat } from '../../_text/use-format'
import styles from './board.module.css'

const vehicles = ({ counts }: DailyBoard['sum']) => counts.vehiclesIn + counts.vehiclesOut

/** The day in a row of figures, each with what it means. */
export const BoardFigures = ({ board }: { board: DailyBoard }) => {
  const words = useText(reports)
  const format = useFormat()
  const period = presentPeriod(board.periods, board.asOf)
  const lines = period?.checkpoints ?? []
  const missing = lines.filter(({ status }) => status === 'missing')
  const open = lines.filter(({ status }) => status === 'open').length
  const noTraffic = lines.filter(({ report }) => report?.noTraffic === true).length
  const names = missing.slice(0, 2).map(({ name }) => name)
  const who = missing.length > 2 ? words.andMore(format.list(names), number(missing.length)) : format.list(names)
  const lacks =
    missing.length > 0
      ? words.overdue(who, format.duration(serverNow() - Date.parse(period?.to ?? board.window.to)))
      : open > 0
        ? words.notDue(number(open))
        : words.nobodyMissing
  const [now, before] = [vehicles(board.sum), vehicles(board.before)]
  const percent = Math.round(((now - before) / before) * 1000) / 10
  const runs = Date.parse(board.asOf) < Date.parse(board.window.to)
  const change =
    before === 0
      ? words.noBefore
      : runs
        ? words.beforeWas(number(before))
        : words.change(`${percent < 0 ? '−' : '+'}${number(Math.abs(percent))}%`)
  const cells = [
    [words.reported, number(period?.reported ?? 0), words.ofAll(number(lines.length)), false],
    [words.zero, number(period?.zero ?? 0), words.noTraffic(number(noTraffic)), false],
    [words.missing, number(missing.length), lacks, missing.length > 0],
    [words.vehicles, number(now), change, false],
    [words.people, number(board.sum.counts.people), words.fevers(number(board.sum.counts.fevers)), false],
    [words.pending, number(board.sum.pending), words.pendingHint, false],
  ] as const
  return (
    <dl className={styles.kpis} aria-label={words.figures}>
      {cells.map(([label, figure, context, urgent]) => (
        <div key={label} className={styles.kpi}>
          <dt className={styles.kpiLabel}>{label}</dt>
          <dd className={styles.kpiFigure}>{figure}</dd>
          <dd className={urgent ? styles.kpiUrgent : styles.kpiContext}>{context}</dd>
        </div>
      ))}
    </dl>
  )
}
