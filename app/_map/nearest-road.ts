import { worldX, worldY } from './mercator'
import type { RoadNetwork } from './road-network'

/** The road under a point: its segment, and the direction in which it runs there. */
interface NearestRoad {
  segment: number
  /** Radians in the plane of the map, y southwards. */
  heading: number
}

/** A point farther than this from every road is on none, world px (about 150 m at the equator). */
const FARTHEST = 0.001

/** Nearest inside segment, or null. */
export const nearestRoad = (network: RoadNetwork, lng: number, lat: number): NearestRoad | null => {
  const x = worldX(lng)
  const y = worldY(lat)
  let best: NearestRoad | null = null
  let least = FARTHEST
  for (const segment of network.search(x - FARTHEST, y - FARTHEST, x + FARTHEST, y + FARTHEST)) {
    if (segment >= network.insideCount) continue
    const last = (network.starts[segment + 1] as number) - 1
    for (let vertex = network.starts[segment] as number; vertex < last; vertex++) {
      const at = vertex * 2
      const x0 = network.world[at] as number
      const y0 = network.world[at + 1] as number
      const x1 = network.world[at + 2] as number
      const y1 = network.world[at + 3] as number
      const distance = distanceToEdge(x, y, x0, y0, x1, y1)
      if (distance >= least) continue
      least = distance
      best = { segment, heading: Math.atan2(y1 - y0, x1 - x0) }
    }
  }
  return best
}

const distanceToEdge = (x: number, y: number, x0: number, y0: number, x1: number, y1: number): number => {
  const [dx, dy] = [x1 - x0, y1 - y0]
  const length = dx * dx + dy * dy
  const share = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - x0) * dx + (y - y0) * dy) / length))
  return Math.hypot(x - x0 - share * dx, y - y0 - share * dy)
}

/** The road's number, else its name, else nothing. */
export const roadNameOf = (network: RoadNetwork, segment: number): string =>
  network.refOf(segment) || network.nameOf(segment)
