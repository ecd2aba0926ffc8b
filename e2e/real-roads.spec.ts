/**
 * The real input: an instance without a demo takes a road network and checkpoints by the operator's tool, tablets report
 * from some of them, and the live coverage is what `kakou coverage` finds for the same states.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright/test'
import { io, type Socket } from 'socket.io-client'
import type { CoverageResult } from '../server/domain/coverage/result'
import { anEntry } from '../server/testing/entry-builder'
import { waitFor } from '../server/testing/wait-for'
import { expect, test } from './support/fixtures'
import { enter } from './support/people'
import type { KakouServer } from './support/server'
import { sharedData } from './support/shared-data'

test.use({ serverOptions: { demo: 'off' } })

const DATA = sharedData()
const AREA = 'vaduz'
/** States of the file that a tablet's status brings about, once nobody has signed off. */
const HEARD = new Set(['reporting', 'quiet', 'alarm', 'open', 'unstaffed'])

interface PointFile {
  features: {
    properties: { code: string; name: string; state?: string }
    geometry: { coordinates: [number, number] }
  }[]
}

const read = <T>(file: string): T => JSON.parse(readFileSync(join(DATA ?? '', AREA, file), 'utf8'))

const api = async <T>(kakou: KakouServer, key: string, method: string, path: string, body?: unknown): Promise<T> => {
  const response = await fetch(`${kakou.url}/api/v1${path}`, {
    method,
    headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  expect(response.ok, `${method} ${path}: ${response.status}`).toBe(true)
  return (await response.json()) as T
}

const reportFrom = async (kakou: KakouServer, code: string): Promise<Socket> => {
  const { devices } = await kakou.kakou<{ devices: { token: string }[] }>('device', 'create', '--checkpoint', code)
  const socket = io(`${kakou.url}/tablet`, {
    transports: ['websocket'],
    forceNew: true,
    auth: { token: devices[0]?.token, protocol: 1 },
  })
  await new Promise((resolve, reject) => socket.once('policy', resolve).once('connect_error', reject))
  await socket.emitWithAck('status', { pending: 0 })
  return socket
}

const signIn = async (page: Page, kakou: KakouServer) => {
  const { name, password } = await kakou.kakou<{ name: string; password: string }>(
    'user',
    'create',
    'zhihui',
    '--role',
    'admin',
  )
  await enter(page, name, password)
  await expect(page).not.toHaveURL(/\/login/)
}

const lay = async (kakou: KakouServer): Promise<{ key: string; tablets: Map<string, Socket> }> => {
  const folder = join(DATA ?? '', AREA)
  const report = await kakou.kakou<{ crossings: number; presumedCrossings: number }>(
    'roads',
    'import',
    join(folder, 'roads.osm.pbf'),
    '--boundary',
    join(folder, 'boundary.geojson'),
    '--places',
    join(folder, 'places.geojson'),
  )
  expect(report.crossings).toBe(57)
  await kakou.kakou('checkpoint', 'import', join(folder, 'checkpoints.geojson'))
  const { key } = await kakou.kakou<{ key: string }>('key', 'create', '--role', 'admin')
  for (const { properties, geometry } of read<PointFile>('closures.geojson').features) {
    const [lng, lat] = geometry.coordinates
    const words = { authority: 'test', document: 'test', responsible: 'test', emergency: 'test' }
    await api(kakou, key, 'POST', '/closures', { code: properties.code, name: properties.name, lng, lat, ...words })
  }
  const tablets = new Map<string, Socket>()
  for (const { properties } of read<PointFile>('checkpoints.geojson').features) {
    const { code, state = 'open' } = properties
    if (state === 'unstaffed') await api(kakou, key, 'PATCH', `/checkpoints/${code}`, { unstaffed: true })
    if (HEARD.has(state)) tablets.set(code, await reportFrom(kakou, code))
  }
  return { key, tablets }
}

test('roads and checkpoints of a real place come in, entries are counted, the live coverage is the exact one', async ({
  kakou,
  openScreen,
}) => {
  if (DATA === null) {
    process.stdout.write('    ../shared/data is absent: nothing was compared with real roads\n')
    return
  }
  const { key, tablets } = await lay(kakou)
  const expected = read<CoverageResult>('expected.json')
  const live = await waitFor(
    'the live coverage to settle',
    async () => {
      const coverage = await api<CoverageResult>(kakou, key, 'GET', '/coverage')
      return JSON.stringify(coverage.summary.byState) === JSON.stringify(expected.summary.byState) ? coverage : null
    },
    { timeoutMs: 120_000 },
  )
  const states = (result: CoverageResult) =>
    Object.fromEntries(result.crossings.map(({ lng, lat, state }) => [`${lng.toFixed(5)},${lat.toFixed(5)}`, state]))
  expect(states(live)).toEqual(states(expected))
  for (const [state, metres] of Object.entries(expected.summary.metres)) {
    expect(Math.abs((live.summary.metres[state as 'exposed'] ?? 0) - metres)).toBeLessThan(0.5)
  }
  expect(live.summary.populationExposed).toBe(expected.summary.populationExposed)

  const [[code, tablet] = []] = tablets
  expect(tablet).toBeDefined()
  const now = new Date().toISOString()
  await tablet?.emitWithAck('entries', [anEntry({ occurredAt: now }), anEntry({ occurredAt: now, direction: 'out' })])
  const counted = await api<{ today: { vehiclesIn: number; vehiclesOut: number } }>(
    kakou,
    key,
    'GET',
    `/checkpoints/${code}`,
  )
  expect([counted.today.vehiclesIn, counted.today.vehiclesOut]).toEqual([1, 1])

  const command = await openScreen('desktop')
  await signIn(command, kakou)
  await command.goto(`/command?checkpoint=${code}`)
  await expect(command.getByText('80.6 km').first()).toBeVisible()
  await expect(command.getByText('OpenStreetMap').first()).toBeVisible()
  await command.goto('/planner')
  await expect(command.locator('ol > li').first()).toBeVisible()
  await expect(command.locator('.leaflet-tile-loaded').first()).toBeVisible()
  for (const socket of tablets.values()) socket.close()
})
