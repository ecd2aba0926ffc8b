import { leadsAway, leadsHere } from '../coverage/graph'
import type { PlacedNetwork } from '../coverage/placed-network'
import { wayOfSegment } from '../coverage/placed-network'
import { STOP_CLOSURE } from '../coverage/points'
import { SearchSpace } from '../coverage/search-space'
import { ROAD_CLASSES } from '../coverage/way-rules'

/** Kilometres an hour that a loaded vehicle keeps on an open road of that class; links go at half. */
const SPEEDS: Readonly<Record<string, number>> = {
  motorway: 100,
  trunk: 70,
  primary: 60,
  secondary: 50,
  tertiary: 40,
  unclassified: 30,
  residential: 25,
  living_street: 15,
  service: 15,
  track: 15,
  road: 30,
  ferry: 8,
}
const OTHER_SPEED = 4

/** Metres a second by the class's place in ROAD_CLASSES. */
const PACE = ROAD_CLASSES.map((name) => {
  const base = name.replace(/_link$/, '')
  return ((SPEEDS[base] ?? OTHER_SPEED) * (base === name ? 1 : 0.5)) / 3.6
})

/** Seconds that each inside segment takes. */
function segmentSeconds(placed: PlacedNetwork): Float64Array {
  const { graph, network } = placed
  return Float64Array.from({ length: graph.insideCount }, (_, segment) => {
    const rank = network.ways[wayOfSegment(placed, segment)]?.rank ?? 0
    return (graph.metres[segment] ?? 0) / (PACE[rank] ?? 1)
  })
}

/** Quickest ways from some nodes to all, or with `towards` from all to those. */
export interface Drive {
  /** By node; Infinity where none leads. */
  seconds: Float64Array
  /** For every node the adjacency entry, as seen from the node before it on the way from the start; -1 at a start. */
  cameBy: Int32Array
}

interface DriveOptions {
  /** From all nodes to the starts, in place of from the starts. */
  towards?: boolean
  /** Nodes that nothing passes; without it those of standing closures. */
  isBlocked?: (node: number) => boolean
  /** Segments that nothing passes. */
  blockedSegments?: ReadonlySet<number>
}

/** Searches with closures standing; checkpoints let an ambulance and supplies through. One a placed network. */
export class Driver {
  private readonly space: SearchSpace
  readonly seconds: Float64Array

  constructor(
    private readonly placed: PlacedNetwork,
    private readonly stops: Uint8Array,
  ) {
    this.space = new SearchSpace(placed.graph.nodeLng.length)
    this.seconds = segmentSeconds(placed)
  }

  drive(starts: Iterable<number>, options: DriveOptions = {}): Drive {
    const { graph } = this.placed
    const { start, entry, node: other } = graph.adjacency
    const { space, stops } = this
    const isBlocked = options.isBlocked ?? ((node) => ((stops[node] ?? 0) & STOP_CLOSURE) !== 0)
    const mayDrive = options.towards ? leadsHere : leadsAway
    const cameBy = new Int32Array(graph.nodeLng.length).fill(-1)
    space.begin()
    for (const node of starts) if (!isBlocked(node)) space.offer(node, 0)
    for (let node = space.next(); node >= 0; node = space.next()) {
      const here = space.distance(node)
      for (let at = start[node] ?? 0; at < (start[node + 1] ?? 0); at++) {
        const way = entry[at] ?? 0
        const neighbour = other[at] ?? 0
        if (!mayDrive(graph.arcs, way) || options.blockedSegments?.has(way >> 1) || isBlocked(neighbour)) continue
        if (space.offer(neighbour, here + (this.seconds[way >> 1] ?? 0))) cameBy[neighbour] = way
      }
    }
    const seconds = Float64Array.from(graph.nodeLng, (_, node) => space.distance(node))
    return { seconds, cameBy }
  }

  /**
   * A drive with one segment more blocked: what `drive` would find, searched anew only where ways led over that segment. The
   * options are those of the drive, and its segments still blocked.
   */
  without(drive: Drive, segment: number, options: Pick<DriveOptions, 'towards' | 'blockedSegments'> = {}): Drive {
    const { graph } = this.placed
    const { start, entry, node: other } = graph.adjacency
    const { space, stops } = this
    const mayDrive = options.towards ? leadsHere : leadsAway
    const isUsable = (way: number) => way >> 1 !== segment && options.blockedSegments?.has(way >> 1) !== true
    const behind = this.nodesBehind(drive, segment)
    if (behind.length === 0) return drive
    const seconds = drive.seconds.slice()
    const cameBy = drive.cameBy.slice()
    for (const node of behind) {
      seconds[node] = Number.POSITIVE_INFINITY
      cameBy[node] = -1
    }
    space.begin()
    for (const node of behind) {
      for (let at = start[node] ?? 0; at < (start[node + 1] ?? 0); at++) {
        const near = other[at] ?? 0
        // The entry as the node on its other side has it.
        const way = (entry[at] ?? 0) ^ 1
        const there = seconds[near] ?? 0
        // Those behind are at no distance yet.
        if (there === Number.POSITIVE_INFINITY || !isUsable(way) || !mayDrive(graph.arcs, way)) continue
        if (space.offer(node, there + (this.seconds[way >> 1] ?? 0))) cameBy[node] = way
      }
    }
    for (let node = space.next(); node >= 0; node = space.next()) {
      const here = space.distance(node)
      seconds[node] = here
      for (let at = start[node] ?? 0; at < (start[node + 1] ?? 0); at++) {
        const way = entry[at] ?? 0
        const near = other[at] ?? 0
        const there = here + (this.seconds[way >> 1] ?? 0)
        if (!(there < (seconds[near] ?? 0)) || !isUsable(way) || !mayDrive(graph.arcs, way)) continue
        if (((stops[near] ?? 0) & STOP_CLOSURE) === 0 && space.offer(near, there)) cameBy[near] = way
      }
    }
    return { seconds, cameBy }
  }

  /** The nodes whose way leads over the segment. */
  private nodesBehind({ cameBy }: Drive, segment: number): number[] {
    const { from, to, adjacency } = this.placed.graph
    const { start, entry, node: other } = adjacency
    const behind: number[] = []
    for (const end of [from[segment] ?? 0, to[segment] ?? 0]) {
      if ((cameBy[end] ?? -1) >> 1 === segment) behind.push(end)
    }
    for (let next = 0; next < behind.length; next++) {
      const node = behind[next] ?? 0
      for (let at = start[node] ?? 0; at < (start[node + 1] ?? 0); at++) {
        const near = other[at] ?? 0
        if (cameBy[near] === entry[at] && near !== node) behind.push(near)
      }
    }
    return behind
  }

  /** The steps of the way to a node, from the start on; with a drive `towards` read from the node. */
  steps({ cameBy }: Drive, node: number): { end: number; steps: number[] } {
    const { from, to } = this.placed.graph
    const steps: number[] = []
    let at = node
    for (let way = cameBy[at] ?? -1; way >= 0; way = cameBy[at] ?? -1) {
      steps.push(way)
      at = ((way & 1) === 0 ? from[way >> 1] : to[way >> 1]) ?? 0
    }
    return { end: at, steps: steps.reverse() }
  }
}

/** The node of the inside roads that lies nearest to a position; -1 where there is none. */
export function nearestNode(placed: PlacedNetwork, lng: number, lat: number): number {
  const { graph } = placed
  const scale = Math.cos((lat * Math.PI) / 180)
  let nearest = -1
  let best = Number.POSITIVE_INFINITY
  for (let node = 0; node < graph.nodeLng.length; node++) {
    // Nodes without an inside segment lie outside.
    if (graph.adjacency.start[node] === graph.adjacency.start[node + 1]) continue
    const x = ((graph.nodeLng[node] ?? 0) - lng) * scale
    const y = (graph.nodeLat[node] ?? 0) - lat
    if (x * x + y * y < best) {
      best = x * x + y * y
      nearest = node
    }
  }
  return nearest
}
