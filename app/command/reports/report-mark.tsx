'use client'

import type { DailyBoard } from '#protocol/report'
import { number } from '../../_text/format'
import { useText } from '../../_text/language'
import { reports } from '../../_text/reports'
import { useFormat } from '../../_text/use-format'
import { Icon } from '../../_ui/icons'
import styles from './board.module.css'

type Line = DailyBoard['periods'][number]['checkpoints'][number]

const Nought = () => (
  <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true" className={styles.nought}>
    <circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" strokeWidth="1.6" />
    <ellipse cx="8" cy="8" rx="1.9" ry="3" fill="none" stroke="currentColor" strokeWidth="1.4" />
  </svg>
)

const MARKS = {
  zero: <Nought />,
  abnormal: <Icon name="check" />,
  open: <Icon name="clock" />,
  missing: <Icon name="close" />,
} as const

/** How a checkpoint closed its period: shape, then word; what was abnormal, no traffic and lateness beside it. */
export const ReportMark = ({ line: { status, report } }: { line: Line }) => {
  const words = useText(reports)
  const format = useFormat()
  const more = [
    ...(report !== null && report.abnormal > 0 ? [words.abnormal(number(report.abnormal))] : []),
    ...(report?.noTraffic === true ? [words.noTrafficMark] : []),
    ...(report?.late === true ? [words.late] : []),
    ...(report?.paper === true ? [words.paper] : []),
  ]
  const signed = report === null ? undefined : words.signedAt(report.signedBy, format.time(report.at))
  return (
    <span
      className={styles.mark}
      data-status={status}
      title={[signed, report?.what].filter(Boolean).join(' · ') || undefined}
    >
      {MARKS[status]}
      {[words.status[status], ...more].join(' · ')}
    </span>
  )
}
