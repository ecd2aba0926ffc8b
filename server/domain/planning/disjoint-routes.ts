import type { Core } from '../coverage/core'
import { FlowNetwork, UNLIMITED } from '../coverage/max-flow'
import type { PlacedNetwork } from '../coverage/placed-network'
import { LAPSED } from '../coverage/reach'
import { BACKWARD, FORWARD } from '../coverage/way-rules'

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
 * `level` is what is reached as things stand. A maximum flow, followed from its sources.
 */
export function disjointRoutes(placed: PlacedNetwork, level: Uint8Array, cores: readonly Core[]): DisjointRoute[] {
  const { graph, network } = placed
  const sealable = cores.filter((core) => !core.onCrossing)
  const isReached = (node: number) => (level[node] ?? 0) <= LAPSED
  const SOURCE = 0
  const SINK = 1
  const number = new Int32Array(graph.nodeLng.length).fill(-1)
  let count = 2
  for (let node = 0; node < number.length; node++) if (isReached(node)) number[node] = count++
  const flow = new FlowNetwork(count + sealable.length)
  /** Of the edges between nodes of the graph their segments, in the order of adding. */
  const segments: number[] = []
  for (let segment = 0; segment < graph.insideCount; segment++) {
    const from = number[graph.from[segment] ?? 0] ?? -1
    const to = number[graph.to[segment] ?? 0] ?? -1
    const arcs = graph.arcs[segment] ?? 0
    if (from < 0 || to < 0 || from === to || arcs === 0) continue
    flow.addEdge(from, to, (arcs & FORWARD) !== 0 ? 1 : 0, (arcs & BACKWARD) !== 0 ? 1 : 0)
    segments.push(segment)
  }
  const sources = [...network.sources].filter(isReached)
  for (const source of sources) flow.addEdge(SOURCE, number[source] ?? 0, UNLIMITED)
  sealable.forEach((core, at) => {
    for (const node of core.nodes) if (isReached(node)) flow.addEdge(number[node] ?? 0, count + at, UNLIMITED)
    flow.addEdge(count + at, SINK, UNLIMITED)
  })
  const solved = flow.solve(SOURCE, SINK)
  const placeAt = new Map(sealable.flatMap((core) => core.nodes.map((node) => [node, core.place])))
  const driven = new DrivenSegments(placed, segments, solved.flow)
  return sources.flatMap((source, at) => {
    const routes: DisjointRoute[] = []
    for (let left = solved.flow(segments.length + at); left > 0; left--) routes.push(driven.follow(source, placeAt))
    return routes
  })
}

/** The segments that a flow drives, each in one direction and once. */
class DrivenSegments {
  /** By segment: 1 driven as drawn, 2 against the drawing. */
  private readonly driven: Uint8Array

  constructor(
    private readonly placed: PlacedNetwork,
    segments: readonly number[],
    flow: (edge: number) => number,
  ) {
    this.driven = new Uint8Array(placed.graph.insideCount)
    segments.forEach((segment, edge) => {
      const vehicles = flow(edge)
      if (vehicles !== 0) this.driven[segment] = vehicles > 0 ? FORWARD : BACKWARD
    })
  }

  /** One route on from a node to the first place; what it drives, no other will. Turns that lead back are cut out. */
  follow(source: number, placeAt: ReadonlyMap<number, number>): DisjointRoute {
    const { start, entry, node: other } = this.placed.graph.adjacency
    const steps: number[] = []
    const nodes = [source]
    const position = new Map([[source, 0]])
    let node = source
    for (;;) {
      const place = placeAt.get(node)
      if (place !== undefined) return { source, place, steps }
      let next = -1
      for (let at = start[node] ?? 0; at < (start[node + 1] ?? 0) && next < 0; at++) {
        const way = entry[at] ?? 0
        if (this.driven[way >> 1] === ((way & 1) === 0 ? FORWARD : BACKWARD)) next = at
      }
      if (next < 0) throw new Error('a flow ends before a place')
      const way = entry[next] ?? 0
      this.driven[way >> 1] = 0
      node = other[next] ?? 0
      const seen = position.get(node)
      if (seen === undefined) {
        position.set(node, nodes.length)
        nodes.push(node)
        steps.push(way)
      } else {
        for (const left of nodes.splice(seen + 1)) position.delete(left)
        steps.length = seen
      }
    }
  }
}
