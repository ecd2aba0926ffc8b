import fc from 'fast-check'
import type { Polygons } from '#domain/coverage/boundary'
import { buildNetwork } from '#domain/coverage/network'
import type { CheckpointPoint, ClosurePoint, CoveragePoints, PlacePoint } from '#domain/coverage/points'
import { CHECKPOINT_STATES } from '#domain/coverage/points'
import { RoadInputBuilder } from '#domain/coverage/road-input'
import type { RoadNetwork } from '#domain/coverage/road-network'
import { type CoverageSettings, DEFAULT_SETTINGS } from '#domain/coverage/settings'

/** Small random counties for property tests: a grid of roads, some missing and some one-way, in a square boundary. */
export interface RandomCounty {
  edges: readonly RandomEdge[]
  points: CoveragePoints
}

interface RandomEdge {
  way: number
  line: readonly [[number, number], [number, number]]
  oneway: 'no' | 'yes' | '-1'
  highway: string
}

/** How many of them a property that the definitions imply is tried on, the same ones each time; a failure names its seed too. */
export const THOUSAND = { numRuns: 1_000, seed: 27 }

const STEP = 0.01

/** The boundary passes half a step inside the rim of the grid, so the outermost edges cross it. */
function squareOf(size: number): Polygons {
  const low = 0.5 * STEP
  const high = (size - 0.5) * STEP
  return [
    [
      [
        [100 + low, low],
        [100 + high, low],
        [100 + high, high],
        [100 + low, high],
        [100 + low, low],
      ],
    ],
  ]
}

/** `size` steps each way; `density` is the share of edges that exist. */
export function randomCounty(size: number, most: { places: number; checkpoints: number }): fc.Arbitrary<RandomCounty> {
  const slots: [[number, number], [number, number]][] = []
  for (let i = 0; i <= size; i++) {
    for (let j = 0; j <= size; j++) {
      const at: [number, number] = [100 + i * STEP, j * STEP]
      if (i < size) slots.push([at, [100 + (i + 1) * STEP, j * STEP]])
      if (j < size) slots.push([at, [100 + i * STEP, (j + 1) * STEP]])
    }
  }
  const edge = fc.record({
    exists: fc.integer({ min: 0, max: 9 }).map((roll) => roll < 6),
    oneway: fc.constantFrom<RandomEdge['oneway'][]>('no', 'no', 'no', 'yes', '-1'),
    highway: fc.constantFrom('primary', 'tertiary', 'track'),
  })
  const position = fc.record({
    lng: fc.integer({ min: 60, max: size * 100 - 60 }).map((part) => 100 + part * STEP * 0.01),
    lat: fc.integer({ min: 60, max: size * 100 - 60 }).map((part) => part * STEP * 0.01),
  })
  const place = fc.record({ at: position, population: fc.integer({ min: 0, max: 50 }) })
  const checkpoint = fc.record({ at: position, state: fc.constantFrom(...CHECKPOINT_STATES) })
  return fc
    .record({
      edges: fc.array(edge, { minLength: slots.length, maxLength: slots.length }),
      places: fc.array(place, { minLength: 1, maxLength: most.places }),
      checkpoints: fc.array(checkpoint, { maxLength: most.checkpoints }),
      closures: fc.array(position, { maxLength: 1 }),
    })
    .map(({ edges, places, checkpoints, closures }) => ({
      edges: slots.flatMap((line, at) => {
        const { exists = false, oneway = 'no', highway = 'track' } = edges[at] ?? {}
        return exists ? [{ way: at + 1, line, oneway, highway }] : []
      }),
      points: {
        places: places.map(
          ({ at, population }, number): PlacePoint => ({ name: `P${number}`, code: null, population, ...at }),
        ),
        checkpoints: checkpoints.map(
          ({ at, state }, number): CheckpointPoint => ({ code: `K${number}`, state, ...at }),
        ),
        closures: closures.map((at, number): ClosurePoint => ({ code: `F${number}`, ...at })),
      },
    }))
}

/** Settings under which a point stays where it is put, so that a property speaks of that point alone. */
const PLAIN_SETTINGS: CoverageSettings = {
  ...DEFAULT_SETTINGS,
  snapMetres: 600,
  placeSnapMetres: 2000,
  junctionMetres: 0,
  carriagewayMetres: 0,
}

/** The network of a county; with `reversed` its ways are read in the opposite order. */
export function networkOf(county: RandomCounty, size: number, reversed = false): RoadNetwork {
  const builder = new RoadInputBuilder('coordinates')
  const edges = reversed ? [...county.edges].reverse() : county.edges
  for (const { way, line, oneway, highway } of edges) {
    builder.beginWay(way, { highway, oneway, name: `R${way}` })
    builder.beginLine()
    for (const [lng, lat] of line) builder.vertex(lng, lat)
  }
  return buildNetwork(builder.finish(), squareOf(size), PLAIN_SETTINGS)
}
