/** What `<input type="datetime-local">` holds, 2026-11-23T22:00, read in the jurisdiction's zone and not the browser's. */
import { clockTime, localDate } from './format'

export const toLocalInput = (at: string, zone: string): string => `${localDate(at, zone)}T${clockTime(at, zone)}`

/** ISO 8601 in UTC; null where it is no time. */
export const fromLocalInput = (typed: string, zone: string): string | null => {
  const asUtc = Date.parse(`${typed}:00Z`)
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(typed) || Number.isNaN(asUtc)) return null
  // The zone's distance is that of the instant itself; a second look mends the first where clocks change in between.
  let at = asUtc
  for (let look = 0; look < 2; look++) {
    at = asUtc - (Date.parse(`${toLocalInput(new Date(at).toISOString(), zone)}:00Z`) - at)
  }
  return new Date(at).toISOString()
}
