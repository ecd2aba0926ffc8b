import { lanesFor, type WaitTarget } from './staffing'
import type { DayOfArrivals } from './staffing-day'

/** An hour of the day with what usually comes in it and the fewest lanes for it. */
interface HourOfLanes {
  /** Local, 0 to 23. */
  hour: number
  arrivals: number
  lanes: number
}

interface LaneAdvice {
  now: HourOfLanes
  /** The busiest of the hours that follow. */
  ahead: HourOfLanes
}

const HOURS_AHEAD = 6

/**
 * Lanes for the hour that runs and the busiest of the next six. Where more come than usual, as the last hour counted,
 * they are reckoned with now.
 */
export const laneAdvice = (
  day: DayOfArrivals,
  { hour, lastHour, target }: { hour: number; lastHour: number; target: WaitTarget },
): LaneAdvice => {
  const at = (one: number, least: number): HourOfLanes => {
    const arrivals = Math.max(least, day.arrivalsByHour[one % 24] ?? 0)
    const lanes = arrivals === 0 ? 1 : lanesFor(arrivals, day.serviceSeconds, target).lanes
    return { hour: one % 24, arrivals, lanes }
  }
  const following = Array.from({ length: HOURS_AHEAD }, (_, step) => at(hour + 1 + step, 0))
  return {
    now: at(hour, lastHour),
    ahead: following.reduce((busiest, one) => (one.arrivals > busiest.arrivals ? one : busiest)),
  }
}

/** Minutes until the last of so many waiting vehicles is served. */
export const minutesToServe = (waiting: number, serviceSeconds: number, lanes: number): number =>
  (waiting * serviceSeconds) / Math.max(1, lanes) / 60
