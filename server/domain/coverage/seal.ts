import type { Core } from './core'
import { compareText } from './crossings'
import { CutProblem } from './cut-problem'
import { metresBetween } from './geometry'
import { UNLIMITED } from './max-flow'
import type { PlacedNetwork } from './placed-network'
import { pathOfSegment, wayOfSegment } from './placed-network'
import { ROAD_CLASSES } from './way-rules'

/** A new point of a seal, half way along its segment. Degrees. */
export interface SealPoint {
  lng: number
  lat: number
  way: number
  name: string | null
  class: string
}

/** The fewest new points that seal, and the names of places that none can seal. */
interface Seal {
  points: SealPoint[]
  unsealable: string[]
}

/**
 * The fewest new points on inside segments so that none of the places is reached, working checkpoints and closures standing.
 * `isAsked` says which places, by index; null asks for all.
 */
export function sealPlaces(
  placed: PlacedNetwork,
  cores: readonly Core[],
  level: Uint8Array,
  isAsked: ((place: number) => boolean) | null,
): Seal {
  const nameOf = (core: Core) => placed.points.places[core.place]?.name ?? ''
  const asked = cores.filter((core) => isAsked === null || isAsked(core.place))
  const unsealable = asked.filter((core) => core.onCrossing).map(nameOf)
  const points = sealSegments(placed, asked, level).map((segment) => pointOfSeal(placed, segment))
  points.sort((a, b) => compareText(a.name ?? '', b.name ?? '') || a.lng - b.lng || a.lat - b.lat)
  return { points, unsealable: unsealable.sort(compareText) }
}

/** The segments, by number, on which the points of the seal of those cores stand. */
export function sealSegments(placed: PlacedNetwork, cores: readonly Core[], level: Uint8Array): number[] {
  const problem = new CutProblem(
    placed,
    level,
    cores.filter((core) => !core.onCrossing),
  )
  problem.solve(problem.allNodes(), 1, () => UNLIMITED)
  return problem.cutSegments()
}

/** The point half way along a segment. */
export function pointOfSeal(placed: PlacedNetwork, segment: number): SealPoint {
  const way = placed.network.ways[wayOfSegment(placed, segment)]
  const path = pathOfSegment(placed, segment)
  const [lng, lat] = halfWay(path, placed.graph.metres[segment] ?? 0)
  return { lng, lat, way: way?.id ?? 0, name: way?.name ?? null, class: ROAD_CLASSES[way?.rank ?? 0] ?? '' }
}

function halfWay(path: readonly (readonly [number, number])[], metres: number): readonly [number, number] {
  let left = metres / 2
  for (let at = 1; at < path.length; at++) {
    const a = path[at - 1] ?? [0, 0]
    const b = path[at] ?? [0, 0]
    const length = metresBetween(a[0], a[1], b[0], b[1])
    if (left <= length) {
      const share = length === 0 ? 0 : left / length
      return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share]
    }
    left -= length
  }
  return path[path.length - 1] ?? [0, 0]
}
