import { CheapestPaths } from './cheapest-paths'
import { distanceTo, type Grid } from './field'
import type { Terrain } from './terrain'

/**
 * The county line along the ridges. Reads of typed arrays bear `!`: every index is a cell of the grid; reads of lists
 * bear it where the index runs below their length.
 */
export interface Boundary {
  /** The closed ring of cells, first not repeated. */
  readonly ring: readonly number[]
  /** 1 where the cell is inside the line. */
  readonly inside: Uint8Array
  /** Cells to the line. */
  readonly lineDistance: Float32Array
}

/** Half axes of the ellipse that the line keeps near, as shares of the grid. */
const HALF_WIDTH = 0.4
const HALF_HEIGHT = 0.39

function ellipse(grid: Grid, cell: number): { radius: number; angle: number } {
  const x = ((cell % grid.width) - grid.width / 2) / (grid.width * HALF_WIDTH)
  const y = (Math.floor(cell / grid.width) - grid.height / 2) / (grid.height * HALF_HEIGHT)
  return { radius: Math.hypot(x, y), angle: Math.atan2(y, x) }
}

function anchors(terrain: Terrain, count: number): number[] {
  const { grid, height } = terrain
  const best = new Int32Array(count).fill(-1)
  const turn = (2 * Math.PI) / count
  for (let cell = 0; cell < height.length; cell++) {
    const { radius, angle } = ellipse(grid, cell)
    if (radius < 0.86 || radius > 1.13) continue
    const sector = Math.floor((angle + Math.PI) / turn) % count
    // Only the middle of a sector, so that neighbours never stand side by side.
    const off = Math.abs((angle + Math.PI) / turn - sector - 0.5)
    if (off > 0.28) continue
    const known = best[sector]!
    if (known < 0 || height[cell]! > height[known]!) best[sector] = cell
  }
  return [...best].filter((cell) => cell >= 0)
}

/** Drops what a walk does twice: from a cell it comes back to, it goes on as if it had not left. */
function withoutSpurs(cells: number[]): number[] {
  const at = new Map<number, number>()
  const kept: number[] = []
  for (const cell of cells) {
    const before = at.get(cell)
    if (before !== undefined) {
      if (kept.length - before > cells.length / 2) {
        // The walk is home again but for a tail at its start.
        return kept.slice(before)
      }
      for (const dropped of kept.splice(before + 1)) at.delete(dropped)
      continue
    }
    at.set(cell, kept.length)
    kept.push(cell)
  }
  return kept
}

function fill(ring: readonly number[], grid: Grid): Uint8Array {
  // Even-odd by rows on the closed polygon through the cell centres; cells of the ring count as inside.
  const inside = new Uint8Array(grid.width * grid.height)
  const crossings: number[][] = Array.from({ length: grid.height }, () => [])
  for (let i = 0; i < ring.length; i++) {
    const a = ring[i]!
    const b = ring[(i + 1) % ring.length]!
    const ay = Math.floor(a / grid.width)
    const by = Math.floor(b / grid.width)
    if (ay === by) continue
    const upper = ay < by ? a : b
    // Half-open in y: a step of one row belongs to its upper end.
    crossings[Math.min(ay, by)]!.push(upper % grid.width)
  }
  for (let y = 0; y < grid.height; y++) {
    const row = crossings[y]!.sort((p, q) => p - q)
    for (let k = 0; k + 1 < row.length; k += 2)
      inside.fill(1, y * grid.width + row[k]!, y * grid.width + row[k + 1]! + 1)
  }
  for (const cell of ring) inside[cell] = 1
  return inside
}

export function makeBoundary(terrain: Terrain, anchorCount: number): Boundary {
  const { grid, height, hardness } = terrain
  const radius = new Float32Array(height.length)
  for (let cell = 0; cell < height.length; cell++) radius[cell] = ellipse(grid, cell).radius
  const paths = new CheapestPaths(grid)
  const corners = anchors(terrain, anchorCount)
  const walk: number[] = []
  for (let i = 0; i < corners.length; i++) {
    const from = corners[i]!
    const to = corners[(i + 1) % corners.length]!
    paths.spread(
      [from],
      (_from, cell) => {
        const away = Math.max(0, Math.abs(radius[cell]! - 1) - 0.13)
        return (20 + 2500 * Math.exp(-8 * height[cell]!)) * Math.exp(0.45 * hardness[cell]!) + 6000 * away
      },
      (cell) => cell === to,
      1,
    )
    walk.push(...paths.pathTo(to).slice(0, -1))
  }
  const ring = withoutSpurs(walk)
  const line = new Uint8Array(height.length)
  for (const cell of ring) line[cell] = 1
  return { ring, inside: fill(ring, grid), lineDistance: distanceTo(line, grid) }
}
