import type { PlacedNetwork } from '../coverage/placed-network'
import { wayOfSegment } from '../coverage/placed-network'
import { roundDegrees } from '../coverage/result'
import { pointOfSeal } from '../coverage/seal'
import { ROAD_CLASSES } from '../coverage/way-rules'
import { staffOfLanes } from '../staffing/post-staff'
import { countyMayClose, type RoadName } from './county-roads'
import { openedWithout } from './left-out'
import { coresReached, namesByPeople, ReachTrial, type Situation } from './situation'

/** A point that advice proposes, with what speaks for it. Degrees. */
export interface SuggestedPoint {
  lng: number
  lat: number
  road: RoadName
  /** What stays reached past all points where this one alone is left out; names with most people first. */
  leftOut: { people: number; places: string[] }
  /** Whether the county may close the road instead. */
  mayClose: boolean
  /** Vehicles a day both ways, an estimate; null where it was not asked for. */
  vehicles: number | null
  /** Where nothing is known of its traffic: one lane. */
  lanes: number
  /** People a day over all shifts. */
  staff: number
}

export function roadOfSegment(placed: PlacedNetwork, segment: number): RoadName {
  const way = placed.network.ways[wayOfSegment(placed, segment)]
  return {
    name: way?.name ?? null,
    ref: way?.ref ?? null,
    class: ROAD_CLASSES[way?.rank ?? 0] ?? '',
    way: way?.id ?? 0,
  }
}

/** Each segment of a set as a suggested point, with what it costs to leave it out of the set; in the set's order. */
export function suggestPoints(situation: Situation, segments: readonly number[]): SuggestedPoint[] {
  const { placed } = situation
  const level = new ReachTrial(situation).levelWithout(segments)
  const inAnyCase = new Set(coresReached(situation, level).places)
  const opened = openedWithout(situation, segments, level)
  return segments.map((segment, at) => {
    const reached = (opened[at] ?? []).filter((place) => !inAnyCase.has(place))
    const road = roadOfSegment(placed, segment)
    const { lng, lat } = pointOfSeal(placed, segment)
    return {
      lng: roundDegrees(lng),
      lat: roundDegrees(lat),
      road,
      leftOut: {
        people: reached.reduce((sum, place) => sum + (placed.points.places[place]?.population ?? 0), 0),
        places: namesByPeople(placed, reached),
      },
      mayClose: countyMayClose(road),
      vehicles: null,
      lanes: 1,
      staff: staffOfLanes(1),
    }
  })
}
