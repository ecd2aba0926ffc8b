import type { Core } from './core'
import { FlowNetwork, UNLIMITED } from './max-flow'
import type { PlacedNetwork } from './placed-network'
import { LAPSED } from './reach'
import { BACKWARD, FORWARD } from './way-rules'

/** What a place costs where it stays reached: without limit where it must be sealed, else its people. */
export interface Demand {
  core: Core
  capacity: number
}

/** A minimum cut between the sources and the places. */
export interface SourceSideCut {
  value: number
  /** Segments to be watched, each once for each direction of travel that is cut. */
  segments: number[]
  /** For every demand whether its place stays reached. */
  reached: boolean[]
}

/**
 * Finds the cheapest set of new points, `price` each, against places that stay reached at their capacity. Only what is
 * reached under working checkpoints (`level` at most LAPSED) takes part. Of all minimum cuts the one nearest to the sources.
 */
export function cheapestCut(
  placed: PlacedNetwork,
  level: Uint8Array,
  demands: readonly Demand[],
  price: number,
): SourceSideCut {
  const { graph, network } = placed
  const nodeCount = graph.nodeLng.length
  const number = new Int32Array(nodeCount).fill(-1)
  let count = 2
  for (let node = 0; node < nodeCount; node++) if ((level[node] ?? 0) <= LAPSED) number[node] = count++
  const source = 0
  const sink = 1
  const firstPlace = count
  const flow = new FlowNetwork(count + demands.length)
  for (const node of network.sources) {
    if ((number[node] ?? -1) >= 0) flow.addEdge(source, number[node] ?? 0, UNLIMITED)
  }
  for (let segment = 0; segment < graph.insideCount; segment++) {
    const a = number[graph.from[segment] ?? 0] ?? -1
    const b = number[graph.to[segment] ?? 0] ?? -1
    if (a < 0 || b < 0 || a === b) continue
    const arcs = graph.arcs[segment] ?? 0
    flow.addEdge(a, b, (arcs & FORWARD) !== 0 ? price : 0, (arcs & BACKWARD) !== 0 ? price : 0)
  }
  demands.forEach(({ core, capacity }, at) => {
    const place = firstPlace + at
    for (const node of core.nodes) {
      if ((number[node] ?? -1) >= 0) flow.addEdge(number[node] ?? 0, place, UNLIMITED)
    }
    flow.addEdge(place, sink, capacity)
  })
  const { value, sourceSide } = flow.solve(source, sink)
  const segments: number[] = []
  for (let segment = 0; segment < graph.insideCount; segment++) {
    const a = number[graph.from[segment] ?? 0] ?? -1
    const b = number[graph.to[segment] ?? 0] ?? -1
    if (a < 0 || b < 0) continue
    const arcs = graph.arcs[segment] ?? 0
    const fromSide = sourceSide[a] === 1
    const toSide = sourceSide[b] === 1
    if ((arcs & FORWARD) !== 0 && fromSide && !toSide) segments.push(segment)
    if ((arcs & BACKWARD) !== 0 && toSide && !fromSide) segments.push(segment)
  }
  return { value, segments, reached: demands.map((_, at) => sourceSide[firstPlace + at] === 1) }
}
