import { CheapestPaths } from './cheapest-paths'
import { distanceTo, type Grid, noise, stretch } from './field'
import type { Random } from './random'

/**
 * Mountains, then rivers, then valleys: everything else in the county follows from these. Reads of typed arrays bear
 * `!`: every index is a cell of the grid.
 */
export interface Terrain {
  readonly grid: Grid
  /** 0 (river plain) to 1 (summit). */
  readonly height: Float32Array
  /** Cells to the nearest water. */
  readonly waterDistance: Float32Array
  /** How many springs feed the cell; 0 on dry land. */
  readonly flow: Int32Array
  /** Cells of each river from spring to mouth; the main river first. A mouth lies on the river that it joins. */
  readonly rivers: readonly number[][]
  /** Fine noise of variance 1 that makes lines wind. */
  readonly hardness: Float32Array
}

const SPRING_SPACING = 17
/** The main river counts as that many springs where it enters the map. */
const MAIN_FLOW = 40

function lowestOfEdge(height: Float32Array, grid: Grid, x: number): number {
  let best = -1
  for (let y = Math.round(grid.height * 0.3); y < grid.height * 0.7; y++) {
    const cell = y * grid.width + x
    if (best < 0 || height[cell]! < height[best]!) best = cell
  }
  return best
}

export function makeTerrain(random: Random, grid: Grid): Terrain {
  const { width, height: rows } = grid
  const ridges = noise(random.fork('ridges'), grid, 15)
  const hills = noise(random.fork('hills'), grid, 11)
  const slopes = noise(random.fork('slopes'), grid, 5)
  const rocks = noise(random.fork('rocks'), grid, 2.6)
  const height = new Float32Array(width * rows)
  for (let i = 0; i < height.length; i++) {
    height[i] = 0.9 * (1 - Math.abs(ridges[i]!)) + 0.8 * hills[i]! + 0.45 * slopes[i]! + 0.14 * rocks[i]!
  }
  stretch(height)

  const paths = new CheapestPaths(grid)
  // Hard and soft rock: without it water would run as straight as the grid allows.
  const hardness = noise(random.fork('rock'), grid, 2.2)
  const resistance = new Float32Array(height.length)
  for (let i = 0; i < height.length; i++)
    resistance[i] = Math.min(9000, 8 * Math.exp(8.5 * height[i]! + 0.75 * hardness[i]!))
  const uphill = (_from: number, to: number): number => resistance[to]!
  const flow = new Int32Array(height.length)
  const water = new Uint8Array(height.length)
  const downstream = new Int32Array(height.length).fill(-1)
  const rivers: number[][] = []
  const lay = (cells: number[], amount: number): void => {
    for (let i = 0; i < cells.length; i++) {
      const cell = cells[i]!
      water[cell] = 1
      if (i + 1 < cells.length) downstream[cell] = cells[i + 1]!
    }
    rivers.push(cells)
    for (let cell = cells[0]!; cell >= 0; cell = downstream[cell]!) flow[cell] = flow[cell]! + amount
  }

  const mouth = lowestOfEdge(height, grid, width - 1)
  const middle = rows / 2
  paths.spread(
    [lowestOfEdge(height, grid, 0)],
    (from, to) => uphill(from, to) * (1 + 5 * ((Math.floor(to / width) - middle) / middle) ** 2),
    (cell) => cell === mouth,
    1,
  )
  lay(paths.pathTo(mouth), MAIN_FLOW)

  const springs: number[] = []
  const springRandom = random.fork('springs')
  for (let y = SPRING_SPACING / 2; y < rows; y += SPRING_SPACING) {
    for (let x = SPRING_SPACING / 2; x < width; x += SPRING_SPACING) {
      const sx = Math.round(x + springRandom.between(-0.45, 0.45) * SPRING_SPACING)
      const sy = Math.round(y + springRandom.between(-0.45, 0.45) * SPRING_SPACING)
      if (sx > 0 && sy > 0 && sx < width - 1 && sy < rows - 1) springs.push(sy * width + sx)
    }
  }
  springRandom.shuffle(springs)
  // The highest springs last: they find the valleys that the lower ones have taken.
  springs.sort((a, b) => Math.round(height[a]! * 4) - Math.round(height[b]! * 4))
  for (const spring of springs) {
    if (water[spring]! > 0) continue
    const [end] = paths.spread([spring], uphill, (cell) => water[cell]! > 0, 1)
    if (end === undefined) continue
    const cells = paths.pathTo(end)
    if (cells.length >= 7) lay(cells, 1)
  }

  const waterDistance = distanceTo(water, grid)
  const carved = new Float32Array(height.length)
  for (let i = 0; i < height.length; i++) {
    const lift = 1 - Math.exp(-waterDistance[i]! / 9)
    // Big rivers have cut deeper than their springs.
    const depth = flow[i]! > 0 ? Math.min(0.12, 0.03 * Math.log2(1 + flow[i]!)) : 0
    carved[i] = 0.55 * height[i]! + 0.5 * lift - depth
  }
  stretch(carved)
  return { grid, height: carved, waterDistance, flow, rivers, hardness }
}
