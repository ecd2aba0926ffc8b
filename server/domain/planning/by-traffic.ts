import { staffOfLanes } from '../staffing/post-staff'
import { lanesFor } from '../staffing/staffing'
import type { RoadFlows } from '../traffic/road-flows'
import type { SealAdvice } from './seal-advice'

/** Of a day's traffic on a road: half comes in, and of that so much in the busiest hour. */
const PEAK_HOUR_SHARE = 0.12
/** What a vehicle takes at the barrier where no tablet has said. */
const SERVICE_SECONDS = 60
/** The mean wait that lanes are planned for. */
const WAIT_SECONDS = 300

/** The points of a seal with the traffic of their roads, most first, and lanes and staff for it. */
export function byTraffic(seal: SealAdvice, { segments }: Pick<RoadFlows, 'segments'>): SealAdvice {
  const ordered = seal.points.map((point, at) => {
    const segment = seal.segments[at] ?? 0
    const vehicles = Math.round(segments[segment] ?? 0)
    const { lanes } = lanesFor((vehicles / 2) * PEAK_HOUR_SHARE, SERVICE_SECONDS, { waitSeconds: WAIT_SECONDS })
    return { segment, point: { ...point, vehicles, lanes, staff: staffOfLanes(lanes) } }
  })
  ordered.sort((a, b) => b.point.vehicles - a.point.vehicles || a.segment - b.segment)
  return { ...seal, points: ordered.map(({ point }) => point), segments: ordered.map(({ segment }) => segment) }
}
