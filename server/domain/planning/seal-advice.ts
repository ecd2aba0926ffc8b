import { lineOfRoute, roadsOfRoute } from '../coverage/bypass'
import { compareText, crossingsOf } from '../coverage/crossings'
import { roundMetres, roundPath } from '../coverage/result'
import { sealSegments } from '../coverage/seal'
import { disjointRoutes } from './disjoint-routes'
import type { Situation } from './situation'
import { type SuggestedPoint, suggestPoints } from './suggest'

/** A way in that no other of the proof shares a segment with in its direction. */
interface ProofRoute {
  crossing: string
  place: string
  metres: number
  roads: string[]
  path: [number, number][]
}

export interface SealAdvice {
  minimum: number
  points: SuggestedPoint[]
  /** The segments of the points, in their order. */
  segments: number[]
  unsealable: string[]
  /** As many routes as points: each needs a point of its own, so fewer can't do. */
  proof: ProofRoute[]
}

/** The fewest points that seal the places asked for, most people first, and why fewer can't. */
export function sealAdvice(situation: Situation, isAsked: (place: number) => boolean): SealAdvice {
  const { placed, level } = situation
  const cores = situation.cores.filter((core) => isAsked(core.place))
  const asked = { ...situation, cores }
  const segments = sealSegments(placed, cores, level)
  const suggested = suggestPoints(asked, segments).map((point, at) => ({ point, segment: segments[at] ?? 0 }))
  suggested.sort(({ point: a }, { point: b }) => b.leftOut.people - a.leftOut.people || a.lng - b.lng || a.lat - b.lat)
  const nameOf = (place: number) => placed.points.places[place]?.name ?? ''
  const crossingOf = new Map(crossingsOf(placed.network).flatMap(({ id, nodes }) => nodes.map((node) => [node, id])))
  return {
    minimum: segments.length,
    points: suggested.map(({ point }) => point),
    segments: suggested.map(({ segment }) => segment),
    unsealable: cores
      .filter((core) => core.onCrossing)
      .map((core) => nameOf(core.place))
      .sort(compareText),
    proof: disjointRoutes(placed, level, cores).map(({ source, place, steps }) => {
      const metres = steps.reduce((sum, step) => sum + (placed.graph.metres[step >> 1] ?? 0), 0)
      const route = { metres, source, steps }
      return {
        crossing: crossingOf.get(source) ?? '',
        place: nameOf(place),
        metres: roundMetres(metres),
        roads: roadsOfRoute(placed, route),
        path: roundPath(lineOfRoute(placed, route)),
      }
    }),
  }
}
