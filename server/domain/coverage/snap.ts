import {
  boxAround,
  degreesToEdgePoint,
  EQUAL_DISTANCE_DEGREES,
  longitudeScale,
  metresBetween,
  nearestOnEdge,
} from './geometry'
import type { RoadNetwork } from './road-network'

/** A point on an inside segment of the network as imported. */
export interface RoadPoint {
  segment: number
  /** The vertex of the segment, counted from 0, after which the point lies, and which share of that edge. */
  edge: number
  share: number
  lng: number
  lat: number
  /** Metres from the segment's `from` end. */
  along: number
  /** Metres from the point that was asked for. */
  offset: number
}

interface Candidate {
  segment: number
  edge: number
  share: number
  degrees: number
}

/**
 * The nearest point of the inside segments that `accepts`, within `limitMetres`; null where there is none.
 * Distances within 1e-9 degrees are equal: then the lower way, then the lower position along it, which is the order of segments.
 */
export function nearestRoadPoint(
  network: RoadNetwork,
  lng: number,
  lat: number,
  limitMetres: number,
  accepts: (segment: number) => boolean,
): RoadPoint | null {
  const best = firstOfNearest(candidatesAround(network, lng, lat, limitMetres, accepts))
  if (best === undefined) return null
  const point = roadPoint(network, best, lng, lat)
  return point.offset <= limitMetres ? point : null
}

/** The nearest point of each way with an accepted segment within `limitMetres`, by way. */
export function nearestRoadPointByWay(
  network: RoadNetwork,
  lng: number,
  lat: number,
  limitMetres: number,
  accepts: (segment: number) => boolean,
): RoadPoint[] {
  // Candidates come in the order of segments, which is that of ways.
  const byWay = new Map<number, Candidate[]>()
  for (const candidate of candidatesAround(network, lng, lat, limitMetres, accepts)) {
    const way = network.segmentWay[candidate.segment] ?? 0
    const others = byWay.get(way)
    if (others) others.push(candidate)
    else byWay.set(way, [candidate])
  }
  const points: RoadPoint[] = []
  for (const candidates of byWay.values()) {
    const best = firstOfNearest(candidates)
    if (best === undefined) continue
    const point = roadPoint(network, best, lng, lat)
    if (point.offset <= limitMetres) points.push(point)
  }
  return points
}

function firstOfNearest(candidates: readonly Candidate[]): Candidate | undefined {
  let least = Number.POSITIVE_INFINITY
  for (const candidate of candidates) least = Math.min(least, candidate.degrees)
  return candidates.find((candidate) => candidate.degrees <= least + EQUAL_DISTANCE_DEGREES)
}

/** The nearest point of every accepted segment whose box comes near, in the order of segments. */
function candidatesAround(
  network: RoadNetwork,
  lng: number,
  lat: number,
  limitMetres: number,
  accepts: (segment: number) => boolean,
): Candidate[] {
  if (!network.index) return []
  const box = boxAround(lat, limitMetres)
  const scale = longitudeScale(lat)
  const segments = network.index.search(lng - box.lng, lat - box.lat, lng + box.lng, lat + box.lat, accepts)
  segments.sort((a, b) => a - b)
  return segments.map((segment) => nearestOfSegment(network, segment, lng, lat, scale))
}

function nearestOfSegment(network: RoadNetwork, segment: number, lng: number, lat: number, scale: number): Candidate {
  const { vertexStart, vertexLng, vertexLat } = network
  const start = vertexStart[segment] ?? 0
  const end = vertexStart[segment + 1] ?? start
  const best: Candidate = { segment, edge: 0, share: 0, degrees: Number.POSITIVE_INFINITY }
  for (let at = start; at + 1 < end; at++) {
    const ax = vertexLng[at] ?? 0
    const ay = vertexLat[at] ?? 0
    const bx = vertexLng[at + 1] ?? 0
    const by = vertexLat[at + 1] ?? 0
    const share = nearestOnEdge(lng, lat, ax, ay, bx, by, scale)
    const degrees = degreesToEdgePoint(lng, lat, ax, ay, bx, by, share, scale)
    if (degrees < best.degrees - EQUAL_DISTANCE_DEGREES) {
      best.edge = at - start
      best.share = share
      best.degrees = degrees
    }
  }
  return best
}

function roadPoint(network: RoadNetwork, candidate: Candidate, lng: number, lat: number): RoadPoint {
  const { vertexStart, vertexLng, vertexLat } = network
  const start = vertexStart[candidate.segment] ?? 0
  // A share of 1 is the next vertex: one name for one point.
  const edge = candidate.share === 1 ? candidate.edge + 1 : candidate.edge
  const share = candidate.share === 1 ? 0 : candidate.share
  let along = 0
  for (let at = start; at < start + edge; at++) {
    along += metresBetween(vertexLng[at] ?? 0, vertexLat[at] ?? 0, vertexLng[at + 1] ?? 0, vertexLat[at + 1] ?? 0)
  }
  const ax = vertexLng[start + edge] ?? 0
  const ay = vertexLat[start + edge] ?? 0
  let x = ax
  let y = ay
  if (share > 0) {
    x = ax + ((vertexLng[start + edge + 1] ?? 0) - ax) * share
    y = ay + ((vertexLat[start + edge + 1] ?? 0) - ay) * share
    along += metresBetween(ax, ay, x, y)
  }
  return { segment: candidate.segment, edge, share, lng: x, lat: y, along, offset: metresBetween(lng, lat, x, y) }
}
