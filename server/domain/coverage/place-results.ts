import { lineOfRoute, type Route, roadsOfRoute, shortestRoutes } from './bypass'
import { compareText, crossingOfSource } from './crossings'
import type { PlacedNetwork } from './placed-network'
import { LAPSED, SEGMENT_STATES } from './reach'
import { type PlaceResult, type PlaceState, roundMetres, roundPath } from './result'

interface PlaceResults {
  /** By name, then position. Their ways in come without lines. */
  places: PlaceResult[]
  lineOf(place: PlaceResult): [number, number][]
}

/** The states of all places and their ways in, from what stops passage at each node and how far each is reached. */
export function placeResults(placed: PlacedNetwork, stops: Uint8Array, level: Uint8Array): PlaceResults {
  const { points, network } = placed
  const reachedNodes: number[] = []
  const states = placed.places.map((place): PlaceState => {
    if (place.where !== 'road') return place.where
    const reached = level[place.node] ?? 0
    if (reached <= LAPSED) reachedNodes.push(place.node)
    return SEGMENT_STATES[reached] ?? 'unreachable'
  })
  const routes = shortestRoutes(placed, stops, reachedNodes)
  const crossings = crossingOfSource(network)
  const routeOf = new Map<PlaceResult, Route>()
  let nextRoute = 0
  const results = points.places.map((place, at) => {
    const state = states[at] ?? 'unplaced'
    const route = state === 'exposed' || state === 'lapsed' ? (routes[nextRoute++] ?? null) : null
    const result: PlaceResult = {
      name: place.name,
      code: place.code,
      state,
      population: place.population,
      bypass: route && {
        metres: roundMetres(route.metres),
        crossing: crossings.get(route.source) ?? '',
        roads: roadsOfRoute(placed, route),
        path: [],
      },
    }
    if (route) routeOf.set(result, route)
    return { result, lng: place.lng, lat: place.lat }
  })
  results.sort((a, b) => compareText(a.result.name, b.result.name) || a.lng - b.lng || a.lat - b.lat)
  return {
    places: results.map(({ result }) => result),
    lineOf: (place) => {
      const route = routeOf.get(place)
      return route ? roundPath(lineOfRoute(placed, route)) : []
    },
  }
}
