/**
 * Lanes at a checkpoint as an M/M/c queue (Erlang C): arrivals and service at random, one line for all lanes.
 * Rates are vehicles a second, times seconds.
 */

/** A queue at one number of lanes. */
interface Staffing {
  lanes: number
  /** Share of the time that a lane is at work, below 1. */
  utilisation: number
  /** Share of vehicles that wait at all. */
  probabilityOfWait: number
  meanWaitSeconds: number
  /** Vehicles waiting, on average. */
  meanQueue: number
}

/** What a wait is to be: its mean, or with `within` a share of vehicles that wait that long or less. */
export interface WaitTarget {
  waitSeconds: number
  within?: number
}

/** Erlang C: the share of vehicles that wait, with offered load `a` on `c` lanes; 1 where the lanes can't keep up. */
export function probabilityOfWait(load: number, lanes: number): number {
  if (load >= lanes) return 1
  let blocked = 1
  for (let k = 1; k <= lanes; k++) blocked = (load * blocked) / (k + load * blocked)
  return blocked / (1 - (load / lanes) * (1 - blocked))
}

/** The queue of so many lanes; null where they can't keep up with the arrivals. */
export function staffingAt(arrivalsPerHour: number, serviceSeconds: number, lanes: number): Staffing | null {
  const arrivals = arrivalsPerHour / 3600
  const load = (arrivalsPerHour * serviceSeconds) / 3600
  if (load >= lanes) return null
  const waits = probabilityOfWait(load, lanes)
  const meanWaitSeconds = (waits * serviceSeconds) / (lanes - load)
  return {
    lanes,
    utilisation: load / lanes,
    probabilityOfWait: waits,
    meanWaitSeconds,
    meanQueue: arrivals * meanWaitSeconds,
  }
}

/** The share of vehicles that wait longer than so many seconds. */
function shareThatWaitsLonger(queue: Staffing, serviceSeconds: number, seconds: number): number {
  const spareRate = (queue.lanes * (1 - queue.utilisation)) / serviceSeconds
  return queue.probabilityOfWait * Math.exp(-spareRate * seconds)
}

/** The fewest lanes that keep up with the arrivals. */
export function fewestStableLanes(arrivalsPerHour: number, serviceSeconds: number): number {
  return Math.floor((arrivalsPerHour * serviceSeconds) / 3600) + 1
}

/** The fewest lanes that meet the target. */
export function lanesFor(arrivalsPerHour: number, serviceSeconds: number, target: WaitTarget): Staffing {
  for (let lanes = fewestStableLanes(arrivalsPerHour, serviceSeconds); ; lanes++) {
    const queue = staffingAt(arrivalsPerHour, serviceSeconds, lanes)
    if (!queue) continue
    const met =
      target.within === undefined
        ? queue.meanWaitSeconds <= target.waitSeconds
        : 1 - shareThatWaitsLonger(queue, serviceSeconds, target.waitSeconds) >= target.within
    // With ever more lanes hardly anybody waits, and where the target is none at all the wait is 0 to the last bit at last.
    if (met || queue.probabilityOfWait === 0) return queue
  }
}

/** A checkpoint that shares a fleet of lanes. */
export interface FleetPoint {
  code: string
  arrivalsPerHour: number
  serviceSeconds: number
}

type FleetShare =
  | { kind: 'shared'; points: (Staffing & { code: string })[]; meanQueue: number }
  /** The fleet can't keep every queue from growing without end. */
  | { kind: 'too-few'; missing: number }

/**
 * Shares a fleet of lanes: every point its fewest stable lanes, each further lane where it saves most queue (of equals the
 * first). Exact, because the queue is convex in the lanes (marginal analysis, Dyer and Proll 1977).
 */
export function shareFleet(points: readonly FleetPoint[], fleet: number): FleetShare {
  const lanes = points.map((point) => fewestStableLanes(point.arrivalsPerHour, point.serviceSeconds))
  const needed = lanes.reduce((sum, count) => sum + count, 0)
  if (needed > fleet) return { kind: 'too-few', missing: needed - fleet }
  const queueOf = (at: number, count: number): number => {
    const point = points[at]
    return point ? (staffingAt(point.arrivalsPerHour, point.serviceSeconds, count)?.meanQueue ?? 0) : 0
  }
  const savings = points.map((_, at) => queueOf(at, lanes[at] ?? 0) - queueOf(at, (lanes[at] ?? 0) + 1))
  for (let left = points.length > 0 ? fleet - needed : 0; left > 0; left--) {
    const best = savings.reduce((chosen, saving, at) => (saving > (savings[chosen] ?? 0) ? at : chosen), 0)
    const count = (lanes[best] ?? 0) + 1
    lanes[best] = count
    savings[best] = queueOf(best, count) - queueOf(best, count + 1)
  }
  const shared = points.flatMap((point, at) => {
    const queue = staffingAt(point.arrivalsPerHour, point.serviceSeconds, lanes[at] ?? 0)
    return queue ? [{ code: point.code, ...queue }] : []
  })
  return { kind: 'shared', points: shared, meanQueue: shared.reduce((sum, point) => sum + point.meanQueue, 0) }
}
