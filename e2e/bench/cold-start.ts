import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crossingsOf } from '#domain/coverage/crossings'
import { buildNetwork } from '#domain/coverage/network'
import { DEFAULT_SETTINGS } from '#domain/coverage/settings'
import { waitFor } from '../../server/testing/wait-for'
import { type KakouServer, startServer } from '../support/server'
import { gridFile, gridInput, pointsOf, ringOf } from './coverage-grid'
import { type Figure, median, spread } from './figure'

const SIZES = [10_000, 100_000, 500_000]
const STARTS = 3
const COVERED_MS = 120_000

/** How long a server that was killed takes until it serves again, and until its map is coloured, by the size of the county. */
export const benchColdStart = async (): Promise<Figure[]> => {
  const figures: Figure[] = []
  for (const size of SIZES) figures.push(...(await startsWith(size)))
  return figures
}

const startsWith = async (segments: number): Promise<Figure[]> => {
  const server = await startServer({ demo: 'off' })
  try {
    await layRoads(server, segments)
    const { key } = await server.kakou<{ key: string }>('key', 'create', '--role', 'admin')
    await covered(server, key)
    const ready: number[] = []
    const coloured: number[] = []
    for (let start = 0; start < STARTS; start++) {
      await server.kill()
      const began = performance.now()
      await server.start()
      ready.push(secondsSince(began))
      await covered(server, key)
      coloured.push(secondsSince(began))
    }
    const name = `cold start, ${segments} segments`
    return [
      { name: `${name}: serves`, value: median(ready), unit: 's', spread: spread(ready) },
      { name: `${name}: its map is coloured`, value: median(coloured), unit: 's', spread: spread(coloured) },
    ]
  } finally {
    await server.stop()
  }
}

const layRoads = async (server: KakouServer, segments: number): Promise<void> => {
  const side = Math.round(Math.sqrt(segments / 2))
  const ring = ringOf(side)
  const network = buildNetwork(await gridInput(side), [[ring]], DEFAULT_SETTINGS)
  const { places, checkpoints } = pointsOf(side, crossingsOf(network))
  const folder = await mkdtemp(join(tmpdir(), 'kakou-bench-cold-'))
  const put = async (name: string, content: string | Buffer): Promise<string> => {
    await writeFile(join(folder, name), content)
    return join(folder, name)
  }
  const points = (list: readonly { lng: number; lat: number }[]) =>
    JSON.stringify({
      type: 'FeatureCollection',
      features: list.map(({ lng, lat, ...properties }) => ({
        type: 'Feature',
        properties,
        geometry: { type: 'Point', coordinates: [lng, lat] },
      })),
    })
  try {
    const roads = await put('roads.osm.pbf', gridFile(side))
    const boundary = await put('boundary.geojson', JSON.stringify({ type: 'Polygon', coordinates: [ring] }))
    const villages = await put('places.geojson', points(places))
    await server.kakou('roads', 'import', roads, '--boundary', boundary, '--places', villages)
    const named = checkpoints.map(({ state: _, ...point }) => ({ ...point, name: point.code }))
    await server.kakou('checkpoint', 'import', await put('checkpoints.geojson', points(named)))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Waits until the live coverage is there. */
const covered = (server: KakouServer, key: string): Promise<true> =>
  waitFor(
    'the coverage',
    async () => {
      const answer = await fetch(`${server.url}/api/v1/coverage`, { headers: { Authorization: `Bearer ${key}` } })
      await answer.arrayBuffer()
      return answer.ok
    },
    { timeoutMs: COVERED_MS },
  )

const secondsSince = (began: number): number => Math.round((performance.now() - began) / 10) / 100
