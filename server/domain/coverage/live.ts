import type { CrossingState } from './crossing-walk'
import { CrossingWalker } from './crossing-walk'
import { crossingsOf } from './crossings'
import type { PlacedNetwork } from './placed-network'
import type { CheckpointState } from './points'
import { EXPOSED, LAPSED, reach, reachSpace, segmentStates, UNREACHABLE } from './reach'
import { markStops } from './stops'

/** A run of segment numbers from the first to the last, both included. */
type SegmentRange = [from: number, to: number]

/** Coverage as the wire carries it, less its version. Inside segments in none of the ranges are monitored. */
export interface LiveCoverageState {
  /** Names the numbering of segments: the network of `GET /roads/:network`. */
  network: string
  crossings: { id: string; state: CrossingState; group?: string }[]
  segments: { exposed: SegmentRange[]; lapsed: SegmentRange[]; unreachable: SegmentRange[] }
}

/**
 * Coverage of a placed network as states of checkpoints change. Keeps its memory and what it knows of crossings: after a
 * change every segment is asked again (one search over all roads), of the crossings only those with a changed point
 * within their apron. New or moved points want a new placed network and a new one of these.
 */
export class LiveCoverage {
  private readonly stops: Uint8Array
  private readonly before: Uint8Array
  private readonly space
  private readonly states: Uint8Array
  private readonly walker: CrossingWalker
  private readonly crossingStates: (CrossingState | null)[]
  /** For every node that a checkpoint or closure controls the crossings whose state can hang on it. */
  private readonly watchers: ReadonlyMap<number, readonly number[]>

  constructor(readonly placed: PlacedNetwork) {
    const nodeCount = placed.graph.nodeLng.length
    this.stops = new Uint8Array(nodeCount)
    this.before = new Uint8Array(nodeCount)
    this.space = reachSpace(nodeCount)
    this.states = new Uint8Array(placed.graph.insideCount)
    this.walker = new CrossingWalker(placed)
    const crossings = crossingsOf(placed.network)
    this.crossingStates = crossings.map(() => null)
    const watchers = new Map<number, number[]>()
    for (const { nodes } of [...placed.checkpoints, ...placed.closures])
      for (const node of nodes) watchers.set(node, [])
    crossings.forEach((crossing, at) => {
      for (const node of this.walker.nodesWithinApron(crossing)) watchers.get(node)?.push(at)
    })
    this.watchers = watchers
  }

  /** Coverage under these states, in the order of the placed checkpoints; `lifted` closures by index do not stand. */
  update(states: readonly CheckpointState[], lifted: (closure: number) => boolean = () => false): LiveCoverageState {
    const { placed } = this
    markStops(placed, states, this.stops, lifted)
    reach(placed.graph, placed.network.sources, this.stops, this.space)
    segmentStates(placed.graph, this.space.level, this.states)
    for (const [node, crossings] of this.watchers) {
      if (this.stops[node] === this.before[node]) continue
      for (const at of crossings) this.crossingStates[at] = null
    }
    this.before.set(this.stops)
    const crossings = crossingsOf(placed.network).map((crossing, at) => {
      const state = this.crossingStates[at] ?? this.walker.stateOf(crossing, this.stops)
      this.crossingStates[at] = state
      const { id, group } = crossing
      return group === id ? { id, state } : { id, state, group }
    })
    return {
      network: placed.id,
      crossings,
      segments: {
        exposed: rangesOf(this.states, EXPOSED),
        lapsed: rangesOf(this.states, LAPSED),
        unreachable: rangesOf(this.states, UNREACHABLE),
      },
    }
  }

  /** The state of every inside segment by number (indices of SEGMENT_STATES) after the last update. */
  segmentStates(): Uint8Array {
    return this.states
  }
}

/** The runs of one state, each from first to last, both included. */
function rangesOf(states: Uint8Array, wanted: number): SegmentRange[] {
  const ranges: SegmentRange[] = []
  let from = -1
  for (let segment = 0; segment < states.length; segment++) {
    if (states[segment] === wanted) {
      if (from < 0) from = segment
    } else if (from >= 0) {
      ranges.push([from, segment - 1])
      from = -1
    }
  }
  if (from >= 0) ranges.push([from, states.length - 1])
  return ranges
}
