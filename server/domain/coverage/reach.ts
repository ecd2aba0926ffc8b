import type { Graph } from './graph'
import { leadsAway } from './graph'
import { STOP_CLOSURE, STOP_IDLE, STOP_WORKING } from './points'
import { BACKWARD, FORWARD } from './way-rules'

/** The states of a segment and of a place's node, by number: the set under which it is first reached. */
export const SEGMENT_STATES = ['exposed', 'lapsed', 'monitored', 'unreachable'] as const

export type SegmentState = (typeof SEGMENT_STATES)[number]

export const EXPOSED = 0
export const LAPSED = 1
const MONITORED = 2
export const UNREACHABLE = 3

/** The first of the nested sets (existing, working, closures only) in which a node with those stops is passed. */
function levelThatPasses(stops: number): number {
  if ((stops & STOP_CLOSURE) !== 0) return UNREACHABLE
  if ((stops & STOP_WORKING) !== 0) return MONITORED
  return (stops & STOP_IDLE) !== 0 ? LAPSED : EXPOSED
}

/** The arrays of one reach, to be used again: `level` is its answer by node, `next` its queues. */
interface ReachSpace {
  level: Uint8Array
  next: Int32Array
}

export function reachSpace(nodeCount: number): ReachSpace {
  return { level: new Uint8Array(nodeCount), next: new Int32Array(nodeCount) }
}

/**
 * For every node the set under which it is first reached from a source, written to `space.level`.
 * The sets are nested, so one search does for all three: a stop is left on the queue of the first set that passes it,
 * and whatever lies behind it comes at that set or later. Every node and arc is looked at once.
 */
export function reach(graph: Graph, sources: Int32Array, stops: Uint8Array, space: ReachSpace): void {
  const { level, next } = space
  const { start, entry, node: other } = graph.adjacency
  const { arcs } = graph
  level.fill(UNREACHABLE)
  // A node that a closure stops keeps UNREACHABLE and may be met again and again; the others are met once.
  const heads = [-1, -1, -1]
  for (let at = 0; at < sources.length; at++) {
    const node = sources[at]!
    const passes = levelThatPasses(stops[node] ?? 0)
    if (passes === UNREACHABLE || level[node] !== UNREACHABLE) continue
    level[node] = passes
    next[node] = heads[passes] ?? -1
    heads[passes] = node
  }
  for (let set = EXPOSED; set <= MONITORED; set++) {
    for (;;) {
      const node = heads[set] ?? -1
      if (node < 0) break
      heads[set] = next[node]!
      const end = start[node + 1]!
      for (let at = start[node]!; at < end; at++) {
        const neighbour = other[at]!
        if (level[neighbour] !== UNREACHABLE || !leadsAway(arcs, entry[at]!)) continue
        const stop = stops[neighbour]!
        const passes = stop === 0 ? EXPOSED : levelThatPasses(stop)
        if (passes === UNREACHABLE) continue
        const queue = passes > set ? passes : set
        level[neighbour] = queue
        next[neighbour] = heads[queue]!
        heads[queue] = neighbour
      }
    }
  }
}

/** The state of every inside segment by number, from the levels of its ends: driven into from either end that it may be. */
export function segmentStates(graph: Graph, level: Uint8Array, states: Uint8Array): void {
  const { from, to, arcs, insideCount } = graph
  for (let segment = 0; segment < insideCount; segment++) {
    const ways = arcs[segment]!
    let state = UNREACHABLE
    if ((ways & FORWARD) !== 0) state = level[from[segment]!]!
    if ((ways & BACKWARD) !== 0) {
      const back = level[to[segment]!]!
      if (back < state) state = back
    }
    states[segment] = state
  }
}
