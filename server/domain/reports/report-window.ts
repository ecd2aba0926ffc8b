import { type Period, periodsOf } from '../checkpoints/routine'
import { DAY_MS } from '../instant'

/** The longest stretch that one report covers: a quarter and its edges. */
export const MAX_REPORT_DAYS = 100

/** Whether it is YYYY-MM-DD and such a day exists. */
export const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) &&
  !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) &&
  new Date(`${text}T00:00:00Z`).toISOString().startsWith(text)

/** The day so many days after another; both YYYY-MM-DD. */
export const dayAfter = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)

/** From one day to another, both included, in order; none where `to` comes first. */
export const daysBetween = (from: string, to: string): string[] => {
  const count = Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS)
  return Array.from({ length: Math.max(0, count + 1) }, (_, index) => dayAfter(from, index))
}

/**
 * What a report over the days `from` to `date` covers: from the cut-off (截止) of the day before the first to that of the
 * last. A day's cut-off is the end of its last period.
 */
export const reportWindow = (
  { from, date }: { from: string; date: string },
  zone: string,
  times: readonly string[],
): Period => {
  const [first] = periodsOf(from, zone, times)
  const last = periodsOf(date, zone, times).at(-1)
  // In bounds: every day has a period that ends on it, for every day has its times.
  return { fromMs: first!.fromMs, toMs: last!.toMs }
}

/** The window of the same number of days just before. */
export const windowBefore = (
  { from, date }: { from: string; date: string },
  zone: string,
  times: readonly string[],
): Period => {
  const days = daysBetween(from, date).length
  return reportWindow({ from: dayAfter(from, -days), date: dayAfter(from, -1) }, zone, times)
}
