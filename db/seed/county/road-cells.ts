import { STEP_X, STEP_Y } from './cheapest-paths'
import type { Grid } from './field'

/**
 * Roads while they are still chains of cells: which cells and which steps between cells a road uses. Reads of typed
 * arrays bear `!`: every index is a cell of the grid or a direction 0 to 7.
 */
export type RoadClass = 'motorway' | 'trunk' | 'primary' | 'secondary' | 'tertiary' | 'unclassified' | 'track'

interface Stretch {
  /** At least two cells; ends on a cell of an earlier stretch, or at its road's end. */
  readonly cells: readonly number[]
  readonly roadClass: RoadClass
  readonly ref: string | null
  readonly name: string | null
}

export class RoadCells {
  readonly width: number
  /** Bit d is set where a road leaves the cell in direction d. */
  readonly steps: Uint8Array
  /** 1 beside a road, 2 on one. */
  readonly near: Uint8Array
  readonly stretches: Stretch[] = []
  readonly #offset: readonly number[]

  constructor(grid: Grid) {
    this.width = grid.width
    this.steps = new Uint8Array(grid.width * grid.height)
    this.near = new Uint8Array(grid.width * grid.height)
    this.#offset = STEP_X.map((dx, d) => STEP_Y[d]! * grid.width + dx)
  }

  isRoad(cell: number): boolean {
    return this.near[cell] === 2
  }

  hasStep(cell: number, direction: number): boolean {
    return (this.steps[cell]! & (1 << direction)) !== 0
  }

  /** Whether the diagonal step would cross a road's diagonal step without meeting it. */
  crossesDiagonal(cell: number, direction: number): boolean {
    if ((direction & 1) === 0) return false
    const side = cell + this.#offset[(direction + 7) & 7]!
    return this.hasStep(side, (direction + 2) & 7)
  }

  /** Adds of the path only what is new, as one stretch for each new part; returns how many cells long that is. */
  add(path: readonly number[], roadClass: RoadClass, ref: string | null, name: string | null): number {
    let part: number[] = []
    let added = 0
    const close = (): void => {
      if (part.length > 1) {
        this.stretches.push({ cells: part, roadClass, ref, name })
        added += part.length - 1
      }
      part = []
    }
    for (let i = 0; i + 1 < path.length; i++) {
      const from = path[i]!
      const to = path[i + 1]!
      const direction = this.#offset.indexOf(to - from)
      if (this.hasStep(from, direction)) {
        close()
        continue
      }
      if (part.length === 0) part.push(from)
      part.push(to)
      // A part ends where it meets a road that stood before, so that junctions are ends of stretches.
      if (this.isRoad(to)) close()
    }
    close()
    for (let i = 0; i + 1 < path.length; i++) {
      const from = path[i]!
      const direction = this.#offset.indexOf(path[i + 1]! - from)
      this.steps[from] = this.steps[from]! | (1 << direction)
      this.steps[path[i + 1]!] = this.steps[path[i + 1]!]! | (1 << ((direction + 4) & 7))
    }
    for (const cell of path) this.#mark(cell)
    return added
  }

  #mark(cell: number): void {
    this.near[cell] = 2
    for (const offset of this.#offset) {
      const beside = cell + offset
      if (this.near[beside] === 0) this.near[beside] = 1
    }
  }
}
