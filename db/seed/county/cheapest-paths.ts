import type { Grid } from './field'

/**
 * Dijkstra over the eight neighbours of a cell with whole-number costs: a ring of buckets, each a doubly linked list
 * through the cells, so that a search allocates nothing. Reads of typed arrays bear `!`: every index is a cell of the
 * grid, a direction 0 to 7, or a bucket of the ring.
 */
export type StepCost = (from: number, to: number, direction: number) => number

/** Cost of a step that may not be taken. */
export const BARRED = -1
/** Costs are cut to this, before the √2 of a diagonal step. */
const DEAREST_STEP = 11000

const RING = 16384
const RING_MASK = RING - 1

/** East, south-east, south, … clockwise: odd directions are diagonal, the opposite is 4 further. */
export const STEP_X = [1, 1, 0, -1, -1, -1, 0, 1] as const
export const STEP_Y = [0, 1, 1, 1, 0, -1, -1, -1] as const

export class CheapestPaths {
  readonly #width: number
  readonly #height: number
  readonly #cost: Int32Array
  readonly #arrival: Int8Array
  readonly #next: Int32Array
  readonly #previous: Int32Array
  readonly #ring = new Int32Array(RING).fill(-1)
  #touched: number[] = []
  readonly #offset: number[]

  constructor(grid: Grid) {
    const size = grid.width * grid.height
    this.#width = grid.width
    this.#height = grid.height
    this.#cost = new Int32Array(size).fill(-1)
    this.#arrival = new Int8Array(size).fill(-1)
    this.#next = new Int32Array(size)
    this.#previous = new Int32Array(size)
    this.#offset = STEP_X.map((dx, d) => STEP_Y[d]! * grid.width + dx)
  }

  #push(cell: number, cost: number): void {
    const bucket = cost & RING_MASK
    const head = this.#ring[bucket]!
    this.#next[cell] = head
    this.#previous[cell] = -1
    if (head >= 0) this.#previous[head] = cell
    this.#ring[bucket] = cell
  }

  #remove(cell: number, cost: number): void {
    const next = this.#next[cell]!
    const previous = this.#previous[cell]!
    if (next >= 0) this.#previous[next] = previous
    if (previous >= 0) this.#next[previous] = next
    else this.#ring[cost & RING_MASK] = next
  }

  /**
   * Spreads from the sources in order of cost until `wanted` cells for which `isTarget` holds are settled, or nothing
   * is left within `limit`. Returns those cells, cheapest first. `pathTo` reads the tree until the next search.
   */
  spread(
    sources: Iterable<number>,
    step: StepCost,
    isTarget: (cell: number) => boolean = () => false,
    wanted = Infinity,
    limit = Infinity,
  ): number[] {
    for (const cell of this.#touched) {
      this.#cost[cell] = -1
      this.#arrival[cell] = -1
    }
    this.#touched = []
    const found: number[] = []
    let queued = 0
    for (const cell of sources) {
      if (this.#cost[cell]! >= 0) continue
      this.#cost[cell] = 0
      this.#touched.push(cell)
      this.#push(cell, 0)
      queued++
    }
    const width = this.#width
    const height = this.#height
    for (let now = 0; queued > 0 && now <= limit; now++) {
      for (;;) {
        const cell = this.#ring[now & RING_MASK]!
        if (cell < 0) break
        this.#remove(cell, now)
        queued--
        if (isTarget(cell)) {
          found.push(cell)
          if (found.length >= wanted) {
            this.#drain()
            return found
          }
        }
        const x = cell % width
        const y = (cell - x) / width
        for (let d = 0; d < 8; d++) {
          const nx = x + STEP_X[d]!
          const ny = y + STEP_Y[d]!
          if (nx < 0 || ny < 0 || nx >= width || ny >= height) continue
          const other = cell + this.#offset[d]!
          const known = this.#cost[other]!
          if (known >= 0 && known <= now) continue
          let price = step(cell, other, d)
          if (price < 0) continue
          if (price > DEAREST_STEP) price = DEAREST_STEP
          const cost = now + Math.max(1, d & 1 ? Math.round(price * Math.SQRT2) : Math.round(price))
          if (known < 0) this.#touched.push(other)
          else if (cost >= known) continue
          else {
            this.#remove(other, known)
            queued--
          }
          this.#cost[other] = cost
          this.#arrival[other] = d
          this.#push(other, cost)
          queued++
        }
      }
    }
    this.#drain()
    return found
  }

  /** Empties the ring; what was still queued keeps a cost that is only an upper bound. */
  #drain(): void {
    this.#ring.fill(-1)
  }

  costOf(cell: number): number {
    return this.#cost[cell]!
  }

  /** The cells from a source to `cell`, both included; empty where the search did not come. */
  pathTo(cell: number): number[] {
    if (this.#cost[cell]! < 0) return []
    const path = [cell]
    for (let now = cell; ; ) {
      const d = this.#arrival[now]!
      if (d < 0) break
      now -= this.#offset[d]!
      path.push(now)
    }
    return path.reverse()
  }
}
