import type { Words } from './report-columns'

/** 零报告 nothing abnormal, 异常 n abnormal; without a report: before its deadline open, after it missing. */
export type ReportStatus = 'zero' | 'abnormal' | 'open' | 'missing'

const STATUS_WORDS: Readonly<Record<ReportStatus, Words>> = {
  zero: { zh: '零报告', en: 'Nil report' },
  abnormal: { zh: '已报', en: 'Reported' },
  open: { zh: '未到时', en: 'Not due' },
  missing: { zh: '未报', en: 'Missing' },
}

/** How a period was closed, in words: 零报告、无车流, or 已报（异常 2，迟报）. */
export const statusWords = (
  status: ReportStatus,
  report: { abnormal: number; noTraffic: boolean; late: boolean } | null,
  language: keyof Words,
): string => {
  const word = STATUS_WORDS[status][language]
  if (report === null) return word
  const zh = language === 'zh'
  const more = [
    ...(report.abnormal > 0 ? [zh ? `异常 ${report.abnormal}` : `${report.abnormal} abnormal`] : []),
    ...(report.noTraffic ? [zh ? '无车流' : 'no traffic'] : []),
    ...(report.late ? [zh ? '迟报' : 'late'] : []),
  ]
  if (more.length === 0) return word
  return zh ? `${word}（${more.join('，')}）` : `${word} (${more.join(', ')})`
}

/** Of a day's periods the one that is spoken of: the last that is over, before that the first. */
export const presentPeriod = <P extends { to: string }>(periods: readonly P[], asOf: string): P | undefined =>
  periods.findLast(({ to }) => Date.parse(to) <= Date.parse(asOf)) ?? periods[0]
