import type { ReportColumn } from '../reports/report-columns'
import type { BriefingFacts } from './briefing'

/** Addresses in the product where the figures of a briefing come from. */

/** The board of the briefing's days, with a column marked. */
export const boardSource = ({ from, date }: Pick<BriefingFacts, 'from' | 'date'>, column?: ReportColumn): string =>
  `/command/reports?date=${date}${from === date ? '' : `&from=${from}`}${column === undefined ? '' : `&column=${column}`}`

/** Where the board of the briefing's days says what became of fevers. */
export const responseSource = (facts: Pick<BriefingFacts, 'from' | 'date'>): string =>
  `${boardSource(facts)}#board-response`

export const checkpointSource = (code: string): string => `/command?checkpoint=${encodeURIComponent(code)}`

export const PLANNER_SOURCE = '/planner'
export const ALERTS_SOURCE = '/command?alerts=overdue'

export const indicatorSource = (date: string): string => `/command/reports/indicators?date=${date}`
