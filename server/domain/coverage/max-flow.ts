import { GrowableFloats, GrowableInts } from './growable'

/** More than any cut of real edges can be. Capacities are whole numbers, so sums stay exact. */
export const UNLIMITED = 2 ** 52

/**
 * Minimum cuts by push-relabel, run backwards: what the sink asks for is pushed towards the source, each unit to the nearest
 * node that is one step closer, and what finds no way stays where it is (the gap heuristic sees that at once). On road
 * networks this takes a few passes where Dinic's algorithm takes one for every length of way: 300 places in a county of
 * 500,000 segments made hundreds. Running backwards also gives the minimum cut nearest to the source.
 */
export class FlowNetwork {
  private readonly tail = new GrowableInts()
  private readonly head = new GrowableInts()
  private readonly capacities = new GrowableFloats()

  constructor(readonly nodeCount: number) {}

  /** Adds an edge with a capacity each way. */
  addEdge(from: number, to: number, capacity: number, reverseCapacity = 0): void {
    this.tail.push(from)
    this.tail.push(to)
    this.head.push(to)
    this.head.push(from)
    this.capacities.push(capacity)
    this.capacities.push(reverseCapacity)
  }

  /**
   * The value of a minimum cut and, of all minimum cuts, the nodes on the source's side of the one nearest to it. `flow` is that
   * of an edge, counted as they were added, against its drawing below 0. At every node at least as much goes out as comes
   * in: what came from the source can be followed to the sink, and what nobody sent for is left over on the way.
   */
  solve(source: number, sink: number): { value: number; sourceSide: Uint8Array; flow(edge: number): number } {
    const capacities = this.capacities.finish()
    const left = capacities.slice()
    const solver = new PushRelabel(this.nodeCount, this.tail.finish(), this.head.finish(), left)
    const flow = (edge: number) => (capacities[edge * 2] ?? 0) - (left[edge * 2] ?? 0)
    return { ...solver.solve(source, sink), flow }
  }
}

/** One run. Arc a goes from `tail[a]` to `head[a]`, its reverse is a ^ 1; flow is pushed against the arcs. */
class PushRelabel {
  /** Arcs by tail: those of node n are `arcs[start[n]]` up to `arcs[start[n + 1]]`. */
  private readonly start: Int32Array
  private readonly arcs: Int32Array
  private readonly excess: Float64Array
  /** Steps to the source at least; `nodeCount` where there is no way. */
  private readonly height: Int32Array
  /** Nodes of each height in doubly linked lists, to find those above a gap. */
  private readonly listHead: Int32Array
  private readonly listNext: Int32Array
  private readonly listBefore: Int32Array
  private highest = 0
  /** Where each node goes on among its arcs. */
  private readonly current: Int32Array
  /** Nodes with excess that may find a way, first come first served. */
  private readonly queue: Int32Array
  private readonly isQueued: Uint8Array
  private queueStart = 0
  private queued = 0

  constructor(
    private readonly nodeCount: number,
    tail: Int32Array,
    private readonly head: Int32Array,
    private readonly left: Float64Array,
  ) {
    const start = new Int32Array(nodeCount + 1)
    for (let arc = 0; arc < tail.length; arc++) start[tail[arc]! + 1]! += 1 // nodes are below nodeCount
    for (let node = 0; node < nodeCount; node++) start[node + 1]! += start[node]!
    this.arcs = new Int32Array(tail.length)
    const fill = start.slice(0, nodeCount)
    for (let arc = 0; arc < tail.length; arc++) this.arcs[fill[tail[arc]!]!++] = arc
    this.start = start
    this.excess = new Float64Array(nodeCount)
    this.height = new Int32Array(nodeCount)
    this.listHead = new Int32Array(nodeCount + 1)
    this.listNext = new Int32Array(nodeCount)
    this.listBefore = new Int32Array(nodeCount)
    this.current = new Int32Array(nodeCount)
    this.queue = new Int32Array(nodeCount)
    this.isQueued = new Uint8Array(nodeCount)
  }

  solve(source: number, sink: number): { value: number; sourceSide: Uint8Array } {
    const { nodeCount, start, arcs, head, left, excess, height } = this
    for (let at = start[sink]!; at < start[sink + 1]!; at++) {
      const arc = arcs[at]!
      const asked = left[arc ^ 1]!
      left[arc ^ 1] = 0
      left[arc]! += asked
      excess[head[arc]!]! += asked
    }
    this.measureHeights(source, sink)
    for (let node = 0; node < nodeCount; node++) {
      if (excess[node]! > 0 && node !== source && node !== sink) this.enqueue(node)
    }
    let work = 0
    const workBetweenMeasures = arcs.length * 4 + nodeCount
    while (this.queued > 0) {
      const node = this.queue[this.queueStart]!
      this.queueStart = this.queueStart + 1 === nodeCount ? 0 : this.queueStart + 1
      this.queued -= 1
      this.isQueued[node] = 0
      work += this.discharge(node, source, sink)
      if (work > workBetweenMeasures) {
        work = 0
        this.measureHeights(source, sink)
      }
    }
    this.measureHeights(source, sink)
    const sourceSide = new Uint8Array(nodeCount)
    for (let node = 0; node < nodeCount; node++) sourceSide[node] = height[node]! < nodeCount ? 1 : 0
    return { value: excess[source]!, sourceSide }
  }

  private enqueue(node: number): void {
    if (this.isQueued[node] === 1 || this.height[node]! >= this.nodeCount) return
    this.isQueued[node] = 1
    let at = this.queueStart + this.queued
    if (at >= this.nodeCount) at -= this.nodeCount
    this.queue[at] = node
    this.queued += 1
  }

  /** Pushes a node's excess one step closer to the source, raising it while it has to. Returns how many arcs it looked at. */
  private discharge(node: number, source: number, sink: number): number {
    const { nodeCount, start, arcs, head, left, excess, height, current } = this
    let work = 0
    const end = start[node + 1]!
    while (excess[node]! > 0 && height[node]! < nodeCount) {
      const level = height[node]!
      let at = current[node]!
      for (; at < end && excess[node]! > 0; at++) {
        work += 1
        const arc = arcs[at]!
        const room = left[arc ^ 1]!
        const to = head[arc]!
        if (room <= 0 || height[to] !== level - 1) continue
        const pushed = Math.min(excess[node]!, room)
        left[arc ^ 1] = room - pushed
        left[arc]! += pushed
        excess[node]! -= pushed
        excess[to]! += pushed
        if (to !== source && to !== sink) this.enqueue(to)
        // The arc may have room left: come back to it first.
        if (excess[node] === 0) break
      }
      current[node] = at
      if (at < end || excess[node] === 0) continue
      work += end - start[node]!
      this.raise(node)
    }
    return work
  }

  /** Raises a node to just above its lowest neighbour with room. */
  private raise(node: number): void {
    const { nodeCount, start, arcs, head, left, height } = this
    const old = height[node]!
    let lowest = nodeCount
    for (let at = start[node]!; at < start[node + 1]!; at++) {
      const arc = arcs[at]!
      if (left[arc ^ 1]! > 0 && height[head[arc]!]! < lowest) lowest = height[head[arc]!]!
    }
    this.unlist(node)
    height[node] = Math.min(lowest + 1, nodeCount)
    if (height[node]! < nodeCount) this.list(node)
    this.current[node] = start[node]!
    if (this.listHead[old]! < 0) this.closeGap(old)
  }

  /** No node is left at that height: nothing above it can reach the source any more. */
  private closeGap(gap: number): void {
    for (let level = gap + 1; level <= this.highest; level++) {
      for (let node = this.listHead[level]!; node >= 0; node = this.listNext[node]!) this.height[node] = this.nodeCount
      this.listHead[level] = -1
    }
    this.highest = gap
  }

  private list(node: number): void {
    const level = this.height[node]!
    const first = this.listHead[level]!
    this.listNext[node] = first
    this.listBefore[node] = -1
    if (first >= 0) this.listBefore[first] = node
    this.listHead[level] = node
    if (level > this.highest) this.highest = level
  }

  private unlist(node: number): void {
    const before = this.listBefore[node]!
    const next = this.listNext[node]!
    if (before >= 0) this.listNext[before] = next
    else this.listHead[this.height[node]!] = next
    if (next >= 0) this.listBefore[next] = before
  }

  /** Measures every node's steps to the source along arcs with room. */
  private measureHeights(source: number, sink: number): void {
    const { nodeCount, start, arcs, head, left, height } = this
    height.fill(nodeCount)
    this.listHead.fill(-1)
    this.highest = 0
    for (let node = 0; node < nodeCount; node++) this.current[node] = start[node]!
    const order = new Int32Array(nodeCount)
    height[source] = 0
    this.list(source)
    order[0] = source
    let found = 1
    for (let at = 0; at < found; at++) {
      const node = order[at]!
      for (let i = start[node]!; i < start[node + 1]!; i++) {
        const arc = arcs[i]!
        const to = head[arc]!
        if (left[arc]! <= 0 || to === sink || height[to]! < nodeCount) continue
        height[to] = height[node]! + 1
        this.list(to)
        order[found++] = to
      }
    }
  }
}
