import { type Boundary, metresToRing } from './boundary'

import type { Graph } from './graph'
import { leadsAway } from './graph'
import { BACKWARD, FORWARD } from './way-rules'

/**
 * Nodes where a route from outside starts. Real: an arc of an outside segment leads there and an arc of an inside
 * segment leads on (where both sides meet is on the ring by the way lines are cut). Presumed: a loose end within
 * `clipMetres` of the ring, since road files are often clipped at the county line.
 */
export function findSources(
  graph: Graph,
  degree: Int32Array,
  boundary: Boundary,
  clipMetres: number,
): { sources: Int32Array; presumed: Uint8Array } {
  const nodeCount = graph.nodeLng.length
  const enteredFromOutside = new Uint8Array(nodeCount)
  for (let segment = graph.insideCount; segment < graph.from.length; segment++) {
    const arcs = graph.arcs[segment] ?? 0
    if ((arcs & FORWARD) !== 0) enteredFromOutside[graph.to[segment]!] = 1 // nodes are numbered within the array
    if ((arcs & BACKWARD) !== 0) enteredFromOutside[graph.from[segment]!] = 1
  }
  const sources: number[] = []
  const presumed: number[] = []
  const { start, entry } = graph.adjacency
  for (let node = 0; node < nodeCount; node++) {
    const first = start[node] ?? 0
    const end = start[node + 1] ?? 0
    const isLooseEnd = degree[node] === 1 && end - first === 1
    if (enteredFromOutside[node] !== 1 && !isLooseEnd) continue
    let isLeft = false
    for (let at = first; at < end; at++) isLeft ||= leadsAway(graph.arcs, entry[at] ?? 0)
    if (!isLeft) continue
    const near = () =>
      metresToRing(boundary, graph.nodeLng[node] ?? 0, graph.nodeLat[node] ?? 0, clipMetres) <= clipMetres
    if (enteredFromOutside[node] === 1) {
      sources.push(node)
      presumed.push(0)
    } else if (near()) {
      sources.push(node)
      presumed.push(1)
    }
  }
  return { sources: Int32Array.from(sources), presumed: Uint8Array.from(presumed) }
}
