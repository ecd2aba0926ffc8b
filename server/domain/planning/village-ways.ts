import type { Core } from '../coverage/core'
import { leadsAway, leadsHere } from '../coverage/graph'
import { STOP_CLOSURE } from '../coverage/points'
import { LAPSED, UNREACHABLE } from '../coverage/reach'
import { roundDegrees } from '../coverage/result'
import { countyMayClose, type RoadName } from './county-roads'
import type { Drive } from './drive'
import type { Situation } from './situation'
import { roadOfSegment } from './suggest'

/** A road that leads into a village from beyond its core. */
export interface WayIn {
  lng: number
  lat: number
  road: RoadName
  /** Whether whoever comes by it passed a working checkpoint, none, or is blocked by a closure. */
  state: 'guarded' | 'open' | 'closed'
  /** The one to keep: the quickest to hospital and town, a guarded one before the others. */
  keep: boolean
  /** Whether the county may close it. */
  mayClose: boolean
}

/** Finds the ways into villages. Keeps its memory from one village to the next. */
export class WaysIn {
  private readonly seen: Int32Array
  private readonly queue: Int32Array
  private stamp = 0

  constructor(
    private readonly situation: Situation,
    /** The quickest way from every node to hospital or town, by which the way to keep is chosen. */
    private readonly toTown: Drive,
  ) {
    this.seen = new Int32Array(situation.placed.graph.nodeLng.length)
    this.queue = new Int32Array(this.seen.length)
  }

  /** The ways into a core: its roads that somebody can come by who is not in it already. */
  of(core: Core): WayIn[] {
    const { placed, stops, level } = this.situation
    const { graph } = placed
    const { start, entry, node: other } = graph.adjacency
    const isCore = new Set(core.nodes)
    this.reachBeyond(isCore)
    const found: { way: WayIn; seconds: number }[] = []
    for (const node of core.nodes) {
      for (let at = start[node] ?? 0; at < (start[node + 1] ?? 0); at++) {
        const way = entry[at] ?? 0
        const beyond = other[at] ?? 0
        if (isCore.has(beyond) || !leadsHere(graph.arcs, way)) continue
        const isClosed = ((stops[beyond] ?? 0) & STOP_CLOSURE) !== 0
        if (this.seen[beyond] !== this.stamp && !isClosed) continue
        const reached = level[beyond] ?? UNREACHABLE
        const road = roadOfSegment(placed, way >> 1)
        found.push({
          way: {
            lng: roundDegrees(graph.nodeLng[beyond] ?? 0),
            lat: roundDegrees(graph.nodeLat[beyond] ?? 0),
            road,
            state: isClosed ? 'closed' : reached <= LAPSED ? 'open' : 'guarded',
            keep: false,
            mayClose: countyMayClose(road),
          },
          seconds: this.toTown.seconds[beyond] ?? Number.POSITIVE_INFINITY,
        })
      }
    }
    const order = { guarded: 0, open: 1, closed: 2 }
    found.sort((a, b) => order[a.way.state] - order[b.way.state] || a.seconds - b.seconds || a.way.lng - b.way.lng)
    const best = found[0]
    if (best && best.way.state !== 'closed') best.way.keep = true
    return found.map(({ way }) => way)
  }

  /** Marks what can be driven to from outside the county, closures standing, without passing through the core. */
  private reachBeyond(isCore: ReadonlySet<number>): void {
    const { placed, stops } = this.situation
    const { graph, network } = placed
    const { start, entry, node: other } = graph.adjacency
    const { seen, queue } = this
    this.stamp += 1
    let found = 0
    const meet = (node: number) => {
      if (seen[node] === this.stamp || isCore.has(node) || ((stops[node] ?? 0) & STOP_CLOSURE) !== 0) return
      seen[node] = this.stamp
      queue[found++] = node
    }
    for (const source of network.sources) meet(source)
    for (let at = 0; at < found; at++) {
      const node = queue[at] ?? 0
      for (let next = start[node] ?? 0; next < (start[node + 1] ?? 0); next++) {
        if (leadsAway(graph.arcs, entry[next] ?? 0)) meet(other[next] ?? 0)
      }
    }
  }
}
