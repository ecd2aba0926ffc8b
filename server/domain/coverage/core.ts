import type { PlacedNetwork } from './placed-network'
import { WORKING } from './points'
import { SearchSpace } from './search-space'

/** The core of a place on a road: nodes by any of which it is reached; `onCrossing` where no point can seal it. */
export interface Core {
  /** Index of the place in the input. */
  place: number
  nodes: readonly number[]
  onCrossing: boolean
}

/**
 * The cores of all places that are on a road: the place's node and every node within `coreMetres` of it along inside
 * roads, directions ignored, no farther than working stops and crossings (neither is a part of it but for the place's own node).
 */
export function coresOf(placed: PlacedNetwork, stops: Uint8Array): Core[] {
  const { graph, network } = placed
  const { start, entry, node: other } = graph.adjacency
  const isSource = new Uint8Array(graph.nodeLng.length)
  for (const source of network.sources) isSource[source] = 1
  const isStop = (node: number) => ((stops[node] ?? 0) & WORKING) !== 0
  const space = new SearchSpace(graph.nodeLng.length)
  const cores: Core[] = []
  placed.places.forEach((place, index) => {
    if (place.where !== 'road') return
    const own = place.node
    if (isStop(own) || isSource[own] === 1) {
      cores.push({ place: index, nodes: [own], onCrossing: isSource[own] === 1 && !isStop(own) })
      return
    }
    space.begin()
    space.offer(own, 0)
    for (let node = space.next(); node >= 0; node = space.next()) {
      const here = space.distance(node)
      for (let at = start[node] ?? 0; at < (start[node + 1] ?? 0); at++) {
        const neighbour = other[at] ?? 0
        const there = here + (graph.metres[(entry[at] ?? 0) >> 1] ?? 0)
        if (there > network.settings.coreMetres || isStop(neighbour) || isSource[neighbour] === 1) continue
        space.offer(neighbour, there)
      }
    }
    cores.push({ place: index, nodes: [...space.settled.subarray(0, space.settledCount)], onCrossing: false })
  })
  return cores
}
