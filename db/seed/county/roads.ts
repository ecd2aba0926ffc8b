import type { Boundary } from './boundary'
import { BARRED, CheapestPaths, type StepCost } from './cheapest-paths'
import { roadName } from './names'
import type { Random } from './random'
import { RoadCells, type RoadClass } from './road-cells'
import type { Settlement } from './settlements'
import type { Terrain } from './terrain'

/**
 * Roads in order of rank, each the cheapest path over the land, each aware of those before. Reads of typed arrays bear
 * `!`: every index is a cell of the grid.
 */
export interface Named extends Settlement {
  readonly name: string
}

export interface CountyRoads {
  readonly network: RoadCells
  /** The motorway's cells from west to east, on a layer of its own. */
  readonly motorway: readonly number[]
}

/** Whole costs a cell of even ground costs that many. */
const UNIT = 10
const BATCHES = 8
/** Roads over the line of a county of the base size, forest tracks left out. */
const CROSSINGS = 14
const INNER_LINKS = 6

class RoadBuilder {
  readonly network: RoadCells
  readonly paths: CheapestPaths
  readonly #ground: Float32Array
  readonly #terrain: Terrain
  readonly #boundary: Boundary
  #serial = { X: 100, Y: 0 }

  constructor(terrain: Terrain, boundary: Boundary) {
    this.#terrain = terrain
    this.#boundary = boundary
    this.network = new RoadCells(terrain.grid)
    this.paths = new CheapestPaths(terrain.grid)
    const { height, flow, hardness } = terrain
    this.#ground = new Float32Array(height.length)
    for (let i = 0; i < height.length; i++) {
      const climb = 9 * Math.max(0, height[i]!) ** 1.5
      const wet = flow[i]! > 6 ? 14 : flow[i]! > 0 ? 2.5 : 0
      // Along the line nothing is built: roads cross it where they must, and square.
      const line = boundary.lineDistance[i]! < 4 ? 5 : 0
      this.#ground[i] = (1 + climb) * Math.exp(0.5 * hardness[i]!) + wet + line
    }
  }

  nextRef(letter: 'X' | 'Y'): string {
    this.#serial[letter]++
    return letter + String(this.#serial[letter]).padStart(3, '0')
  }

  /** Cost of a step for a road of the reuse factor; `crossing` is what it costs to cross the line (BARRED: never). */
  cost(reuse: number, crossing: number): StepCost {
    const { network } = this
    const ground = this.#ground
    const { height } = this.#terrain
    const { inside } = this.#boundary
    return (from, to, direction) => {
      const slope = Math.abs(height[to]! - height[from]!) * 26
      let price = ground[to]! + 1.5 * slope * Math.sqrt(slope)
      if (inside[from] !== inside[to]) {
        if (crossing === BARRED) return BARRED
        if (!network.hasStep(from, direction)) price += crossing
      }
      if (network.near[to]! > 0) {
        if (network.hasStep(from, direction)) return price * reuse * UNIT
        if (network.crossesDiagonal(from, direction)) return BARRED
        price += network.near[to] === 2 && network.near[from] === 2 ? 12 : network.near[to] === 1 ? 3 : 0
      } else if (network.near[from]! > 0 && network.crossesDiagonal(from, direction)) return BARRED
      return price * UNIT
    }
  }

  /** Builds the cheapest road between two cells; returns its whole path, old parts included. */
  connect(
    from: number,
    to: number,
    roadClass: RoadClass,
    ref: string | null,
    name: string | null,
    cost: StepCost,
  ): number[] {
    this.paths.spread([from], cost, (cell) => cell === to, 1)
    const path = this.paths.pathTo(to)
    this.network.add(path, roadClass, ref, name)
    return path
  }

  /** Joins each settlement to the nearest road, near ones first, in batches, so that later ones use the earlier. */
  joinVillages(villages: readonly Named[], batches: number): void {
    const cost = this.cost(0.6, BARRED)
    let waiting = villages.filter((v) => !this.network.isRoad(v.cell))
    for (let batch = 0; batch < batches && waiting.length > 0; batch++) {
      const roads: number[] = []
      for (let cell = 0; cell < this.network.near.length; cell++) if (this.network.near[cell] === 2) roads.push(cell)
      const wanted = new Set(waiting.map((v) => v.cell))
      const order = this.paths.spread(
        roads,
        cost,
        (cell) => wanted.has(cell),
        Math.ceil(waiting.length / (batches - batch)),
      )
      const byCell = new Map(waiting.map((v) => [v.cell, v]))
      const chosen = order.map((cell) => this.paths.pathTo(cell))
      // Farthest first: the nearer ones then lie on the road of the farther.
      for (const path of chosen.reverse()) {
        const village = byCell.get(path.at(-1) ?? -1)
        if (!village) continue
        const long = path.length > 26
        this.network.add(path, long ? 'tertiary' : 'unclassified', long ? this.nextRef('Y') : null, `${village.name}路`)
      }
      waiting = waiting.filter((v) => !this.network.isRoad(v.cell))
      if (order.length === 0) break
    }
  }
}

function edgeCell(terrain: Terrain, side: 'west' | 'east' | 'north' | 'south', low: number, high: number): number {
  const { width, height: rows } = terrain.grid
  const cells: number[] = []
  if (side === 'west' || side === 'east') {
    for (let y = Math.round(rows * low); y < rows * high; y++) cells.push(y * width + (side === 'west' ? 1 : width - 2))
  } else {
    for (let x = Math.round(width * low); x < width * high; x++)
      cells.push((side === 'north' ? 1 : rows - 2) * width + x)
  }
  let best = cells[0] ?? 0
  for (const cell of cells) if (terrain.height[cell]! < terrain.height[best]!) best = cell
  return best
}

function nearest(from: Named, among: readonly Named[], width: number): Named[] {
  const distance = (a: Named): number =>
    Math.hypot((a.cell % width) - (from.cell % width), Math.floor(a.cell / width) - Math.floor(from.cell / width))
  return [...among].filter((other) => other !== from).sort((a, b) => distance(a) - distance(b) || a.cell - b.cell)
}

function layMotorway(
  builder: RoadBuilder,
  terrain: Terrain,
  seat: Named,
  gates: { west: number; east: number },
): number[] {
  const { grid, height, waterDistance, hardness } = terrain
  // Three cells beside the valley floor, where the national road comes in and leaves.
  const from = gates.west - 3 * grid.width
  const to = gates.east - 3 * grid.width
  // Past the seat, not through it: tunnels and bridges make hills and water cheap.
  const past = seat.cell - 9 * grid.width
  const cost: StepCost = (_from, cell) => {
    const dx = (cell % grid.width) - (seat.cell % grid.width)
    const dy = Math.floor(cell / grid.width) - Math.floor(seat.cell / grid.width)
    const wet = waterDistance[cell]! < 4 ? 0.8 : 0
    return (
      UNIT * ((1 + 2.6 * height[cell]!) * Math.exp(0.3 * hardness[cell]!) + wet + (Math.hypot(dx, dy) < 6 ? 12 : 0))
    )
  }
  builder.paths.spread([from], cost, (cell) => cell === past, 1)
  const west = builder.paths.pathTo(past)
  builder.paths.spread([past], cost, (cell) => cell === to, 1)
  return [...west, ...builder.paths.pathTo(to).slice(1)]
}

export function buildRoads(
  random: Random,
  terrain: Terrain,
  boundary: Boundary,
  places: readonly Named[],
): CountyRoads {
  const { width } = terrain.grid
  const builder = new RoadBuilder(terrain, boundary)
  const seat = places.find((place) => place.rank === 'county-seat')
  if (!seat) throw new Error('a county needs a seat')
  const towns = places.filter((place) => place.rank === 'town')
  const inner = towns.filter((town) => town.inside)
  const outer = towns.filter((town) => !town.inside)
  const west = edgeCell(terrain, 'west', 0.25, 0.75)
  const east = edgeCell(terrain, 'east', 0.25, 0.75)
  const motorway = layMotorway(builder, terrain, seat, { west, east })

  const main = builder.cost(0.5, 20)
  builder.connect(west, seat.cell, 'trunk', 'G318', '国道318', main)
  builder.connect(seat.cell, east, 'trunk', 'G318', '国道318', main)
  const north = edgeCell(terrain, 'north', 0.35, 0.65)
  const south = edgeCell(terrain, 'south', 0.35, 0.65)
  builder.connect(north, seat.cell, 'primary', 'S205', '省道205', main)
  builder.connect(seat.cell, south, 'primary', 'S205', '省道205', main)
  const northEast = edgeCell(terrain, 'east', 0.04, 0.3)
  builder.connect(northEast, seat.cell, 'primary', 'S303', '省道303', main)

  const county = builder.cost(0.45, 40)
  const within = builder.cost(0.45, BARRED)
  const link = (from: Named, to: Named, cost: StepCost): void => {
    builder.connect(from.cell, to.cell, 'secondary', builder.nextRef('X'), roadName(from.name, to.name), cost)
  }
  for (const town of nearest(seat, inner, width)) link(town, seat, within)
  for (const town of nearest(seat, inner, width)) {
    const [near] = nearest(town, inner, width)
    if (near) link(town, near, within)
  }
  // Outside towns first join each other's roads, so that the outer world is one; a few have a county road inwards.
  for (const town of outer) {
    const [near] = nearest(town, outer, width)
    if (near) link(town, near, within)
  }
  const inwards = outer
    .map((town) => ({ town, near: nearest(town, inner, width)[0] }))
    .filter((pair): pair is { town: Named; near: Named } => pair.near !== undefined)
  random.shuffle(inwards)
  for (const { town, near } of inwards.slice(0, Math.max(5, Math.round(inwards.length * 0.55))))
    link(town, near, county)

  const villages = places.filter((place) => place.rank === 'village')
  builder.joinVillages([...outer, ...villages], BATCHES)
  layPassLinks(random.fork('passes'), builder, terrain, boundary, villages, motorway)
  layTracks(random.fork('tracks'), builder, terrain, boundary)
  layForestTracks(random.fork('forest'), builder, terrain, boundary)
  return { network: builder.network, motorway }
}

/** Cells of a path, or of all roads, that step over the line. */
function lineSteps(cells: readonly number[], boundary: Boundary): number[] {
  return cells.filter((cell, i) => i > 0 && boundary.inside[cell] !== boundary.inside[cells[i - 1]!])
}

/**
 * Links over passes: from villages by the line to the nearest road beyond it, where no road is near, and between inner
 * villages that are near as the crow flies. The first are what makes blind roads.
 */
function layPassLinks(
  random: Random,
  builder: RoadBuilder,
  terrain: Terrain,
  boundary: Boundary,
  villages: readonly Named[],
  motorway: readonly number[],
): void {
  const { width, height: rows } = terrain.grid
  const side = Math.sqrt((width * rows) / (400 * 280))
  const apart = (a: number, b: number): number =>
    Math.hypot((a % width) - (b % width), Math.floor(a / width) - Math.floor(b / width))
  const reached = villages.filter((village) => builder.network.isRoad(village.cell))
  const open = builder.network.stretches.flatMap((stretch) => lineSteps(stretch.cells, boundary))
  open.push(...lineSteps(motorway, boundary))
  const ground = builder.cost(1, 20)
  const overLand: StepCost = (from, to, direction) =>
    boundary.inside[from] !== boundary.inside[to] && builder.network.hasStep(from, direction)
      ? BARRED
      : ground(from, to, direction)
  for (const village of random.shuffle(reached.filter((v) => v.inside && boundary.lineDistance[v.cell]! < 26))) {
    if (open.length >= Math.round(CROSSINGS * side)) break
    if (open.some((cell) => apart(cell, village.cell) < 24)) continue
    const beyond = (cell: number): boolean => builder.network.isRoad(cell) && boundary.inside[cell] === 0
    const [end] = builder.paths.spread([village.cell], overLand, beyond, 1, 60 * UNIT * 6)
    if (end === undefined) continue
    const path = builder.paths.pathTo(end)
    const steps = lineSteps(path, boundary)
    if (path.length > 55 || steps.length !== 1 || open.some((cell) => apart(cell, steps[0]!) < 24)) continue
    const [other] = [...reached].filter((v) => !v.inside).sort((a, b) => apart(a.cell, end) - apart(b.cell, end))
    const ref = builder.nextRef('Y')
    builder.network.add(path, 'tertiary', ref, other ? roadName(village.name, other.name) : null)
    open.push(...steps)
  }

  const cost = builder.cost(0.7, BARRED)
  const built: number[] = []
  for (const village of random.shuffle(reached.filter((v) => v.inside))) {
    if (built.length >= Math.round(INNER_LINKS * side * side)) break
    if (built.some((cell) => apart(cell, village.cell) < 50)) continue
    const [other] = nearest(village, reached, width).filter((v) => v.inside && apart(v.cell, village.cell) > 14)
    if (!other || apart(other.cell, village.cell) > 26) continue
    builder.connect(
      village.cell,
      other.cell,
      'tertiary',
      builder.nextRef('Y'),
      roadName(village.name, other.name),
      cost,
    )
    built.push(village.cell)
  }
}

/** Tracks up side valleys to a field or a hut, which end there. */
function layTracks(random: Random, builder: RoadBuilder, terrain: Terrain, boundary: Boundary): void {
  const { width, height: rows } = terrain.grid
  const count = Math.round((40 * width * rows) / (400 * 280))
  const cost = builder.cost(0.6, BARRED)
  for (let made = 0, tries = 0; made < count && tries < count * 40; tries++) {
    const cell = (6 + random.int(rows - 12)) * width + 6 + random.int(width - 12)
    if (builder.network.near[cell]! > 0 || terrain.height[cell]! > 0.6 || boundary.lineDistance[cell]! < 5) continue
    const [end] = builder.paths.spread([cell], cost, (c) => builder.network.isRoad(c), 1, 26 * UNIT * 4)
    if (end === undefined) continue
    const path = builder.paths.pathTo(end)
    if (path.length < 6 || path.length > 22) continue
    builder.network.add(path.reverse(), 'track', null, null)
    made++
  }
}

/** Forest tracks that come over the line from outside and end in the woods soon after. */
function layForestTracks(random: Random, builder: RoadBuilder, terrain: Terrain, boundary: Boundary): void {
  const { width, height: rows } = terrain.grid
  const count = Math.round((3 * width * rows) / (400 * 280))
  const cost = builder.cost(0.6, 8)
  const ends: number[] = []
  for (let tries = 0; ends.length < count && tries < 20_000; tries++) {
    const cell = (6 + random.int(rows - 12)) * width + 6 + random.int(width - 12)
    const off = boundary.lineDistance[cell]!
    if (boundary.inside[cell]! === 0 || off < 6 || off > 11 || builder.network.near[cell]! > 0) continue
    if (ends.some((other) => Math.hypot((other % width) - (cell % width), (other - cell) / width) < 60)) continue
    const beyond = (c: number): boolean => builder.network.isRoad(c) && boundary.inside[c] === 0
    const [end] = builder.paths.spread([cell], cost, beyond, 1, 30 * UNIT * 6)
    if (end === undefined) continue
    const path = builder.paths.pathTo(end)
    // It must meet no road inside: then it would be a way in.
    const inner = path.filter((c) => boundary.inside[c]! > 0)
    if (path.length > 34 || inner.length > 16 || inner.some((c) => builder.network.near[c]! > 0)) continue
    builder.network.add(path.reverse(), 'track', null, null)
    ends.push(cell)
  }
}
