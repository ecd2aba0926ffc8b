/**
 * The memory of a shortest-path search over a graph of a fixed number of nodes: kept from one search to the next, so
 * that thousands of small searches neither allocate nor clear anything. A binary heap with lazy deletion.
 */
export class SearchSpace {
  private readonly distances: Float64Array
  private readonly stamps: Int32Array
  private stamp = 0
  private keys = new Float64Array(256)
  private values = new Int32Array(256)
  private heapSize = 0
  /** Nodes settled by this search, in order of distance. */
  readonly settled: Int32Array
  settledCount = 0

  constructor(readonly nodeCount: number) {
    this.distances = new Float64Array(nodeCount)
    this.stamps = new Int32Array(nodeCount)
    this.settled = new Int32Array(nodeCount)
  }

  begin(): void {
    this.stamp += 1
    this.heapSize = 0
    this.settledCount = 0
  }

  /** Metres from the start, or Infinity where this search has not come. */
  distance(node: number): number {
    return this.stamps[node] === this.stamp ? (this.distances[node] ?? 0) : Number.POSITIVE_INFINITY
  }

  /** Notes that the node can be reached in so many metres. True where that is news. */
  offer(node: number, metres: number): boolean {
    if (metres >= this.distance(node)) return false
    this.stamps[node] = this.stamp
    this.distances[node] = metres
    this.push(metres, node)
    return true
  }

  /** Settles the nearest open node; -1 where none is left. */
  next(): number {
    while (this.heapSize > 0) {
      const key = this.keys[0] ?? 0
      const node = this.values[0] ?? -1
      this.pop()
      if (key === this.distances[node]) {
        this.settled[this.settledCount++] = node
        return node
      }
    }
    return -1
  }

  private push(key: number, value: number): void {
    if (this.heapSize === this.keys.length) {
      const keys = new Float64Array(this.heapSize * 2)
      keys.set(this.keys)
      this.keys = keys
      const values = new Int32Array(this.heapSize * 2)
      values.set(this.values)
      this.values = values
    }
    const { keys, values } = this
    let at = this.heapSize++
    while (at > 0) {
      const parent = (at - 1) >> 1
      const parentKey = keys[parent]! // parents of a heap's places are within the heap
      if (parentKey <= key) break
      keys[at] = parentKey
      values[at] = values[parent]!
      at = parent
    }
    keys[at] = key
    values[at] = value
  }

  private pop(): void {
    const { keys, values } = this
    const size = --this.heapSize
    if (size === 0) return
    const key = keys[size]! // the last of a heap that was not empty
    const value = values[size]!
    let at = 0
    for (;;) {
      let child = at * 2 + 1
      if (child >= size) break
      if (child + 1 < size && keys[child + 1]! < keys[child]!) child += 1
      if (keys[child]! >= key) break
      keys[at] = keys[child]!
      values[at] = values[child]!
      at = child
    }
    keys[at] = key
    values[at] = value
  }
}
