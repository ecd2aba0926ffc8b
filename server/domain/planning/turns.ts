import type { PlacedNetwork } from '../coverage/placed-network'
import { pathOfSegment } from '../coverage/placed-network'
import { roundDegrees, roundMetres } from '../coverage/result'
import type { RoadName } from './county-roads'
import { roadOfSegment } from './suggest'

type Turn = 'start' | 'straight' | 'slight-left' | 'left' | 'sharp-left' | 'slight-right' | 'right' | 'sharp-right'

/** One road of a route: turn onto it there, and follow it so far. */
export interface RouteStep {
  turn: Turn
  road: RoadName
  metres: number
  lng: number
  lat: number
}

/** A route road by road; `steps` are segments, each twice its number, plus one where driven against the drawing. */
export function turnByTurn(placed: PlacedNetwork, steps: readonly number[]): RouteStep[] {
  const told: RouteStep[] = []
  let bearing: number | null = null
  for (const step of steps) {
    const segment = step >> 1
    const path = pathOfSegment(placed, segment)
    if ((step & 1) === 1) path.reverse()
    const road = roadOfSegment(placed, segment)
    const metres = placed.graph.metres[segment] ?? 0
    const last = told[told.length - 1]
    const [lng = 0, lat = 0] = path[0] ?? []
    if (last && isSameRoad(last.road, road)) last.metres += metres
    else {
      const turn = bearing === null ? 'start' : turnOf(bearingOf(path[0], path[1]) - bearing)
      told.push({ turn, road, metres, lng: roundDegrees(lng), lat: roundDegrees(lat) })
    }
    bearing = bearingOf(path[path.length - 2], path[path.length - 1])
  }
  return told.map((step) => ({ ...step, metres: roundMetres(step.metres) }))
}

/** By name, else by number; roads with neither are one while they are of one class. */
function isSameRoad(a: RoadName, b: RoadName): boolean {
  if (a.name !== null || b.name !== null) return a.name === b.name
  if (a.ref !== null || b.ref !== null) return a.ref === b.ref
  return a.class === b.class
}

/** Degrees clockwise from north. */
function bearingOf(a: readonly number[] | undefined, b: readonly number[] | undefined): number {
  const [lng1 = 0, lat1 = 0] = a ?? []
  const [lng2 = 0, lat2 = 0] = b ?? []
  const east = (lng2 - lng1) * Math.cos((lat1 * Math.PI) / 180)
  return (Math.atan2(east, lat2 - lat1) * 180) / Math.PI
}

function turnOf(degrees: number): Turn {
  const angle = ((((degrees + 180) % 360) + 360) % 360) - 180
  const size = Math.abs(angle)
  if (size < 20) return 'straight'
  const side = angle < 0 ? 'left' : 'right'
  if (size < 50) return `slight-${side}`
  return size < 120 ? side : `sharp-${side}`
}
