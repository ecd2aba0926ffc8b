import { DAY_MS } from '../instant'

/** What of each supply a checkpoint counted, and when. */
export interface StockCount {
  /** Milliseconds since 1970. */
  at: number
  amounts: Readonly<Record<string, number>>
}

/** Less than this between first and last count tells nothing of a day. */
const LEAST_SPAN_MS = DAY_MS / 4

/**
 * Days that each supply lasts, of those that went down between counts. What came in adds nothing to what is used: of two
 * counts that rise, what was used meanwhile is not known and taken for none, so the days are at most too many.
 * `counts` oldest first.
 */
export const daysLeft = (counts: readonly StockCount[]): Record<string, number> => {
  const last = counts.at(-1)
  const days: Record<string, number> = {}
  for (const [supply, amount] of Object.entries(last?.amounts ?? {})) {
    const of = counts.flatMap(({ at, amounts }) => {
      const counted = amounts[supply]
      return counted === undefined ? [] : [{ at, counted }]
    })
    const spanMs = (of.at(-1)?.at ?? 0) - (of[0]?.at ?? 0)
    const used = of.reduce(
      (sum, { counted }, index) => sum + Math.max(0, (of[index - 1]?.counted ?? counted) - counted),
      0,
    )
    if (spanMs < LEAST_SPAN_MS || used <= 0) continue
    days[supply] = amount / (used / (spanMs / DAY_MS))
  }
  return days
}
