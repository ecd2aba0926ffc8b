import { rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { crossingsOf } from '#domain/coverage/crossings'
import type { CoveragePoints } from '#domain/coverage/points'
import type { RoadInput } from '#domain/coverage/road-input'
import { readRoads } from '../../server/roads/read-roads'
import { type PbfParts, pbfFile } from '../../server/testing/pbf-file'
import { seededRandom } from '../../server/testing/seeded-random'

export const CORNER = { lng: 119, lat: 30 }
/** Degrees between two crossroads: some 200 m. */
export const STEP = 0.002
const EDGES_A_WAY = 10
const VERTICES_AN_EDGE = 6
const PLACES = 300
const CHECKPOINTS = 200

/** The grid as the importer reads it. `read` hears how long reading took. */
export async function gridInput(side: number, read: (milliseconds: number) => void = () => {}): Promise<RoadInput> {
  const file = join(tmpdir(), `kakou-bench-${process.pid}.osm.pbf`)
  await writeFile(file, gridFile(side))
  const from = performance.now()
  const input = await readRoads(file)
  read(performance.now() - from)
  await rm(file)
  return input
}

/** The grid as a file .osm.pbf. */
export const gridFile = (side: number): Buffer => pbfFile(gridOf(side))

/** A grid of winding roads, ten edges a way, every tenth road a larger one. */
function gridOf(side: number): PbfParts {
  const random = seededRandom(5)
  const nodes: [number, number, number][] = []
  const ways: { id: number; tags: Record<string, string>; nodes: number[] }[] = []
  const crossroad = (i: number, j: number) => j * (side + 1) + i + 1
  for (let j = 0; j <= side; j++) {
    for (let i = 0; i <= side; i++) nodes.push([crossroad(i, j), CORNER.lng + i * STEP, CORNER.lat + j * STEP])
  }
  const add = (along: (k: number) => [number, number], highway: string, name: string) => {
    for (let first = 0; first < side; first += EDGES_A_WAY) {
      const line = [crossroad(...along(first))]
      for (let k = first; k < Math.min(side, first + EDGES_A_WAY); k++) {
        const [i1, j1] = along(k)
        const [i2, j2] = along(k + 1)
        for (let part = 1; part < VERTICES_AN_EDGE; part++) {
          const share = part / VERTICES_AN_EDGE
          const id = nodes.length + 1
          const lng = CORNER.lng + (i1 + (i2 - i1) * share) * STEP + random.next() * 0.00005
          nodes.push([id, lng, CORNER.lat + (j1 + (j2 - j1) * share) * STEP + random.next() * 0.00005])
          line.push(id)
        }
        line.push(crossroad(i2, j2))
      }
      ways.push({ id: ways.length + 1, tags: { highway, name }, nodes: line })
    }
  }
  for (let j = 0; j <= side; j++) add((k) => [k, j], j % 10 === 0 ? 'primary' : 'residential', `R${j}`)
  for (let i = 0; i <= side; i++) add((k) => [i, k], i % 10 === 0 ? 'secondary' : 'track', `C${i}`)
  return { nodes, ways }
}

/** A round boundary of 1,000 corners that winds a little. */
export function ringOf(side: number): [number, number][] {
  const half = (side * STEP) / 2
  const ring = Array.from({ length: 1000 }, (_, at): [number, number] => {
    const turn = (at / 1000) * 2 * Math.PI
    const reach = half * 0.94 * (1 + 0.01 * Math.sin(at))
    return [CORNER.lng + half + Math.cos(turn) * reach, CORNER.lat + half + Math.sin(turn) * reach]
  })
  const first = ring[0]
  return first ? [...ring, first] : ring
}

export function pointsOf(side: number, crossings: ReturnType<typeof crossingsOf>): CoveragePoints {
  const random = seededRandom(6)
  const within = (corner: number) => corner + side * STEP * (0.2 + 0.6 * random.next())
  return {
    places: Array.from({ length: PLACES }, (_, at) => ({
      name: `P${at}`,
      code: null,
      population: random.int(20, 2000),
      lng: within(CORNER.lng),
      lat: within(CORNER.lat),
    })),
    checkpoints: crossings
      .filter((_, at) => at % 3 !== 0)
      .slice(0, CHECKPOINTS)
      .map(({ lng, lat }, at) => ({ code: `K${at}`, state: 'open' as const, lng, lat })),
    closures: [],
  }
}
