import { latOf, lngOf, worldX, worldY } from './mercator'
import type { RoadNetwork } from './road-network'

/** The road under a point: its segment, and the direction in which it runs there. */
interface NearestRoad {
  segment: number
  /** Radians in the plane of the map, y southwards. */
  heading: number
  /** The nearest point of it. */
  lng: number
  lat: number
}

/** A point farther than this from every road is on none, world px (about 150 m at the equator). */
const FARTHEST = 0.001

/** Nearest inside segment within `reach` world px, or null. */
export const nearestRoad = (network: RoadNetwork, lng: number, lat: number, reach = FARTHEST): NearestRoad | null => {
  const x = worldX(lng)
  const y = worldY(lat)
  let best: NearestRoad | null = null
  let least = reach
  for (const segment of network.search(x - reach, y - reach, x + reach, y + reach)) {
    if (segment >= network.insideCount) continue
    const last = (network.starts[segment + 1] as number) - 1
    for (let vertex = network.starts[segment] as number; vertex < last; vertex++) {
      const at = vertex * 2
      const x0 = network.world[at] as number
      const y0 = network.world[at + 1] as number
      const x1 = network.world[at + 2] as number
      const y1 = network.world[at + 3] as number
      const share = shareOfEdge(x, y, x0, y0, x1, y1)
      const [nearX, nearY] = [x0 + share * (x1 - x0), y0 + share * (y1 - y0)]
      const distance = Math.hypot(x - nearX, y - nearY)
      if (distance >= least) continue
      least = distance
      best = { segment, heading: Math.atan2(y1 - y0, x1 - x0), lng: lngOf(nearX), lat: latOf(nearY) }
    }
  }
  return best
}

/** Where along an edge, 0 to 1, the nearest point lies. */
const shareOfEdge = (x: number, y: number, x0: number, y0: number, x1: number, y1: number): number => {
  const [dx, dy] = [x1 - x0, y1 - y0]
  const length = dx * dx + dy * dy
  return length === 0 ? 0 : Math.min(1, Math.max(0, ((x - x0) * dx + (y - y0) * dy) / length))
}

/** The road's number, else its name, else nothing. */
export const roadNameOf = (network: RoadNetwork, segment: number): string =>
  network.refOf(segment) || network.nameOf(segment)
