import type { Water } from './county'
import { streamName } from './names'
import type { Random } from './random'
import { cellPoint, type Point, smoothLine } from './smooth-lines'
import type { Terrain } from './terrain'

/** Rivers as lines in plane coordinates, cut where they grow wider. Reads bear `!`: every index is a cell of the grid. */
interface PlaneWater {
  name: string | null
  widthClass: Water['widthClass']
  points: Point[]
}

const NAMED_LENGTH = 34

function widthClass(flow: number): Water['widthClass'] {
  return flow >= 40 ? 3 : flow >= 7 ? 2 : 1
}

export function drawWater(random: Random, terrain: Terrain, mainName: string): PlaneWater[] {
  const { grid, flow, rivers } = terrain
  const drawn: PlaneWater[] = []
  const pointOf = new Map<number, Point>()
  const named = new Set<string>()
  rivers.forEach((cells, index) => {
    const smooth = smoothLine(
      cells.map((cell) => cellPoint(cell, grid)),
      2,
    )
    const mouth = pointOf.get(cells.at(-1)!)
    if (mouth) smooth[smooth.length - 1] = mouth
    smooth.forEach((point, i) => {
      pointOf.set(cells[i]!, point)
    })
    const name = index === 0 ? mainName : cells.length > NAMED_LENGTH ? streamName(random, named) : null
    let start = 0
    for (let i = 1; i <= cells.length; i++) {
      // The last cell lies on the river that this one joins and says nothing of its own width.
      const here = widthClass(flow[cells[Math.min(i, cells.length - 2)]!]!)
      if (i < cells.length && here === widthClass(flow[cells[start]!]!)) continue
      const points = smooth.slice(start, i + 1)
      if (points.length > 1) drawn.push({ name, widthClass: widthClass(flow[cells[start]!]!), points })
      start = i
    }
  })
  return drawn
}
