import { makeBoundary } from './boundary'
import { describeCheckpoints } from './checkpoints'
import type { County, Jurisdiction, Place, Position, Way } from './county'
import { drawWater } from './draw-water'
import { drawWays, type PlaneWay } from './draw-ways'
import { noise } from './field'
import { placeGuards } from './guard'
import { growLanes } from './lanes'
import { outsideCountyNames, PlaceNames } from './names'
import { populationOf } from './population'
import { seededRandom } from './random'
import { innerGraph } from './road-graph'
import { buildRoads, type Named } from './roads'
import { settle } from './settlements'
import { cellPoint, type Point, smoothLine, Warp } from './smooth-lines'
import { makeTerrain } from './terrain'

/** The county that an empty database is filled with. */
export const DEMO_SEED = 'b'

const CELL_METRES = 80
const BASE_WIDTH = 400
const BASE_HEIGHT = 280
const CENTRE: Position = [119.55, 30.42]
/** Metres of a degree on the coverage's sphere, R = 6,371,008.8 m. */
const METRES_A_DEGREE = 111_195.08
const WARP_CELLS = 4
/** Segments that a county of the base size holds before it is enlarged instead of built over. */
const SEGMENTS_A_UNIT = 12_000
const DEFAULT_SEGMENTS = 1500
const COUNTY_CODE = '330529'
/** Lanes keep that many cells off the line: they never cross it. */
const LANE_MARGIN = 4
/** Names of the neighbours stand that many cells off the line. */
const NEIGHBOUR_MARGIN = 11
/** Lanes keep that many cells off a checkpoint. */
const GUARD_MARGIN = 5

/** Plane (cells, y southwards) to degrees, rounded to 1e-7. */
function projector(width: number, height: number): (point: Point) => Position {
  const metresEast = METRES_A_DEGREE * Math.cos((CENTRE[1] * Math.PI) / 180)
  const round = (value: number): number => Math.round(value * 1e7) / 1e7
  return ([x, y]) => [
    round(CENTRE[0] + ((x - width / 2) * CELL_METRES) / metresEast),
    round(CENTRE[1] - ((y - height / 2) * CELL_METRES) / METRES_A_DEGREE),
  ]
}

/**
 * Makes a county out of a seed: the same options give the same county. `segments` is how many road segments it has at
 * least (pieces of ways between nodes); the default has some 1,500. Under the few hundred that the roads between places
 * make it has no effect; over 12,000 the county grows.
 */
export function generateCounty(options: { seed?: string | number; segments?: number; name?: string } = {}): County {
  const seed = String(options.seed ?? DEMO_SEED)
  const name = options.name ?? '云岭县'
  const segmentsWanted = options.segments ?? DEFAULT_SEGMENTS
  const units = Math.max(1, segmentsWanted / SEGMENTS_A_UNIT)
  const side = Math.sqrt(units)
  const random = seededRandom(seed)
  const grid = { width: Math.round(BASE_WIDTH * side), height: Math.round(BASE_HEIGHT * side) }

  const terrain = makeTerrain(random.fork('terrain'), grid)
  const boundary = makeBoundary(terrain, Math.round(13 * side))
  const settlements = settle(random.fork('places'), terrain, boundary, Math.round(10 * units))
  const placeNames = new PlaceNames(random.fork('names'))
  const named: Named[] = settlements.map((settlement) => {
    const [x, y] = cellPoint(settlement.cell, grid)
    if (settlement.rank === 'county-seat') return { ...settlement, name }
    return { ...settlement, name: settlement.rank === 'town' ? placeNames.town(x, y) : placeNames.village(x, y) }
  })
  const roads = buildRoads(random.fork('roads'), terrain, boundary, named)
  const drawn = drawWays(roads, grid, boundary)
  const ring = smoothLine(
    boundary.ring.map((cell) => cellPoint(cell, grid)),
    1.7,
    true,
  ).filter((_, i) => i % 2 === 0)

  const warpRandom = random.fork('warp')
  const bend = (): Float32Array => {
    const slow = noise(warpRandom, grid, 24)
    const quick = noise(warpRandom, grid, 7)
    return slow.map((value, i) => value + 0.2 * (quick[i] ?? 0))
  }
  const warp = new Warp(grid, bend(), bend(), WARP_CELLS)
  const project = projector(grid.width, grid.height)
  const bent = (way: PlaneWay): PlaneWay => ({ ...way, points: way.points.map((p) => warp.apply(p)) })

  const cellOf = ([x, y]: Point): number =>
    Math.min(grid.height - 1, Math.max(0, Math.round(y))) * grid.width +
    Math.min(grid.width - 1, Math.max(0, Math.round(x)))
  const metres = ([x, y]: Point): Point => [x * CELL_METRES, y * CELL_METRES]
  const mainWays = drawn.ways.map(bent)
  const isPlaced = (place: Named): boolean => drawn.pointOf.has(place.cell)
  const placed = named.filter(isPlaced)
  const graph = innerGraph(
    mainWays.map((way) => ({ ...way, points: way.points.map(metres) })),
    ring.map((point) => metres(warp.apply(point))),
    new Set(placed.map((place) => place.cell)),
    (node) => {
      if (node >= grid.width * grid.height || (boundary.lineDistance[node] ?? 0) < 8) return null
      return (boundary.inside[node] ?? 0) > 0
    },
  )
  const guards = placeGuards(graph, side)

  const guardCells = guards.map(({ point: [x, y] }) => [x / CELL_METRES, y / CELL_METRES] as const)
  const seats = placed.map((place) => ({
    point: warp.apply(drawn.pointOf.get(place.cell) ?? cellPoint(place.cell, grid)),
    weight: (place.rank === 'county-seat' ? 46 : place.rank === 'town' ? 11 : 1.4) * (place.inside ? 1 : 0.5),
  }))
  // The margin is measured before the plane is bent: some cells more keep it safe.
  const mayBuild = (point: Point): boolean =>
    (boundary.lineDistance[cellOf(point)] ?? 0) > LANE_MARGIN + 2 * WARP_CELLS &&
    (terrain.flow[cellOf(point)] ?? 0) < 7 &&
    guardCells.every(([x, y]) => Math.abs(x - point[0]) + Math.abs(y - point[1]) > GUARD_MARGIN)
  const { lanes, segments } = growLanes(random.fork('lanes'), mainWays, seats, segmentsWanted, drawn.nextNode, mayBuild)

  const ways: Way[] = [...mainWays, ...lanes].map((way, i) => ({
    id: i + 1,
    coordinates: way.points.map(project),
    nodes: way.nodes,
    tags: way.tags,
  }))
  const line = ring.map((point) => project(warp.apply(point)))
  const first = line[0]
  if (first) line.push(first)

  const { places, jurisdictions } = registerPlaces(placed, COUNTY_CODE, (place) =>
    project(warp.apply(drawn.pointOf.get(place.cell) ?? cellPoint(place.cell, grid))),
  )
  for (const place of places) place.population = populationOf(random.fork(`people ${place.code}`), place.place)

  const water = drawWater(random.fork('water'), terrain, `${name.slice(0, 1)}溪江`).map((w) => ({
    name: w.name,
    widthClass: w.widthClass,
    coordinates: w.points.map((point) => project(warp.apply(point))),
  }))
  const neighbours = outsideCountyNames(random.fork('neighbours')).map((neighbour, i, all) => {
    const angle = (2 * Math.PI * (i + 0.3)) / all.length
    const beyond = (share: number): Point => [
      grid.width * (0.5 + share * Math.cos(angle)),
      grid.height * (0.5 + share * Math.sin(angle)),
    ]
    let share = 0.34
    const isOut = (cell: number): boolean =>
      boundary.inside[cell] === 0 && (boundary.lineDistance[cell] ?? 0) >= NEIGHBOUR_MARGIN
    while (share < 0.49 && !isOut(cellOf(beyond(share)))) share += 0.005
    const [lng, lat] = project(warp.apply(beyond(share)))
    return { name: neighbour, lng, lat }
  })
  const { checkpoints, closures } = describeCheckpoints(
    graph,
    guards.map((guard) => ({
      ...guard,
      position: project([guard.point[0] / CELL_METRES, guard.point[1] / CELL_METRES]),
    })),
    { code: COUNTY_CODE, name, places, jurisdictions, neighbours },
  )
  return {
    seed,
    code: COUNTY_CODE,
    name,
    jurisdictions,
    boundary: { type: 'Polygon', coordinates: [line] },
    ways,
    water,
    places,
    neighbours,
    checkpoints,
    closures,
    segments,
  }
}

/** Gives places their codes: towns under the county, villages under the nearest town. */
function registerPlaces(
  placed: readonly Named[],
  county: string,
  at: (place: Named) => Position,
): { places: Place[]; jurisdictions: Jurisdiction[] } {
  const jurisdictions: Jurisdiction[] = []
  const serial = new Map<string, number>()
  const next = (key: string): number => {
    const value = serial.get(key) ?? 0
    serial.set(key, value + 1)
    return value
  }
  const towns: { code: string; lng: number; lat: number }[] = []
  const places = placed.map((place): Place => {
    const [lng, lat] = at(place)
    const base = { name: place.name, place: place.rank, population: 0, lng, lat, inside: place.inside }
    if (place.rank === 'county-seat') {
      jurisdictions.unshift({ code: county, name: place.name, level: 'county', parent: null })
      return { code: county, ...base }
    }
    if (!place.inside) return { code: `W${String(next('W') + 1).padStart(4, '0')}`, ...base }
    if (place.rank === 'town') {
      const series = place.name.endsWith('镇') ? 100 : 200
      const code = county + String(series + next(String(series))).padStart(3, '0')
      jurisdictions.push({ code, name: place.name, level: 'town', parent: county })
      towns.push({ code, lng, lat })
      return { code, ...base }
    }
    let nearest = { code: `${county}001`, distance: Infinity }
    for (const town of towns) {
      const distance = Math.hypot((town.lng - lng) * 0.86, town.lat - lat)
      if (distance < nearest.distance) nearest = { code: town.code, distance }
    }
    return { code: nearest.code + String(200 + next(nearest.code)).padStart(3, '0'), ...base }
  })
  return { places, jurisdictions }
}
