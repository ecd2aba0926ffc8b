import { type PostRule, staffADay, USUAL_POST } from './post-staff'
import { fewestStableLanes, lanesFor, shareFleet, type WaitTarget } from './staffing'

/** What comes to a checkpoint on a day: vehicles by hour of the day (24), and what each takes at the barrier. */
export interface DayOfArrivals {
  code: string
  arrivalsByHour: readonly number[]
  serviceSeconds: number
}

/** The queue of a day as a fluid, in steps of five minutes. */
interface DayQueue {
  /** Vehicles waiting at the end of each step; 288 of them, from midnight. */
  queue: number[]
  peak: { vehicles: number; minute: number }
  /** When the last queue of the day is gone; null where it stands over midnight, or where there was none. */
  clearsAtMinute: number | null
  longestWaitSeconds: number
}

const STEP_MINUTES = 5
const STEPS_A_DAY = 288
const HOURS = 24

/**
 * q' = max(0, q + λ - cμ) by five minutes. The wait is that of whoever comes last in a step, served at the rates that follow.
 */
export function queueOfDay(
  { arrivalsByHour, serviceSeconds }: DayOfArrivals,
  lanesByHour: readonly number[],
): DayQueue {
  const served = (step: number) =>
    ((lanesByHour[Math.floor((step % STEPS_A_DAY) / 12)] ?? 0) * STEP_MINUTES * 60) / serviceSeconds
  const queue: number[] = []
  let waiting = 0
  for (let step = 0; step < STEPS_A_DAY; step++) {
    waiting = Math.max(0, waiting + (arrivalsByHour[Math.floor(step / 12)] ?? 0) / 12 - served(step))
    // What rounding leaves is nobody.
    if (waiting < 1e-9) waiting = 0
    queue.push(waiting)
  }
  let peak = { vehicles: 0, minute: 0 }
  let longestWaitSeconds = 0
  queue.forEach((vehicles, step) => {
    if (vehicles > peak.vehicles) peak = { vehicles, minute: (step + 1) * STEP_MINUTES }
    longestWaitSeconds = Math.max(longestWaitSeconds, secondsToServe(vehicles, step + 1, served))
  })
  const last = queue.findLastIndex((vehicles) => vehicles > 0)
  const isOver = last >= 0 && last < STEPS_A_DAY - 1
  return { queue, peak, clearsAtMinute: isOver ? (last + 2) * STEP_MINUTES : null, longestWaitSeconds }
}

/** Seconds until so many are served from a step on; over a day the lanes of the day are taken to come again. */
function secondsToServe(vehicles: number, from: number, served: (step: number) => number): number {
  let left = vehicles
  for (let step = from; step < from + STEPS_A_DAY; step++) {
    const rate = served(step)
    if (rate >= left) return (step - from) * STEP_MINUTES * 60 + (rate === 0 ? 0 : (left / rate) * STEP_MINUTES * 60)
    left -= rate
  }
  return Number.POSITIVE_INFINITY
}

interface DayPlan {
  code: string
  /** The fewest lanes of each hour that meet the target. */
  lanesByHour: number[]
  /** People a day over all shifts, each shift manned for its busiest hour. */
  staff: number
  queue: DayQueue
  /** The same day with one lane less wherever there are two or more. */
  oneLaneLess: DayQueue
}

/** Lanes of each hour for a target, and how the day goes with them. */
export function planDay(day: DayOfArrivals, target: WaitTarget, rule: PostRule = USUAL_POST): DayPlan {
  const lanesByHour = Array.from({ length: HOURS }, (_, hour) => {
    const arrivals = day.arrivalsByHour[hour] ?? 0
    return arrivals === 0 ? 1 : lanesFor(arrivals, day.serviceSeconds, target).lanes
  })
  return {
    code: day.code,
    lanesByHour,
    staff: staffADay(lanesByShift(lanesByHour, rule.shifts), rule),
    queue: queueOfDay(day, lanesByHour),
    oneLaneLess: queueOfDay(
      day,
      lanesByHour.map((lanes) => Math.max(1, lanes - 1)),
    ),
  }
}

/** The most lanes of each of so many equal shifts from midnight. */
export function lanesByShift(lanesByHour: readonly number[], shifts: number): number[] {
  const hours = HOURS / shifts
  return Array.from({ length: shifts }, (_, shift) =>
    Math.max(0, ...lanesByHour.slice(Math.round(shift * hours), Math.round((shift + 1) * hours))),
  )
}

/** A lane that changes places before an hour begins. */
interface LaneMove {
  hour: number
  from: string
  to: string
  lanes: number
}

/** `missing` lanes where the fleet is too small for every queue to stay finite. */
type FleetHour = { kind: 'shared'; lanes: number[]; meanQueue: number } | { kind: 'too-few'; missing: number }

interface FleetDay {
  /** By hour (24). */
  hours: FleetHour[]
  moves: LaneMove[]
}

/** A fleet shared out exactly hour by hour (`shareFleet`), lanes in the order of the points, and who moves where and when. */
export function shareFleetByHour(points: readonly DayOfArrivals[], fleet: number): FleetDay {
  const hours = Array.from({ length: HOURS }, (_, hour): FleetHour => {
    const shared = shareFleet(
      points.map(({ code, arrivalsByHour, serviceSeconds }) => ({
        code,
        arrivalsPerHour: arrivalsByHour[hour] ?? 0,
        serviceSeconds,
      })),
      fleet,
    )
    if (shared.kind === 'too-few') return shared
    return { kind: 'shared', lanes: shared.points.map(({ lanes }) => lanes), meanQueue: shared.meanQueue }
  })
  const moves: LaneMove[] = []
  for (let hour = 0; hour < HOURS; hour++) {
    const before = hours[(hour + HOURS - 1) % HOURS]
    const now = hours[hour]
    if (before?.kind !== 'shared' || now?.kind !== 'shared') continue
    const spare = points.map((_, at) => (before.lanes[at] ?? 0) - (now.lanes[at] ?? 0))
    for (const [to, wanted] of spare.entries()) {
      let wants = -wanted
      for (let from = 0; from < spare.length && wants > 0; from++) {
        const lanes = Math.min(wants, spare[from] ?? 0)
        if (lanes <= 0) continue
        spare[from] = (spare[from] ?? 0) - lanes
        wants -= lanes
        moves.push({ hour, from: points[from]?.code ?? '', to: points[to]?.code ?? '', lanes })
      }
    }
  }
  return { hours, moves }
}

/** The fewest lanes of all points together at their worst hour: below it some queue grows without end. */
export function fewestFleet(points: readonly DayOfArrivals[]): number {
  return Math.max(
    0,
    ...Array.from({ length: HOURS }, (_, hour) =>
      points.reduce(
        (sum, { arrivalsByHour, serviceSeconds }) => sum + fewestStableLanes(arrivalsByHour[hour] ?? 0, serviceSeconds),
        0,
      ),
    ),
  )
}
