import { HOUR_MS, MINUTE_MS } from '#domain/instant'
import type { Status } from '#protocol/tablet'
import { seededRandom } from '../../db/seed/county/random'
import { dailyRate, localTimeAt } from '../../db/seed/traffic/daily-curve'
import type { TrafficPoint } from '../../db/seed/traffic/make-history'
import { poisson } from '../../db/seed/traffic/poisson'

const FULL = 98
const EMPTIEST = 42
const PERCENT_AN_HOUR = 4
/** Who waits are those who came within so long, shared by the lanes. */
const PATIENCE_SECONDS = 150

/**
 * What a tablet of the demo says of itself: a battery that empties over a shift and is changed, and, from the first
 * tablet of a point, the vehicles that wait: as many as came within moments. `rate` is the county's mean, entries a
 * second. The same at the same minute.
 */
export const tabletStatus = (
  point: TrafficPoint,
  tablet: number,
  nowMs: number,
  rate: number,
): Omit<Status, 'pending' | 'version'> => {
  const phase = seededRandom(`battery ${point.code} ${tablet}`).int(FULL - EMPTIEST)
  const used = ((nowMs / HOUR_MS) * PERCENT_AN_HOUR + phase) % (FULL - EMPTIEST)
  const battery = Math.round(FULL - used)
  if (tablet > 0 || point.condition !== 'staffed') return { battery }
  const random = seededRandom(`queue ${point.code} ${Math.floor(nowMs / MINUTE_MS)}`)
  const { hour, weekday } = localTimeAt(nowMs)
  const waiting = (rate * point.share * dailyRate(hour, weekday) * PATIENCE_SECONDS) / Math.sqrt(point.lanes)
  return { battery, queue: poisson(random, waiting) }
}
