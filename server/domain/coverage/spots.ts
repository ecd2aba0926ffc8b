import { isInside, isOnRing } from './boundary'
import { junctionNear } from './junction'
import { EXPOSED, reach, reachSpace, segmentStates } from './reach'
import type { RoadNetwork } from './road-network'
import type { RoadPoint } from './snap'
import { nearestRoadPoint, nearestRoadPointByWay } from './snap'
import { BACKWARD, FORWARD } from './way-rules'

/** Inside segments of the network that can be driven into from outside with nothing stopped, worked out once a network. */
const drivableOf = new WeakMap<RoadNetwork, Uint8Array>()

function drivable(network: RoadNetwork): Uint8Array {
  const known = drivableOf.get(network)
  if (known) return known
  const { graph } = network
  const space = reachSpace(graph.nodeLng.length)
  reach(graph, network.sources, new Uint8Array(graph.nodeLng.length), space)
  const states = new Uint8Array(graph.insideCount)
  segmentStates(graph, space.level, states)
  drivableOf.set(network, states)
  return states
}

/** Where a label lies: on a road, outside the boundary, or too far from any road. */
type LabelSpot = RoadPoint | 'outside' | null

/** It hangs on the network alone, and each what-if places the same labels again: kept, once found. */
const labelSpots = new WeakMap<RoadNetwork, Map<string, LabelSpot>>()

export function labelSpot(network: RoadNetwork, lng: number, lat: number): LabelSpot {
  const spots = labelSpots.get(network) ?? new Map<string, LabelSpot>()
  labelSpots.set(network, spots)
  const key = `${lng},${lat}`
  const known = spots.get(key)
  if (known !== undefined) return known
  const spot = findLabelSpot(network, lng, lat)
  spots.set(key, spot)
  return spot
}

function findLabelSpot(network: RoadNetwork, lng: number, lat: number): LabelSpot {
  const { boundary, settings } = network
  if (!isInside(boundary, lng, lat) && !isOnRing(boundary, lng, lat)) return 'outside'
  const states = drivable(network)
  return (
    nearestRoadPoint(network, lng, lat, settings.placeSnapMetres, (segment) => states[segment] === EXPOSED) ??
    nearestRoadPoint(network, lng, lat, settings.placeSnapMetres, () => true)
  )
}

/** Where a checkpoint or closure stands: at a junction's node, or on its own road; and on the other carriageways of it. */
interface StopSpot {
  own: RoadPoint
  /** -1 where it is at none. */
  junction: number
  companions: readonly RoadPoint[]
}

/** A what-if places all that stands again, and most of it stands where it did: the newest spots are kept. */
const SPOTS_KEPT = 4_000
const stopSpots = new WeakMap<RoadNetwork, Map<string, StopSpot | null>>()

export function stopSpot(network: RoadNetwork, lng: number, lat: number): StopSpot | null {
  const spots = stopSpots.get(network) ?? new Map<string, StopSpot | null>()
  stopSpots.set(network, spots)
  const key = `${lng},${lat}`
  const known = spots.get(key)
  if (known !== undefined) return known
  const { snapMetres, junctionMetres } = network.settings
  const own = nearestRoadPoint(network, lng, lat, snapMetres, () => true)
  const spot = own && {
    own,
    junction: junctionNear(network, own, junctionMetres),
    companions: otherCarriageways(network, own),
  }
  if (spots.size >= SPOTS_KEPT) spots.clear()
  spots.set(key, spot)
  return spot
}

/** The nearest points of the other carriageways of a one-way road: ways with the same ref, else the same name. On foot no way is. */
function otherCarriageways(network: RoadNetwork, own: RoadPoint): RoadPoint[] {
  const { settings, ways, segmentWay } = network
  const ownNumber = segmentWay[own.segment] ?? 0
  const ownWay = ways[ownNumber]
  if (!ownWay || !isOneWay(ownWay.directions) || (ownWay.ref ?? ownWay.name) === null) return []
  return nearestRoadPointByWay(network, own.lng, own.lat, settings.carriagewayMetres, (segment) => {
    const number = segmentWay[segment] ?? 0
    const way = ways[number]
    if (number === ownNumber || !way || !isOneWay(way.directions)) return false
    return ownWay.ref !== null ? way.ref === ownWay.ref : way.name === ownWay.name
  })
}

function isOneWay(directions: number): boolean {
  return directions !== (FORWARD | BACKWARD)
}
