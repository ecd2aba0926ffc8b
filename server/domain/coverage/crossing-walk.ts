import type { Crossing } from './crossings'
import { leadsAway, leadsHere } from './graph'
import type { PlacedNetwork } from './placed-network'
import { ALL, CLOSURES_ONLY, EXISTING, STOP_CLOSURE, WORKING } from './points'
import { SearchSpace } from './search-space'

/** States of a crossing, in the order in which a group or several crossings on one spot take the first that any has. */
export const CROSSING_STATES = ['unmonitored', 'on-paper', 'planned', 'monitored', 'closed', 'dead-end'] as const

export type CrossingState = (typeof CROSSING_STATES)[number]

/** What one walk found. */
interface Walk {
  contained: boolean
  /** Whether a stop that a closure controls was met within the apron. */
  metClosure: boolean
}

/** Walks inwards from crossings. Keeps its memory from one walk to the next; one for each placed network. */
export class CrossingWalker {
  private readonly space: SearchSpace
  private readonly hasPlace: Uint8Array
  /** Stops met by the last walk within the apron. */
  private readonly met: number[] = []

  constructor(private readonly placed: PlacedNetwork) {
    const nodeCount = placed.graph.nodeLng.length
    this.space = new SearchSpace(nodeCount)
    this.hasPlace = new Uint8Array(nodeCount)
    for (const place of placed.places) if (place.where === 'road') this.hasPlace[place.node] = 1
  }

  /** The state of a crossing under those stops by node. */
  stateOf(crossing: Crossing, stops: Uint8Array): CrossingState {
    let first: CrossingState = 'dead-end'
    for (const node of crossing.nodes) {
      const state = this.stateOfNode(node, stops)
      if (CROSSING_STATES.indexOf(state) < CROSSING_STATES.indexOf(first)) first = state
    }
    return first
  }

  private stateOfNode(node: number, stops: Uint8Array): CrossingState {
    const open = this.walk(node, stops, CLOSURES_ONLY, false)
    if (open.contained) return open.metClosure ? 'closed' : 'dead-end'
    if (this.walk(node, stops, WORKING, false).contained) return 'monitored'
    if (this.walk(node, stops, EXISTING, false).contained) return 'on-paper'
    return this.walk(node, stops, ALL, false).contained ? 'planned' : 'unmonitored'
  }

  /** The stops, as nodes, that walks from the crossing under all stops meet within the apron. */
  stopsMet(crossing: Crossing, stops: Uint8Array): number[] {
    const nodes: number[] = []
    for (const node of crossing.nodes) {
      this.walk(node, stops, ALL, true)
      nodes.push(...this.met)
    }
    return nodes
  }

  /** Every node within the apron of the crossing with nothing stopped: all that its state can hang on. */
  nodesWithinApron(crossing: Crossing): Int32Array {
    const nodes: number[] = []
    for (const node of crossing.nodes) {
      this.walk(node, null, 0, true)
      nodes.push(...this.space.settled.subarray(0, this.space.settledCount))
    }
    return Int32Array.from(nodes)
  }

  /**
   * One walk from a node along inside segments up to the stops of a set. Contained: it reaches no place and no point
   * farther than the apron. With `whole` it goes on after it is known not to be contained, to meet every stop in the apron.
   */
  private walk(from: number, stops: Uint8Array | null, set: number, whole: boolean): Walk {
    const { graph, network } = this.placed
    const { start, entry, node: other } = graph.adjacency
    const apron = network.settings.apronMetres
    const { space, met } = this
    const isStop = (node: number) => stops !== null && ((stops[node] ?? 0) & set) !== 0
    const walk: Walk = { contained: true, metClosure: false }
    const meet = (node: number) => {
      met.push(node)
      if (stops !== null && ((stops[node] ?? 0) & STOP_CLOSURE) !== 0) walk.metClosure = true
    }
    met.length = 0
    space.begin()
    if (isStop(from)) {
      meet(from)
      return walk
    }
    let wentFar = false
    space.offer(from, 0)
    for (let node = space.next(); node >= 0; node = space.next()) {
      if (this.hasPlace[node] === 1) {
        walk.contained = false
        if (!whole) return walk
      }
      const here = space.distance(node)
      const end = start[node + 1] ?? 0
      for (let at = start[node] ?? 0; at < end; at++) {
        const way = entry[at] ?? 0
        if (!leadsAway(graph.arcs, way)) continue
        const neighbour = other[at] ?? 0
        const there = here + (graph.metres[way >> 1] ?? 0)
        if (there > apron) wentFar = true
        else if (isStop(neighbour)) meet(neighbour)
        else space.offer(neighbour, there)
      }
    }
    if (wentFar && walk.contained && this.leavesApron(stops, set)) walk.contained = false
    return walk
  }

  /** Whether any segment that the walk just made entered has a point farther than the apron. */
  private leavesApron(stops: Uint8Array | null, set: number): boolean {
    const { graph, network } = this.placed
    const { start, entry, node: other } = graph.adjacency
    const { space } = this
    for (let at = 0; at < space.settledCount; at++) {
      const node = space.settled[at] ?? 0
      const here = space.distance(node)
      for (let next = start[node] ?? 0; next < (start[node + 1] ?? 0); next++) {
        const way = entry[next] ?? 0
        if (!leadsAway(graph.arcs, way)) continue
        const neighbour = other[next] ?? 0
        const length = graph.metres[way >> 1] ?? 0
        const isStop = stops !== null && ((stops[neighbour] ?? 0) & set) !== 0
        const there = isStop ? Number.POSITIVE_INFINITY : space.distance(neighbour)
        const isEnteredFromBoth = leadsHere(graph.arcs, way) && there !== Number.POSITIVE_INFINITY
        const farthest = isEnteredFromBoth ? (here + there + length) / 2 : here + length
        if (farthest > network.settings.apronMetres) return true
      }
    }
    return false
  }
}
