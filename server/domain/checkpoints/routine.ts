import { localDate, localMidnight, zoneOffsetMinutes } from '../entries/counted-at'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../instant'
import type { LogKind } from './item'

/** What a post must do by the clock: close its periods with a report, and keep its logs. */

/** A log is due so long after the one before: disinfection twice a day, waste once. Faults come when they come. */
const LOG_HOURS: Readonly<Partial<Record<LogKind, number>>> = { disinfection: 12, waste: 24 }
/** Where the policy names no time. */
const USUAL_TIMES: readonly string[] = ['18:00']

/** One period: from (included) to (not included), when its report is due; epoch milliseconds. */
export interface Period {
  fromMs: number
  toMs: number
}

/** The instant of a local time on the local day that begins at `midnightMs`. */
const timeOfDay = (midnightMs: number, time: string, zone: string): number => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  const guess = midnightMs + hours * HOUR_MS + minutes * MINUTE_MS
  return guess + (zoneOffsetMinutes(zone, midnightMs) - zoneOffsetMinutes(zone, guess)) * MINUTE_MS
}

/** Ends of periods from the local day before `ms` to the day after, in order. */
const endsAround = (ms: number, zone: string, times: readonly string[]): number[] => {
  const known = times.length > 0 ? times : USUAL_TIMES
  const midnight = localMidnight(ms, zone)
  // Half a day into the neighbours: a day has 23 to 25 hours where clocks change.
  const days = [midnight - DAY_MS / 2, midnight + DAY_MS / 2, midnight + 1.5 * DAY_MS, midnight - 1.5 * DAY_MS]
  return days
    .flatMap((day) => known.map((time) => timeOfDay(localMidnight(day, zone), time, zone)))
    .sort((a, b) => a - b)
}

/** The period that runs at `ms`, and the one before it, which has ended. `times`: HH:MM, at which reports are due. */
export const periodsAt = (ms: number, zone: string, times: readonly string[]): { running: Period; ended: Period } => {
  const ends = endsAround(ms, zone, times)
  const next = ends.findIndex((end) => end > ms)
  // In bounds: the list reaches from two days before to a day after, and each day has an end.
  const [before, from, to] = [ends[next - 2]!, ends[next - 1]!, ends[next]!]
  return { running: { fromMs: from, toMs: to }, ended: { fromMs: before, toMs: from } }
}

/** The periods that end on a local date, in order. */
export const periodsOf = (date: string, zone: string, times: readonly string[]): Period[] => {
  const noonUtc = Date.parse(`${date}T12:00:00Z`)
  const ends = endsAround(noonUtc - zoneOffsetMinutes(zone, noonUtc) * MINUTE_MS, zone, times)
  return ends.flatMap((end, index) => {
    const from = ends[index - 1]
    return from !== undefined && localDate(end, zone) === date ? [{ fromMs: from, toMs: end }] : []
  })
}

/**
 * When a log of this kind is due: after the last one, or after `sinceMs` (a shift's beginning) where there is none yet;
 * null where it never is.
 */
export const logDueMs = (kind: LogKind, lastMs: number | null, sinceMs: number): number | null => {
  const hours = LOG_HOURS[kind]
  return hours === undefined ? null : (lastMs ?? sinceMs) + hours * HOUR_MS
}
