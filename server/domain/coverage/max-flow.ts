import { GrowableFloats, GrowableInts } from './growable'

/** More than any cut of real edges can be. Capacities are whole numbers, so sums stay exact. */
export const UNLIMITED = 2 ** 52

/**
 * Maximum flow by Dinic's algorithm, without recursion, in arrays that grow with the edges.
 * Edge e and its reverse are 2e and 2e + 1.
 */
export class FlowNetwork {
  private readonly tail = new GrowableInts()
  private readonly head = new GrowableInts()
  private readonly capacities = new GrowableFloats()

  constructor(readonly nodeCount: number) {}

  /** Adds an edge with a capacity each way and gives its number. */
  addEdge(from: number, to: number, capacity: number, reverseCapacity = 0): number {
    const edge = this.tail.length / 2
    this.tail.push(from)
    this.tail.push(to)
    this.head.push(to)
    this.head.push(from)
    this.capacities.push(capacity)
    this.capacities.push(reverseCapacity)
    return edge
  }

  /** The value of a maximum flow and the nodes that the residual graph reaches from the source: the minimum cut nearest to it. */
  solve(source: number, sink: number): { value: number; sourceSide: Uint8Array } {
    const tail = this.tail.finish()
    const head = this.head.finish()
    const left = this.capacities.finish()
    const start = new Int32Array(this.nodeCount + 1)
    for (let arc = 0; arc < tail.length; arc++) start[tail[arc]! + 1]! += 1 // nodes are below nodeCount
    for (let node = 0; node < this.nodeCount; node++) start[node + 1]! += start[node]!
    const arcs = new Int32Array(tail.length)
    const fill = start.slice(0, this.nodeCount)
    for (let arc = 0; arc < tail.length; arc++) arcs[fill[tail[arc]!]!++] = arc

    const level = new Int32Array(this.nodeCount)
    const queue = new Int32Array(this.nodeCount)
    const next = new Int32Array(this.nodeCount)
    const path = new Int32Array(this.nodeCount)
    const layer = (): boolean => {
      level.fill(-1)
      level[source] = 0
      queue[0] = source
      let filled = 1
      for (let at = 0; at < filled; at++) {
        const node = queue[at]!
        for (let i = start[node]!; i < start[node + 1]!; i++) {
          const arc = arcs[i]!
          const to = head[arc]!
          if (left[arc]! > 0 && level[to]! < 0) {
            level[to] = level[node]! + 1
            queue[filled++] = to
          }
        }
      }
      return level[sink]! >= 0
    }

    let value = 0
    while (layer()) {
      next.set(start.subarray(0, this.nodeCount))
      let depth = 0
      let node = source
      for (;;) {
        if (node === sink) {
          let least = Number.POSITIVE_INFINITY
          for (let i = 0; i < depth; i++) least = Math.min(least, left[path[i]!]!)
          let back = depth
          for (let i = depth - 1; i >= 0; i--) {
            const arc = path[i]!
            left[arc]! -= least
            left[arc ^ 1]! += least
            if (left[arc] === 0) back = i
          }
          value += least
          depth = back
          node = tail[path[back]!]!
          continue
        }
        let goesOn = false
        while (next[node]! < start[node + 1]!) {
          const arc = arcs[next[node]!]!
          const to = head[arc]!
          if (left[arc]! > 0 && level[to] === level[node]! + 1) {
            path[depth++] = arc
            node = to
            goesOn = true
            break
          }
          next[node]! += 1
        }
        if (goesOn) continue
        if (node === source) break
        depth -= 1
        node = tail[path[depth]!]!
        next[node]! += 1
      }
    }
    const sourceSide = new Uint8Array(this.nodeCount)
    for (let node = 0; node < this.nodeCount; node++) sourceSide[node] = level[node]! >= 0 ? 1 : 0
    return { value, sourceSide }
  }
}
