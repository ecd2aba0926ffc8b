import type { BriefingFacts } from './briefing'

/** Addresses in the product where the figures of a briefing come from. */

/** The board of the briefing's days, with a column marked. */
export const boardSource = ({ from, date }: Pick<BriefingFacts, 'from' | 'date'>, column = ''): string =>
  `/command/reports?date=${date}${from === date ? '' : `&from=${from}`}${column === '' ? '' : `&column=${column}`}`

export const checkpointSource = (code: string): string => `/command?checkpoint=${encodeURIComponent(code)}`

export const PLANNER_SOURCE = '/planner'
export const ALERTS_SOURCE = '/command'

export const indicatorSource = (date: string): string => `/command/reports/indicators?date=${date}`
