import { execFileSync } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pbfFile } from '../../server/testing/pbf-file'
import { seededRandom } from '../../server/testing/seeded-random'
import type { Figure } from './figure'

const FILE_BYTES = 200 * 1024 * 1024
const CORNER = { lng: 119, lat: 30 }
const STEP = 0.002
const SIDE = 500
/** Road segments of the grid: as many as an import is to hold. */
const ROAD_VERTICES = 3
const CHUNK = 8_000

type Node = readonly [number, number, number]

/** What an import of 200 MB takes: half a million segments of road among buildings and other things. */
export async function benchImportMemory(): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'kakou-bench-import-'))
  try {
    const boundary = join(folder, 'boundary.geojson')
    const end = (corner: number) => corner + SIDE * STEP * 0.95
    const [west, south] = [CORNER.lng + STEP * 5, CORNER.lat + STEP * 5]
    const [east, north] = [end(CORNER.lng), end(CORNER.lat)]
    const ring = [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ]
    await writeFile(boundary, JSON.stringify({ type: 'Polygon', coordinates: [ring] }))
    const figures: Figure[] = []
    for (const [format, write] of [
      ['.osm.pbf', writePbf],
      ['GeoJSON', writeGeoJson],
    ] as const) {
      const file = join(folder, 'roads')
      await write(file)
      const bytes = (await stat(file)).size
      const child = execFileSync(
        process.execPath,
        ['--import', 'tsx', join(import.meta.dirname, 'import-child.ts'), file, boundary],
        { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] },
      )
      const { seconds, megabytes, segments } = JSON.parse(child) as Record<string, number>
      const name = `import, ${format} of ${Math.round(bytes / 1024 / 1024)} MB, ${segments} segments`
      figures.push({ name: `${name}: time`, value: Math.round((seconds ?? 0) * 10) / 10, unit: 's' })
      figures.push({ name: `${name}: memory at most`, value: Math.round(megabytes ?? 0), unit: 'MB' })
      await rm(file)
    }
    return figures
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The roads of the grid, row by row and column by column; each edge has its own vertices between the crossroads. */
function* gridWays(): Generator<{ tags: Record<string, string>; line: Node[] }> {
  const random = seededRandom(5)
  let own = (SIDE + 1) * (SIDE + 1)
  const at = (i: number, j: number): Node => [j * (SIDE + 1) + i + 1, CORNER.lng + i * STEP, CORNER.lat + j * STEP]
  for (const across of [true, false]) {
    for (let row = 0; row <= SIDE; row++) {
      for (let first = 0; first < SIDE; first += 10) {
        const line: Node[] = [across ? at(first, row) : at(row, first)]
        for (let step = first; step < Math.min(SIDE, first + 10); step++) {
          for (let part = 1; part < ROAD_VERTICES; part++) {
            const along = step + part / ROAD_VERTICES
            const [, lng, lat] = across ? at(along, row) : at(row, along)
            own += 1
            line.push([own, lng + random.next() * 5e-5, lat + random.next() * 5e-5])
          }
          line.push(across ? at(step + 1, row) : at(row, step + 1))
        }
        yield { tags: { highway: row % 10 === 0 ? 'primary' : 'residential', name: `R${row}` }, line }
      }
    }
  }
}

async function writePbf(file: string): Promise<void> {
  const out = chunkedFile(file)
  const ways: { id: number; tags: Record<string, string>; nodes: number[] }[] = []
  let nodes: Node[] = []
  for (const { tags, line } of gridWays()) {
    ways.push({ id: ways.length + 1, tags, nodes: line.map(([id]) => id) })
    nodes.push(...line)
    if (nodes.length < CHUNK) continue
    await out.write(pbfFile({ nodes: nodes.splice(0, nodes.length) }))
  }
  if (nodes.length > 0) await out.write(pbfFile({ nodes }))
  // Everything else that such a file holds: buildings, here.
  const random = seededRandom(6)
  let id = 1e9
  let way = 1e9
  let buildings: typeof ways = []
  nodes = []
  while (out.bytes < FILE_BYTES * 0.95) {
    const [lng, lat] = [CORNER.lng + random.next(), CORNER.lat + random.next()]
    const corners = [0, 1, 2, 3].map((corner): Node => [++id, lng + (corner % 2) * 1e-4, lat + (corner >> 1) * 1e-4])
    nodes.push(...corners)
    buildings.push({ id: ++way, tags: { building: 'yes' }, nodes: corners.map(([node]) => node) })
    if (nodes.length < CHUNK) continue
    await out.write(pbfFile({ nodes, ways: buildings }))
    nodes = []
    buildings = []
  }
  for (let from = 0; from < ways.length; from += CHUNK)
    await out.write(pbfFile({ ways: ways.slice(from, from + CHUNK) }))
  await out.end()
}

async function writeGeoJson(file: string): Promise<void> {
  const out = chunkedFile(file)
  await out.write('{"type":"FeatureCollection","features":[\n')
  for (const { tags, line } of gridWays()) {
    const coordinates = line.map(([, lng, lat]) => [lng, lat])
    const feature = { type: 'Feature', properties: tags, geometry: { type: 'LineString', coordinates } }
    await out.write(`${JSON.stringify(feature)},\n`)
  }
  const random = seededRandom(6)
  while (out.bytes < FILE_BYTES) {
    const [lng, lat] = [CORNER.lng + random.next(), CORNER.lat + random.next()]
    const ring = [0, 1, 3, 2, 0].map((corner) => [lng + (corner % 2) * 1e-4, lat + (corner >> 1) * 1e-4])
    const geometry = { type: 'Polygon', coordinates: [ring] }
    await out.write(`${JSON.stringify({ type: 'Feature', properties: { building: 'yes' }, geometry })},\n`)
  }
  await out.write('{"type":"Feature","properties":{},"geometry":null}]}')
  await out.end()
}

/** A file that is written piece by piece, a megabyte in memory. */
function chunkedFile(path: string) {
  const stream = createWriteStream(path, { highWaterMark: 1 << 20 })
  const file = {
    bytes: 0,
    async write(piece: string | Uint8Array): Promise<void> {
      file.bytes += typeof piece === 'string' ? Buffer.byteLength(piece) : piece.length
      if (!stream.write(piece)) await new Promise<void>((resolve) => stream.once('drain', () => resolve()))
    },
    end: () => new Promise<void>((resolve) => void stream.end(() => resolve())),
  }
  return file
}
