import type { Random } from './random'

/**
 * Scalar fields on the cell grid, row by row from the north-west. Reads of typed arrays bear `!` here: every index is
 * made from a row and a column of the grid.
 */
export interface Grid {
  readonly width: number
  readonly height: number
}

function blurRows(from: Float32Array, to: Float32Array, width: number, height: number, radius: number): void {
  const scale = 1 / (2 * radius + 1)
  for (let y = 0; y < height; y++) {
    const row = y * width
    let sum = 0
    for (let k = -radius; k <= radius; k++) sum += from[row + Math.min(width - 1, Math.max(0, k))]!
    for (let x = 0; x < width; x++) {
      to[row + x] = sum * scale
      sum += from[row + Math.min(width - 1, x + radius + 1)]! - from[row + Math.max(0, x - radius)]!
    }
  }
}

function transpose(from: Float32Array, to: Float32Array, width: number, height: number): void {
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) to[x * height + y] = from[y * width + x]!
}

/** Three box blurs each way: within a few per cent of a Gaussian of `sigma` cells. */
function blur(field: Float32Array, grid: Grid, sigma: number): Float32Array {
  const radius = Math.max(1, Math.round((Math.sqrt(4 * sigma * sigma + 1) - 1) / 2))
  const { width, height } = grid
  let now = field.slice()
  let other = new Float32Array(field.length)
  for (const [w, h] of [
    [width, height],
    [height, width],
  ] as const) {
    for (let i = 0; i < 3; i++) {
      blurRows(now, other, w, h, radius)
      ;[now, other] = [other, now]
    }
    transpose(now, other, w, h)
    ;[now, other] = [other, now]
  }
  return now
}

/** Smooth random field of mean 0 and variance 1, whose features are some `sigma` cells wide. */
export function noise(random: Random, grid: Grid, sigma: number): Float32Array {
  const field = new Float32Array(grid.width * grid.height)
  for (let i = 0; i < field.length; i++) field[i] = random.normal()
  const smooth = blur(field, grid, sigma)
  let sum = 0
  let squares = 0
  for (const value of smooth) {
    sum += value
    squares += value * value
  }
  const mean = sum / smooth.length
  const scale = 1 / Math.sqrt(Math.max(1e-12, squares / smooth.length - mean * mean))
  for (let i = 0; i < smooth.length; i++) smooth[i] = (smooth[i]! - mean) * scale
  return smooth
}

/** Shifts and stretches a field in place so that it runs from 0 to 1. */
export function stretch(field: Float32Array): Float32Array {
  let low = Infinity
  let high = -Infinity
  for (const value of field) {
    low = Math.min(low, value)
    high = Math.max(high, value)
  }
  const scale = 1 / Math.max(1e-12, high - low)
  for (let i = 0; i < field.length; i++) field[i] = (field[i]! - low) * scale
  return field
}

/** Distance in cells of every cell to the nearest marked one (two-pass chamfer 1, √2). */
export function distanceTo(marked: Uint8Array, grid: Grid): Float32Array {
  const { width, height } = grid
  const d = new Float32Array(marked.length)
  for (let i = 0; i < d.length; i++) d[i] = marked[i]! > 0 ? 0 : 1e6
  const relax = (i: number, j: number, step: number): void => {
    if (d[j]! + step < d[i]!) d[i] = d[j]! + step
  }
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x
      if (x > 0) relax(i, i - 1, 1)
      if (y > 0) relax(i, i - width, 1)
      if (x > 0 && y > 0) relax(i, i - width - 1, Math.SQRT2)
      if (x < width - 1 && y > 0) relax(i, i - width + 1, Math.SQRT2)
    }
  }
  for (let y = height - 1; y >= 0; y--) {
    for (let x = width - 1; x >= 0; x--) {
      const i = y * width + x
      if (x < width - 1) relax(i, i + 1, 1)
      if (y < height - 1) relax(i, i + width, 1)
      if (x < width - 1 && y < height - 1) relax(i, i + width + 1, Math.SQRT2)
      if (x > 0 && y < height - 1) relax(i, i + width - 1, Math.SQRT2)
    }
  }
  return d
}
