import type { Period } from '../checkpoints/routine'

/** One report as it came. */
interface ReportArrival {
  checkpointId: number
  /** End of the period that it closes, and when it counts as made; epoch milliseconds. */
  toMs: number
  atMs: number
}

/** How a checkpoint kept its deadlines. `open` periods are not due yet, and in none of the others. */
interface Punctuality {
  due: number
  onTime: number
  late: number
  missing: number
  open: number
}

/** The period that a report closes: the one in which its own period ends. */
const closes = ({ toMs }: ReportArrival, periods: readonly Period[]): number =>
  periods.findIndex((period) => toMs > period.fromMs && toMs <= period.toMs)

/**
 * By checkpoint, over these periods; those that ended before its `sinceMs`, when it began to count or report, ask
 * nothing of it. A period is on time when its first report was made by its end; a later correction
 * does not make it late.
 */
export const punctuality = (
  checkpointIds: readonly number[],
  periods: readonly Period[],
  reports: readonly ReportArrival[],
  { nowMs, sinceMs }: { nowMs: number; sinceMs: ReadonlyMap<number, number> },
): Map<number, Punctuality> => {
  const first = new Map<string, number>()
  for (const report of reports) {
    const index = closes(report, periods)
    if (index < 0) continue
    const key = `${report.checkpointId} ${index}`
    first.set(key, Math.min(first.get(key) ?? Number.POSITIVE_INFINITY, report.atMs))
  }
  return new Map(
    checkpointIds.map((id) => {
      const sum: Punctuality = { due: 0, onTime: 0, late: 0, missing: 0, open: 0 }
      for (const [index, period] of periods.entries()) {
        const at = first.get(`${id} ${index}`)
        if (at === undefined && period.toMs <= (sinceMs.get(id) ?? Number.NEGATIVE_INFINITY)) continue
        if (at === undefined && nowMs <= period.toMs) {
          sum.open++
          continue
        }
        sum.due++
        if (at === undefined) sum.missing++
        else if (at > period.toMs) sum.late++
        else sum.onTime++
      }
      return [id, sum]
    }),
  )
}
