import { DAY_MS, HOUR_MS } from '#domain/instant'

/** How traffic rises and falls over a day and a week: the mean over an ordinary working day is 1. */

/** Entries on an ordinary working day over the whole county of the demo. */
export const ENTRIES_A_DAY = 2900

/** Bumps of the day: at that hour, so wide, so high. */
const PEAKS = [
  { hour: 7.9, width: 1.25, height: 1.55 },
  { hour: 10.4, width: 2.2, height: 0.95 },
  { hour: 14.3, width: 2.1, height: 0.8 },
  { hour: 17.3, width: 1.3, height: 1.1 },
  { hour: 20, width: 1.9, height: 0.28 },
] as const
const NIGHT = 0.09
/** At weekends people set out later and less. */
const WEEKEND_LEVEL = 0.78
const WEEKEND_LATER_HOURS = 1.1
/** A return wave: more than usual on these days of a history, its first being 0. */
const WAVE: ReadonlyMap<number, number> = new Map([
  [9, 1.14],
  [10, 1.36],
  [11, 1.27],
  [12, 1.1],
])

function shape(hour: number): number {
  let rate = NIGHT
  for (const peak of PEAKS) {
    // Midnight is no wall: 23:00 and 1:00 lie two hours apart.
    const off = Math.abs(((hour - peak.hour + 36) % 24) - 12)
    rate += peak.height * Math.exp(-(off * off) / (2 * peak.width * peak.width))
  }
  return rate
}

const MEAN_SHAPE = Array.from({ length: 96 }, (_, i) => shape((i + 0.5) / 4)).reduce((a, b) => a + b, 0) / 96

/**
 * Traffic at a local time of day (`localHour` 0 to 24, with fractions), on a weekday (0 Sunday to 6), on a day of the
 * history; the live player gives no day and has no wave.
 */
export function dailyRate(localHour: number, weekday: number, dayIndex?: number): number {
  const weekend = weekday === 0 || weekday === 6
  const hour = weekend ? localHour - WEEKEND_LATER_HOURS : localHour
  const wave = dayIndex === undefined ? 1 : (WAVE.get(dayIndex) ?? 1)
  return (shape(hour) / MEAN_SHAPE) * (weekend ? WEEKEND_LEVEL : 1) * wave
}

export interface LocalTime {
  /** 0 to 24, with fractions. */
  hour: number
  /** 0 Sunday to 6. */
  weekday: number
  /** Days since 1970-01-01 by the local calendar. */
  day: number
}

/** Local time at a zone that is `offsetHours` ahead of UTC; 8 is Asia/Shanghai, all year. */
export function localTimeAt(epochMs: number, offsetHours = 8): LocalTime {
  const local = epochMs + offsetHours * HOUR_MS
  const day = Math.floor(local / DAY_MS)
  // 1970-01-01 was a Thursday.
  return { hour: (local - day * DAY_MS) / HOUR_MS, weekday: (((day + 4) % 7) + 7) % 7, day }
}
