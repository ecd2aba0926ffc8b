import type { Core } from '../coverage/core'
import { leadsAway, leadsHere } from '../coverage/graph'
import type { PlacedNetwork } from '../coverage/placed-network'
import { WORKING } from '../coverage/points'

/** A way in from a crossing to the core of a place. */
interface DisjointRoute {
  source: number
  /** Index of the place in the input. */
  place: number
  /** Segments from the source on, each twice its number, plus one where it is driven against the drawing. */
  steps: number[]
}

/**
 * As many ways in past every working stop as there can be without two of them using one segment in one direction:
 * by Menger's theorem just as many as the fewest points that seal, so they are the proof that fewer can't.
 * Augmenting paths by breadth first search, so that the first routes are short ones.
 */
export function disjointRoutes(placed: PlacedNetwork, stops: Uint8Array, cores: readonly Core[]): DisjointRoute[] {
  const sealable = cores.filter((core) => !core.onCrossing)
  const search = new RouteSearch(placed, stops, sealable)
  while (search.augment());
  return search.routes()
}

class RouteSearch {
  /** By adjacency direction (twice the segment, plus one against the drawing): whether a route drives there. */
  private readonly used: Uint8Array
  /** The core that each node belongs to, by number plus one; 0 where it is in none. */
  private readonly coreAt: Int32Array
  /** How many routes begin and end at each node. */
  private readonly begun: Int32Array
  private readonly ended: Int32Array
  private readonly queue: Int32Array
  /** The adjacency entry by which the search came to a node; -1 not yet, -2 a source. */
  private readonly cameBy: Int32Array

  constructor(
    private readonly placed: PlacedNetwork,
    private readonly stops: Uint8Array,
    private readonly cores: readonly Core[],
  ) {
    const nodeCount = placed.graph.nodeLng.length
    this.used = new Uint8Array(placed.graph.insideCount * 2)
    this.coreAt = new Int32Array(nodeCount)
    cores.forEach((core, at) => {
      for (const node of core.nodes) this.coreAt[node] = at + 1
    })
    this.begun = new Int32Array(nodeCount)
    this.ended = new Int32Array(nodeCount)
    this.queue = new Int32Array(nodeCount)
    this.cameBy = new Int32Array(nodeCount)
  }

  /** Finds one route more and lays it; false where there is none. */
  augment(): boolean {
    const { graph, network } = this.placed
    const { start, entry, node: other } = graph.adjacency
    const { queue, cameBy, stops, used, coreAt } = this
    cameBy.fill(-1)
    let found = 0
    for (const source of network.sources) {
      if (((stops[source] ?? 0) & WORKING) !== 0) continue
      cameBy[source] = -2
      queue[found++] = source
    }
    for (let at = 0; at < found; at++) {
      const node = queue[at]!
      if (coreAt[node]! > 0) {
        this.lay(node)
        return true
      }
      for (let next = start[node]!; next < start[node + 1]!; next++) {
        const way = entry[next]!
        const neighbour = other[next]!
        if (cameBy[neighbour] !== -1 || (stops[neighbour]! & WORKING) !== 0) continue
        // Driven on where nobody drives yet, or taken back where a route comes from there.
        const isFree = leadsAway(graph.arcs, way) && used[way] === 0
        const isTakenBack = leadsHere(graph.arcs, way) && used[way ^ 1] === 1
        if (!isFree && !isTakenBack) continue
        cameBy[neighbour] = way
        queue[found++] = neighbour
      }
    }
    return false
  }

  private lay(end: number): void {
    const { from, to } = this.placed.graph
    this.ended[end]! += 1
    let node = end
    for (let way = this.cameBy[node]!; way !== -2; way = this.cameBy[node]!) {
      if (this.used[way ^ 1] === 1) this.used[way ^ 1] = 0
      else this.used[way] = 1
      node = (way & 1) === 0 ? from[way >> 1]! : to[way >> 1]!
    }
    this.begun[node]! += 1
  }

  /** The routes laid, taken apart: from each source along what is driven, up to where a route ends. */
  routes(): DisjointRoute[] {
    const { graph, network } = this.placed
    const { start, entry, node: other } = graph.adjacency
    const left = this.used.slice()
    const toEnd = this.ended.slice()
    const routes: DisjointRoute[] = []
    for (const source of network.sources) {
      for (let begun = this.begun[source]!; begun > 0; begun--) {
        const steps: number[] = []
        const nodes = [source]
        let node = source
        while (toEnd[node] === 0) {
          let taken = -1
          for (let next = start[node]!; next < start[node + 1]! && taken < 0; next++) {
            if (left[entry[next]!] === 1) taken = next
          }
          // What comes into a node goes out of it or ends there, so there is always one to take.
          const way = entry[taken]!
          left[way] = 0
          node = other[taken]!
          const seen = nodes.indexOf(node)
          if (seen >= 0) {
            nodes.length = seen + 1
            steps.length = seen
          } else {
            nodes.push(node)
            steps.push(way)
          }
        }
        toEnd[node]! -= 1
        routes.push({ source, place: this.cores[this.coreAt[node]! - 1]!.place, steps })
      }
    }
    return routes
  }
}
