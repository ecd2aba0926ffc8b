import type { Checkpoint } from '../county/county'
import type { Random } from '../county/random'
import { dailyRate, type LocalTime } from './daily-curve'

interface PlannedEntry<C> {
  checkpoint: C
  /** Milliseconds from now. */
  afterMs: number
}

/** Rates below this share of the mean would leave the map dead for minutes. */
const LEAST_RATE = 0.05

/**
 * For the live player: which checkpoint gets the next entry, and when. `rate` is the mean entries a second over an
 * ordinary working day; at the local time it is more or less by the daily curve, and the waits between are exponential.
 * Null where no checkpoint is staffed.
 */
export function planTraffic<C extends Pick<Checkpoint, 'condition' | 'share'>>(
  random: Random,
  checkpoints: readonly C[],
  at: Pick<LocalTime, 'hour' | 'weekday'>,
  rate: number,
): PlannedEntry<C> | null {
  const staffed = checkpoints.filter((checkpoint) => checkpoint.condition === 'staffed' && checkpoint.share > 0)
  if (staffed.length === 0) return null
  const now = rate * Math.max(LEAST_RATE, dailyRate(at.hour, at.weekday))
  const checkpoint = staffed[random.weighted(staffed.map((c) => c.share))]
  if (!checkpoint || now <= 0) return null
  return { checkpoint, afterMs: Math.round((-Math.log(1 - random.next()) / now) * 1000) }
}
