import type { Boundary } from './boundary'
import type { Way } from './county'
import type { Grid } from './field'
import type { CountyRoads } from './roads'
import { cellPoint, type Point, pullEnds, smoothLine } from './smooth-lines'

/**
 * Ways in plane coordinates (cells), with a node a vertex. Reads of lists bear `!`: indices run below their length, and
 * every cell of an earlier stretch has a point.
 */
export interface PlaneWay {
  points: Point[]
  nodes: number[]
  tags: Way['tags']
}

interface DrawnWays {
  ways: PlaneWay[]
  /** Point of each node of a ground road; the node of a cell is the cell. */
  pointOf: ReadonlyMap<number, Point>
  /** First node number that is free. */
  nextNode: number
}

const ROAD_SIGMA = 2.2
const MOTORWAY_SIGMA = 7
const MOTORWAY = { ref: 'G6018', name: '临岭高速' } as const
/** Interchanges stand that many cells apart or more. */
const INTERCHANGE_SPACING = 60
/** … and that many from the line, so that a checkpoint finds room before the first. */
const INTERCHANGE_MARGIN = 14
const MAIN = new Set(['trunk', 'primary', 'secondary'])

function tagsOf(stretch: CountyRoads['network']['stretches'][number]): Way['tags'] {
  const tags: Way['tags'] = { highway: stretch.roadClass }
  if (stretch.ref) tags.ref = stretch.ref
  if (stretch.name) tags.name = stretch.name
  return tags
}

export function drawWays(roads: CountyRoads, grid: Grid, boundary: Boundary): DrawnWays {
  const pointOf = new Map<number, Point>()
  const ways: PlaneWay[] = []
  const mainCells: number[] = []
  for (const stretch of roads.network.stretches) {
    const { cells } = stretch
    const smooth = smoothLine(
      cells.map((cell) => cellPoint(cell, grid)),
      ROAD_SIGMA,
    )
    const points = pullEnds(smooth, pointOf.get(cells[0]!) ?? null, pointOf.get(cells.at(-1)!) ?? null)
    const known = points.map((point, i) => pointOf.get(cells[i]!) ?? point)
    known.forEach((point, i) => {
      pointOf.set(cells[i]!, point)
    })
    ways.push({ points: known, nodes: [...cells], tags: tagsOf(stretch) })
    if (MAIN.has(stretch.roadClass)) mainCells.push(...cells)
  }

  let nextNode = grid.width * grid.height
  const line = smoothLine(
    roads.motorway.map((cell) => cellPoint(cell, grid)),
    MOTORWAY_SIGMA,
  )
  const first = nextNode
  nextNode += line.length
  const motorway: PlaneWay = {
    points: line,
    nodes: line.map((_, i) => first + i),
    tags: { highway: 'motorway', ref: MOTORWAY.ref, name: MOTORWAY.name, oneway: 'no', layer: '1' },
  }
  ways.unshift(motorway)

  // Where the motorway passes a main road inside the line, a ramp joins the two.
  const nearestMain = (p: Point): { cell: number; distance: number } => {
    let best = { cell: -1, distance: Infinity }
    for (const cell of mainCells) {
      const q = pointOf.get(cell)!
      const distance = Math.hypot(q[0] - p[0], q[1] - p[1])
      if (distance < best.distance) best = { cell, distance }
    }
    return best
  }
  let last = -INTERCHANGE_SPACING
  for (let i = 12; i + 12 < line.length; i += 2) {
    const here = roads.motorway[i]!
    if (
      i - last < INTERCHANGE_SPACING ||
      boundary.inside[here] === 0 ||
      boundary.lineDistance[here]! < INTERCHANGE_MARGIN
    )
      continue
    const { cell, distance } = nearestMain(line[i + 5]!)
    if (distance > 4.5 || distance < 1.2) continue
    const from = line[i]!
    const bend = line[i + 3]!
    const to = pointOf.get(cell)!
    const ramp = [0.25, 0.5, 0.75].map((t): Point => {
      const [u, v, w] = [(1 - t) ** 2, 2 * t * (1 - t), t * t]
      return [u * from[0] + v * bend[0] + w * to[0], u * from[1] + v * bend[1] + w * to[1]]
    })
    ways.push({
      points: [from, ...ramp, to],
      nodes: [first + i, nextNode, nextNode + 1, nextNode + 2, cell],
      tags: { highway: 'motorway_link', name: `${MOTORWAY.name}匝道`, oneway: 'no' },
    })
    nextNode += 3
    last = i
  }
  return { ways, pointOf, nextNode }
}
