import { leadsAway } from '../coverage/graph'
import { WORKING } from '../coverage/points'
import { LAPSED } from '../coverage/reach'
import type { Situation } from './situation'

/**
 * For each segment of a set of new points the places, by index, whose cores open up where that point alone is left out; `level`
 * is what is reached with all of them. Nodes that lie behind the set fall into knots (strongly connected components); what a knot
 * opens is worked out once, so that many points on the line of one county cost one search and not one each.
 */
export function openedWithout(situation: Situation, segments: readonly number[], level: Uint8Array): number[][] {
  const { placed, stops } = situation
  const { graph } = placed
  const isBehind = (node: number) => (level[node] ?? 0) > LAPSED && ((stops[node] ?? 0) & WORKING) === 0
  const knots = new Knots(situation, new Set(segments), isBehind)
  return segments.map((segment) => {
    const [from, to] = [graph.from[segment] ?? 0, graph.to[segment] ?? 0]
    const opened = new Set<number>()
    // An adjacency entry of the segment, seen from either end.
    for (const [way, here, there] of [
      [segment * 2, from, to],
      [segment * 2 + 1, to, from],
    ] as const) {
      const isReached = (level[here] ?? 0) <= LAPSED
      if (!isReached || !isBehind(there) || !leadsAway(graph.arcs, way)) continue
      for (const place of knots.opensFrom(there)) opened.add(place)
    }
    return [...opened].sort((a, b) => a - b)
  })
}

const NONE: ReadonlySet<number> = new Set()

/** Knots by Tarjan's algorithm with a stack of its own, from the nodes that are asked for on. */
class Knots {
  private readonly order: Int32Array
  private readonly low: Int32Array
  private readonly next: Int32Array
  private readonly isOpen: Uint8Array
  /** By node the number of what its knot opens; -1 not known yet. */
  private readonly setOf: Int32Array
  /** What knots open; many share one. */
  private readonly sets: ReadonlySet<number>[] = [NONE]
  private readonly ownPlaces = new Map<number, number[]>()
  private met = 0

  constructor(
    private readonly situation: Situation,
    private readonly blocked: ReadonlySet<number>,
    private readonly isBehind: (node: number) => boolean,
  ) {
    const count = situation.placed.graph.nodeLng.length
    this.order = new Int32Array(count)
    this.low = new Int32Array(count)
    this.next = situation.placed.graph.adjacency.start.slice(0, count)
    this.isOpen = new Uint8Array(count)
    this.setOf = new Int32Array(count).fill(-1)
    for (const { place, nodes } of situation.cores) {
      for (const node of nodes) this.ownPlaces.set(node, [...(this.ownPlaces.get(node) ?? []), place])
    }
  }

  opensFrom(node: number): ReadonlySet<number> {
    if ((this.setOf[node] ?? -1) < 0) this.search(node)
    return this.sets[this.setOf[node] ?? 0] ?? NONE
  }

  private search(root: number): void {
    const { graph } = this.situation.placed
    const { start, entry, node: other } = graph.adjacency
    const { order, low, next, isOpen, setOf } = this
    const path = [root]
    const open: number[] = []
    while (path.length > 0) {
      const node = path[path.length - 1] ?? 0
      if (order[node] === 0) {
        order[node] = ++this.met
        low[node] = this.met
        isOpen[node] = 1
        open.push(node)
      }
      let deeper = -1
      for (let at = next[node]!; at < start[node + 1]! && deeper < 0; at++) {
        next[node] = at + 1
        const way = entry[at]!
        const neighbour = other[at]!
        if (!leadsAway(graph.arcs, way) || this.blocked.has(way >> 1) || !this.isBehind(neighbour)) continue
        if (order[neighbour] === 0) deeper = neighbour
        else if (isOpen[neighbour] === 1) low[node] = Math.min(low[node]!, order[neighbour]!)
      }
      if (deeper >= 0) {
        path.push(deeper)
        continue
      }
      path.pop()
      const before = path[path.length - 1]
      if (before !== undefined) low[before] = Math.min(low[before]!, low[node]!)
      if (low[node] !== order[node]) continue
      const knot = open.splice(open.lastIndexOf(node))
      for (const member of knot) isOpen[member] = 0
      const set = this.setFor(knot)
      for (const member of knot) setOf[member] = set
    }
  }

  /** What a knot opens: its own places, and what the knots opens that it leads to, which are known by now. */
  private setFor(knot: readonly number[]): number {
    const { graph } = this.situation.placed
    const { start, entry, node: other } = graph.adjacency
    const own: number[] = []
    const beyond = new Set<number>()
    for (const node of knot) {
      own.push(...(this.ownPlaces.get(node) ?? []))
      for (let at = start[node]!; at < start[node + 1]!; at++) {
        const way = entry[at]!
        const neighbour = other[at]!
        if (!leadsAway(graph.arcs, way) || this.blocked.has(way >> 1) || !this.isBehind(neighbour)) continue
        const set = this.setOf[neighbour]!
        if (set > 0) beyond.add(set)
      }
    }
    const [only = 0] = beyond
    if (own.length === 0 && beyond.size < 2) return only
    const all = new Set(own)
    for (const set of beyond) for (const place of this.sets[set] ?? NONE) all.add(place)
    if (beyond.size === 1 && all.size === this.sets[only]?.size) return only
    this.sets.push(all)
    return this.sets.length - 1
  }
}
