import type { Core } from './core'
import { leadsAway, leadsHere } from './graph'
import { FlowNetwork, UNLIMITED } from './max-flow'
import type { PlacedNetwork } from './placed-network'
import { LAPSED } from './reach'
import { BACKWARD, FORWARD } from './way-rules'

/** Sides of a cut, by node of the problem. */
export const SOURCE_SIDE = 0
export const SINK_SIDE = 1
const UNDECIDED = 2
/** A node that is not reached under working checkpoints, or is one: no part of the problem. */
const ABSENT = 3

/**
 * Which segments to watch so that places are not reached, as a minimum cut with the same price for every segment and direction
 * of travel. Its nodes are those of the graph, and after them one for each place, reached as soon as any node of its core is.
 * What is known already may be fixed on a side; only undecided nodes are solved for, and cost time.
 */
export class CutProblem {
  /** By node of the problem. */
  readonly side: Uint8Array
  private readonly firstPlace: number
  private readonly isSource: Uint8Array
  /** Number within the flow network of the solution under way. */
  private readonly local: Int32Array

  constructor(
    private readonly placed: PlacedNetwork,
    level: Uint8Array,
    private readonly cores: readonly Core[],
  ) {
    const { graph, network } = placed
    this.firstPlace = graph.nodeLng.length
    this.side = new Uint8Array(this.firstPlace + cores.length).fill(UNDECIDED)
    for (let node = 0; node < this.firstPlace; node++) {
      if ((level[node] ?? 0) > LAPSED) this.side[node] = ABSENT
    }
    this.isSource = new Uint8Array(this.firstPlace)
    for (const node of network.sources) this.isSource[node] = 1
    this.local = new Int32Array(this.side.length)
  }

  /** Every node that is a part of the problem. */
  allNodes(): Int32Array {
    const nodes = new Int32Array(this.side.length)
    let count = 0
    for (let node = 0; node < nodes.length; node++) if (this.side[node] !== ABSENT) nodes[count++] = node
    return nodes.slice(0, count)
  }

  /**
   * Decides the nodes of `undecided`, the others being fixed: the minimum cut nearest to the sources at that price of a point,
   * place i costing `capacityOf(i)` where it stays reached.
   */
  solve(undecided: Int32Array, price: number, capacityOf: (place: number) => number): void {
    const { side, local, firstPlace } = this
    const { graph } = this.placed
    const { start, entry, node: other } = graph.adjacency
    const source = 0
    const sink = 1
    undecided.forEach((node, at) => {
      side[node] = UNDECIDED
      local[node] = at + 2
    })
    const flow = new FlowNetwork(undecided.length + 2)
    for (const node of undecided) {
      const here = local[node] ?? 0
      if (node >= firstPlace) {
        const place = node - firstPlace
        for (const member of this.cores[place]?.nodes ?? []) {
          // A place that is not reached has no member that is: members on the sink's side add nothing.
          if (side[member] === UNDECIDED) flow.addEdge(local[member] ?? 0, here, UNLIMITED)
          else if (side[member] === SOURCE_SIDE) flow.addEdge(source, here, UNLIMITED)
        }
        flow.addEdge(here, sink, capacityOf(place))
        continue
      }
      if (this.isSource[node] === 1) flow.addEdge(source, here, UNLIMITED)
      const end = start[node + 1] ?? 0
      for (let at = start[node] ?? 0; at < end; at++) {
        const way = entry[at] ?? 0
        const neighbour = other[at] ?? 0
        const beyond = side[neighbour]
        const out = leadsAway(graph.arcs, way) ? price : 0
        const back = leadsHere(graph.arcs, way) ? price : 0
        // Between two undecided nodes the edge is added once, from the end where the drawing starts.
        if (beyond === UNDECIDED && (way & 1) === 0 && neighbour !== node) {
          flow.addEdge(here, local[neighbour] ?? 0, out, back)
        } else if (beyond === SOURCE_SIDE && back > 0) flow.addEdge(source, here, back)
        else if (beyond === SINK_SIDE && out > 0) flow.addEdge(here, sink, out)
      }
    }
    const { sourceSide } = flow.solve(source, sink)
    for (const node of undecided) side[node] = sourceSide[local[node] ?? 0] === 1 ? SOURCE_SIDE : SINK_SIDE
  }

  /** Segments to be watched, each once for each direction of travel that is cut, all nodes being decided. */
  cutSegments(): number[] {
    const { graph } = this.placed
    const segments: number[] = []
    for (let segment = 0; segment < graph.insideCount; segment++) {
      const from = this.side[graph.from[segment] ?? 0]
      const to = this.side[graph.to[segment] ?? 0]
      const arcs = graph.arcs[segment] ?? 0
      if ((arcs & FORWARD) !== 0 && from === SOURCE_SIDE && to === SINK_SIDE) segments.push(segment)
      if ((arcs & BACKWARD) !== 0 && to === SOURCE_SIDE && from === SINK_SIDE) segments.push(segment)
    }
    return segments
  }

  /** Whether a place stays reached, all nodes being decided. */
  isReached(place: number): boolean {
    return this.side[this.firstPlace + place] === SOURCE_SIDE
  }
}
