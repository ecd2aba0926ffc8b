import { leadsAway } from './graph'
import type { PlacedNetwork } from './placed-network'
import { pathOfSegment, wayOfSegment } from './placed-network'
import { WORKING } from './points'
import { SearchSpace } from './search-space'

/** A shortest way in past every working checkpoint. */
export interface Route {
  metres: number
  /** The node where it enters. */
  source: number
  /** Segments from the source to the place, each twice its number, plus one where it is driven against the drawing. */
  steps: readonly number[]
}

/** The shortest routes from any source to each of the nodes, no stop of the working set passed; null where none leads. */
export function shortestRoutes(placed: PlacedNetwork, stops: Uint8Array, targets: readonly number[]): (Route | null)[] {
  const { graph, network } = placed
  const { start, entry, node: other } = graph.adjacency
  const nodeCount = graph.nodeLng.length
  const space = new SearchSpace(nodeCount)
  /** The adjacency entry, as seen from the node before, by which each node is reached. */
  const reachedBy = new Int32Array(nodeCount).fill(-1)
  const before = new Int32Array(nodeCount).fill(-1)
  const wanted = new Set(targets)
  space.begin()
  for (let at = 0; at < network.sources.length; at++) {
    const source = network.sources[at] ?? 0
    if (((stops[source] ?? 0) & WORKING) === 0) space.offer(source, 0)
  }
  let left = wanted.size
  for (let node = left > 0 ? space.next() : -1; node >= 0; node = space.next()) {
    if (wanted.has(node)) {
      left -= 1
      if (left === 0) break
    }
    const here = space.distance(node)
    const end = start[node + 1] ?? 0
    for (let at = start[node] ?? 0; at < end; at++) {
      const way = entry[at] ?? 0
      if (!leadsAway(graph.arcs, way)) continue
      const neighbour = other[at] ?? 0
      if (((stops[neighbour] ?? 0) & WORKING) !== 0) continue
      if (space.offer(neighbour, here + (graph.metres[way >> 1] ?? 0))) {
        reachedBy[neighbour] = way
        before[neighbour] = node
      }
    }
  }
  return targets.map((target) => {
    const metres = space.distance(target)
    if (metres === Number.POSITIVE_INFINITY) return null
    const steps: number[] = []
    let node = target
    while ((before[node] ?? -1) >= 0) {
      steps.push(reachedBy[node] ?? 0)
      node = before[node] ?? -1
    }
    return { metres, source: node, steps: steps.reverse() }
  })
}

/** The names of the roads along a route in order: name, else ref; roads without either are left out, repeats merged. */
export function roadsOfRoute(placed: PlacedNetwork, route: Route): string[] {
  const roads: string[] = []
  for (const step of route.steps) {
    const way = placed.network.ways[wayOfSegment(placed, step >> 1)]
    const road = way?.name ?? way?.ref ?? null
    if (road !== null && road !== roads[roads.length - 1]) roads.push(road)
  }
  return roads
}

/** The line of a route from crossing to place, in degrees. */
export function lineOfRoute(placed: PlacedNetwork, route: Route): [number, number][] {
  const { graph } = placed
  const line: [number, number][] = [[graph.nodeLng[route.source] ?? 0, graph.nodeLat[route.source] ?? 0]]
  for (const step of route.steps) {
    const path = pathOfSegment(placed, step >> 1)
    if ((step & 1) === 1) path.reverse()
    line.push(...path.slice(1))
  }
  return line
}
