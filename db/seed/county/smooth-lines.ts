import type { Grid } from './field'

/**
 * Chains of cells become lines that look drawn by hand. Points are `x, y` pairs in cells, y southwards. Reads of lists
 * bear `!`: indices run below their length.
 */
export type Point = readonly [number, number]

export function cellPoint(cell: number, grid: Grid): Point {
  return [cell % grid.width, Math.floor(cell / grid.width)]
}

function gaussian(sigma: number): number[] {
  const radius = Math.ceil(2.6 * sigma)
  const weights = Array.from({ length: 2 * radius + 1 }, (_, i) => Math.exp(-((i - radius) ** 2) / (2 * sigma * sigma)))
  const sum = weights.reduce((a, b) => a + b, 0)
  return weights.map((w) => w / sum)
}

/** Smooths a line along itself; a closed one wraps, an open one is mirrored about its ends, so that they stay. */
export function smoothLine(points: readonly Point[], sigma: number, closed = false): Point[] {
  const weights = gaussian(sigma)
  const radius = (weights.length - 1) / 2
  const last = points.length - 1
  const at = (i: number): Point => {
    if (closed) return points[((i % points.length) + points.length) % points.length]!
    if (i < 0) {
      const p = points[Math.min(last, -i)]!
      return [2 * points[0]![0] - p[0], 2 * points[0]![1] - p[1]]
    }
    if (i > last) {
      const p = points[Math.max(0, 2 * last - i)]!
      return [2 * points[last]![0] - p[0], 2 * points[last]![1] - p[1]]
    }
    return points[i]!
  }
  return points.map((_, i) => {
    let x = 0
    let y = 0
    for (let k = 0; k < weights.length; k++) {
      const p = at(i + k - radius)
      x += weights[k]! * p[0]
      y += weights[k]! * p[1]
    }
    return [x, y] as const
  })
}

/** Moves the ends of a line to where they must meet others, and its neighbours along with them, less and less. */
export function pullEnds(points: Point[], start: Point | null, end: Point | null): Point[] {
  const last = points.length - 1
  const reach = Math.max(1, Math.min(last, 9))
  const shift = (to: Point | null, from: Point): Point => (to ? [to[0] - from[0], to[1] - from[1]] : [0, 0])
  const a = shift(start, points[0]!)
  const b = shift(end, points[last]!)
  return points.map(([x, y], i) => {
    const wa = Math.max(0, 1 - i / reach) ** 2
    const wb = Math.max(0, 1 - (last - i) / reach) ** 2
    return [x + a[0] * wa + b[0] * wb, y + a[1] * wa + b[1] * wb] as const
  })
}

/** Slow bending of the whole plane, so that nothing shows the grid. */
export class Warp {
  readonly #grid: Grid
  readonly #x: Float32Array
  readonly #y: Float32Array
  readonly #cells: number

  constructor(grid: Grid, x: Float32Array, y: Float32Array, cells: number) {
    this.#grid = grid
    this.#x = x
    this.#y = y
    this.#cells = cells
  }

  #sample(field: Float32Array, x: number, y: number): number {
    const { width, height } = this.#grid
    const cx = Math.min(width - 1.001, Math.max(0, x))
    const cy = Math.min(height - 1.001, Math.max(0, y))
    const ix = Math.floor(cx)
    const iy = Math.floor(cy)
    const fx = cx - ix
    const fy = cy - iy
    const i = iy * width + ix
    const top = field[i]! * (1 - fx) + field[i + 1]! * fx
    const bottom = field[i + width]! * (1 - fx) + field[i + width + 1]! * fx
    return top * (1 - fy) + bottom * fy
  }

  apply([x, y]: Point): Point {
    return [x + this.#cells * this.#sample(this.#x, x, y), y + this.#cells * this.#sample(this.#y, x, y)]
  }
}
