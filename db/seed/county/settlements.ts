import type { Boundary } from './boundary'
import type { Random } from './random'
import type { Terrain } from './terrain'

/** Where people live, as cells. Reads of typed arrays bear `!`: every index is a cell of the grid. */
export interface Settlement {
  readonly cell: number
  readonly rank: 'county-seat' | 'town' | 'village'
  readonly inside: boolean
}

const TOWN_SPACING = 40
const OUTER_TOWN_SPACING = 46
const VILLAGE_SPACING = 9.5
/** Places keep this many cells off the line, so that each is plainly inside or outside. */
const LINE_MARGIN = 5

export function settle(random: Random, terrain: Terrain, boundary: Boundary, townCount: number): Settlement[] {
  const { grid, height, waterDistance, flow } = terrain
  const { width } = grid
  const nearTown = new Uint8Array(height.length)
  const nearPlace = new Uint8Array(height.length)
  const settlements: Settlement[] = []

  const disc = (mask: Uint8Array, cell: number, radius: number): void => {
    const cx = cell % width
    const cy = Math.floor(cell / width)
    const r = Math.ceil(radius)
    for (let y = Math.max(0, cy - r); y <= Math.min(grid.height - 1, cy + r); y++) {
      for (let x = Math.max(0, cx - r); x <= Math.min(width - 1, cx + r); x++) {
        if ((x - cx) ** 2 + (y - cy) ** 2 <= radius * radius) mask[y * width + x] = 1
      }
    }
  }
  const add = (cell: number, rank: Settlement['rank'], spacing: number): void => {
    settlements.push({ cell, rank, inside: boundary.inside[cell]! > 0 })
    disc(nearTown, cell, spacing)
    disc(nearPlace, cell, rank === 'village' ? random.between(VILLAGE_SPACING * 0.85, VILLAGE_SPACING * 1.5) : 11)
  }
  /** Flow of the nearest water within three cells: a town wants a river, not a rill. */
  const riverNear = (cell: number): number => {
    let most = 0
    for (let dy = -3; dy <= 3; dy++)
      for (let dx = -3; dx <= 3; dx++) most = Math.max(most, flow[cell + dy * width + dx] ?? 0)
    return most
  }
  const margin = 8
  const usable: number[] = []
  for (let y = margin; y < grid.height - margin; y++) {
    for (let x = margin; x < width - margin; x++) {
      const cell = y * width + x
      const off = waterDistance[cell]!
      if (off >= 1.4 && off <= 5 && height[cell]! < 0.6 && boundary.lineDistance[cell]! > LINE_MARGIN) usable.push(cell)
    }
  }

  const toMiddle = (cell: number): number =>
    Math.hypot(((cell % width) - width / 2) / width, (Math.floor(cell / width) - grid.height / 2) / grid.height)
  const seatOf = (cell: number): number =>
    toMiddle(cell) * 4 + height[cell]! * 3 - 0.35 * Math.log2(1 + riverNear(cell))
  let seat = usable[0] ?? 0
  let seatScore = Infinity
  for (const cell of usable) {
    if (boundary.inside[cell]! === 0 || toMiddle(cell) > 0.16) continue
    const score = seatOf(cell)
    if (score < seatScore) {
      seat = cell
      seatScore = score
    }
  }
  add(seat, 'county-seat', TOWN_SPACING * 0.9)

  const scored = usable.map((cell) => ({
    cell,
    score: height[cell]! * 4 - 0.12 * Math.log2(1 + riverNear(cell)) + random.between(0, 1.5),
  }))
  scored.sort((a, b) => a.score - b.score || a.cell - b.cell)
  let towns = 0
  for (const { cell } of scored) {
    if (towns >= townCount) break
    if (boundary.inside[cell]! === 0 || nearTown[cell]! > 0 || boundary.lineDistance[cell]! < 12) continue
    add(cell, 'town', TOWN_SPACING)
    towns++
  }
  for (const { cell } of scored) {
    if (boundary.inside[cell]! > 0 || nearTown[cell]! > 0 || boundary.lineDistance[cell]! < 14) continue
    add(cell, 'town', OUTER_TOWN_SPACING)
  }
  const floors = random.shuffle(usable.filter((cell) => height[cell]! < 0.6))
  for (const cell of floors) {
    if (nearPlace[cell]! > 0) continue
    if (boundary.inside[cell]! === 0 && random.chance(0.35)) {
      disc(nearPlace, cell, VILLAGE_SPACING)
      continue
    }
    // Fewer and fewer houses the higher the valley.
    if (random.chance(Math.max(0, height[cell]! - 0.3) * 2)) {
      disc(nearPlace, cell, 5)
      continue
    }
    add(cell, 'village', 0)
  }
  return settlements
}
