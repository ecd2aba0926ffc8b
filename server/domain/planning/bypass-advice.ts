import { lineOfRoute, shortestRoutes } from '../coverage/bypass'
import { crossingsOf } from '../coverage/crossings'
import { roundMetres, roundPath } from '../coverage/result'
import type { Situation } from './situation'
import { type RouteStep, turnByTurn } from './turns'

export interface BypassAdvice {
  metres: number
  crossing: string
  steps: RouteStep[]
  path: [number, number][]
}

/** The shortest way to a place past every working checkpoint, road by road; null where none leads there. */
export function bypassAdvice({ placed, stops }: Situation, place: number): BypassAdvice | null {
  const where = placed.places[place]
  if (where?.where !== 'road') return null
  const [route] = shortestRoutes(placed, stops, [where.node])
  if (!route) return null
  const crossing = crossingsOf(placed.network).find(({ nodes }) => nodes.includes(route.source))
  return {
    metres: roundMetres(route.metres),
    crossing: crossing?.id ?? '',
    steps: turnByTurn(placed, route.steps),
    path: roundPath(lineOfRoute(placed, route)),
  }
}
