import { DAY_MS, HOUR_MS, MINUTE_MS } from '../instant'

/** When an entry counts: its instant, and the hour and local day that this falls in. */

/** How far ahead of the server a corrected time may be, and how old, to be believed. */
const TIME_AHEAD_MS = 2 * MINUTE_MS
const TIME_BEHIND_MS = 14 * DAY_MS

/**
 * When an entry counts. `clockOffsetMs` is server minus tablet as last learned, null where it is not known. A time that
 * can't be believed keeps its claim on the entry and counts when received; it never refuses the entry.
 */
export const countedAt = (entry: {
  occurredAtMs: number
  clockOffsetMs: number | null | undefined
  nowMs: number
}): { countedAtMs: number; timeSuspect: boolean } => {
  const corrected = entry.occurredAtMs + (entry.clockOffsetMs ?? 0)
  const believed = corrected <= entry.nowMs + TIME_AHEAD_MS && corrected >= entry.nowMs - TIME_BEHIND_MS
  return believed ? { countedAtMs: corrected, timeSuspect: false } : { countedAtMs: entry.nowMs, timeSuspect: true }
}

/** The hour's start, UTC. Zones are whole hours from UTC, so it starts a local hour too. */
export const hourStart = (ms: number): number => Math.floor(ms / HOUR_MS) * HOUR_MS

interface Zone {
  format: Intl.DateTimeFormat
  /** Minutes by hour number. */
  offsets: Map<number, number>
}

const zones = new Map<string, Zone>()
/** About a year of hours a zone. */
const OFFSETS_KEPT = 10_000

const zoneOf = (name: string): Zone => {
  let zone = zones.get(name)
  if (zone === undefined) {
    const format = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' })
    zone = { format, offsets: new Map() }
    zones.set(name, zone)
  }
  return zone
}

/** Minutes that the zone is ahead of UTC at that time. Throws RangeError for a name that is no IANA zone. */
export const zoneOffsetMinutes = (zone: string, ms: number): number => {
  const { format, offsets } = zoneOf(zone)
  const hour = Math.floor(ms / HOUR_MS)
  const known = offsets.get(hour)
  if (known !== undefined) return known
  const name = format.formatToParts(hour * HOUR_MS).find((part) => part.type === 'timeZoneName')?.value ?? ''
  const match = /^GMT([+-])(\d{2}):?(\d{2})/.exec(name)
  const minutes = match === null ? 0 : (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3]))
  if (offsets.size >= OFFSETS_KEPT) offsets.clear()
  offsets.set(hour, minutes)
  return minutes
}

const localMs = (ms: number, zone: string): number => ms + zoneOffsetMinutes(zone, ms) * MINUTE_MS

/** The local date, YYYY-MM-DD. */
/** 2026-11-23 14:06:32 by the zone's clock. */
export const localTime = (ms: number, zone: string): string =>
  new Date(localMs(ms, zone)).toISOString().slice(0, 19).replace('T', ' ')

export const localDate = (ms: number, zone: string): string => new Date(localMs(ms, zone)).toISOString().slice(0, 10)

/** The local hour, 0 to 23. */
export const localHour = (ms: number, zone: string): number => {
  const hour = Math.floor(localMs(ms, zone) / HOUR_MS)
  return ((hour % 24) + 24) % 24
}

/** The first instant of the local day that holds `ms`: its midnight, or where clocks skip midnight the hour after. */
export const localMidnight = (ms: number, zone: string): number => {
  const day = Math.floor(localMs(ms, zone) / DAY_MS)
  const midnight = day * DAY_MS
  const before = midnight - zoneOffsetMinutes(zone, midnight - DAY_MS) * MINUTE_MS
  const after = midnight - zoneOffsetMinutes(zone, midnight + DAY_MS) * MINUTE_MS
  const earlier = Math.min(before, after)
  return Math.floor(localMs(earlier, zone) / DAY_MS) === day ? earlier : Math.max(before, after)
}
