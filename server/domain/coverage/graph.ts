import { BACKWARD, FORWARD } from './way-rules'

/**
 * Nodes and segments in arrays. Segments 0 to `insideCount` - 1 lie inside the boundary, by way and position;
 * those after them lie outside, are drawn, and are never travelled: the adjacency holds inside segments only.
 */
export interface Graph {
  nodeLng: Float64Array
  nodeLat: Float64Array
  insideCount: number
  /** Nodes at both ends, in the direction of the drawing. */
  from: Int32Array
  to: Int32Array
  /** FORWARD and BACKWARD as the search goes: already swapped where the direction is out. */
  arcs: Uint8Array
  /** Length in metres. */
  metres: Float64Array
  adjacency: Adjacency
}

/** Of node n the entries `start[n]` up to `start[n + 1]`: a segment that ends there and the node at its other end. */
interface Adjacency {
  start: Int32Array
  /** Segment times two, plus one where the node is its `to` end. */
  entry: Int32Array
  node: Int32Array
}

/** Whether the segment of an adjacency entry may be driven away from the node that the entry belongs to. */
export function leadsAway(arcs: Uint8Array, entry: number): boolean {
  return ((arcs[entry >> 1] ?? 0) & ((entry & 1) === 0 ? FORWARD : BACKWARD)) !== 0
}

/** Whether the segment of an adjacency entry may be driven towards the node that the entry belongs to. */
export function leadsHere(arcs: Uint8Array, entry: number): boolean {
  return ((arcs[entry >> 1] ?? 0) & ((entry & 1) === 0 ? BACKWARD : FORWARD)) !== 0
}

/** Builds the adjacency of the first `segmentCount` segments by counting sort. */
export function buildAdjacency(nodeCount: number, segmentCount: number, from: Int32Array, to: Int32Array): Adjacency {
  const start = new Int32Array(nodeCount + 1)
  for (let segment = 0; segment < segmentCount; segment++) {
    // Typed arrays: an index below their length always holds a number.
    start[from[segment]! + 1]! += 1
    start[to[segment]! + 1]! += 1
  }
  for (let node = 0; node < nodeCount; node++) start[node + 1]! += start[node]!
  const next = start.slice(0, nodeCount)
  const entry = new Int32Array(segmentCount * 2)
  const node = new Int32Array(segmentCount * 2)
  for (let segment = 0; segment < segmentCount; segment++) {
    const a = from[segment]!
    const b = to[segment]!
    const atA = next[a]!
    next[a] = atA + 1
    entry[atA] = segment * 2
    node[atA] = b
    const atB = next[b]!
    next[b] = atB + 1
    entry[atB] = segment * 2 + 1
    node[atB] = a
  }
  return { start, entry, node }
}

/** Swaps FORWARD and BACKWARD. */
export function reversedArcs(arcs: number): number {
  return ((arcs & FORWARD) !== 0 ? BACKWARD : 0) | ((arcs & BACKWARD) !== 0 ? FORWARD : 0)
}
