import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import type { Socket } from 'socket.io-client'
import type { Delta, LiveCoverage, Snapshot } from '#protocol/live'
import { type CountyFixture, seedCounty } from '../testing/county-fixture'
import { fakeClock } from '../testing/fake-clock'
import { asked, heard, type ServerRig, startServerRig } from '../testing/server-rig'
import { threeWaysFiles } from '../testing/three-ways-county'
import { waitFor } from '../testing/wait-for'

/** K01 guards the west; closures stand in the east and the north: the whole county hangs on one tablet. */

const SECOND = 1_000
const clock = fakeClock('2026-03-01T14:00:00+08:00')
let rig: ServerRig
let county: CountyFixture
let admin: string
let tablet: Socket
const screens: { socket: Socket; coverage: LiveCoverage | null }[] = []

const call = async (method: string, path: string, body: object) => {
  const { status } = await rig.call(method, path, { token: admin, body })
  assert.ok(status < 300, `${method} ${path}: ${status}`)
}

before(async () => {
  rig = await startServerRig({
    clock,
    fill: async (sql) => {
      county = await seedCounty(sql, new Date(clock.now()).toISOString())
    },
  })
  admin = await rig.key('admin')
  await call('PATCH', '/checkpoints/K01', { lng: 119.41, lat: 30.6 })
  const order = { authority: '县指挥部', document: '8 号', responsible: '张工', emergency: '十分钟内开启' }
  await call('POST', '/closures', { ...order, name: '东', lng: 119.59, lat: 30.6 })
  await call('POST', '/closures', { ...order, name: '北', lng: 119.45, lat: 30.69 })
  const form = new FormData()
  for (const [name, text] of Object.entries(threeWaysFiles())) form.set(name, new File([text], name))
  const headers = { Authorization: `Bearer ${admin}` }
  assert.equal((await fetch(`${rig.url}/api/v1/roads`, { method: 'POST', headers, body: form })).status, 202)
  await waitFor(
    'the coverage',
    async () => {
      clock.advance(50)
      return (await rig.call('GET', '/coverage', { token: admin })).status === 200 ? true : null
    },
    { timeoutMs: 60_000 },
  )
  tablet = rig.socket('/tablet', { token: county.device.token })
  await heard(tablet, 'policy')
  for (const role of ['admin', 'command'] as const) {
    const socket = rig.socket('/live', { token: await rig.key(role) })
    await heard(socket, 'connect')
    const screen: (typeof screens)[number] = { socket, coverage: null }
    socket.on('delta', (delta: Delta) => {
      screen.coverage = delta.coverage ?? screen.coverage
    })
    screen.coverage = ((await socket.emitWithAck('subscribe', {})) as Snapshot).coverage
    screens.push(screen)
  }
})
after(() => rig.close())

const isLapsed = (coverage: LiveCoverage | null) => (coverage?.segments.lapsed.length ?? 0) > 0

/** Lets the clock go on by 50 ms at a time, the threads working meanwhile, until all screens show it; how long by the clock. */
const untilAllShow = async (wanted: boolean): Promise<number> => {
  const from = clock.now()
  await waitFor(
    wanted ? 'lapsed roads on every screen' : 'no lapsed road on any screen',
    async () => {
      if (screens.every(({ coverage }) => coverage !== null && isLapsed(coverage) === wanted)) return true
      // The thread works in real time: where the clock would run away from it, it waits for it.
      await pause(40)
      if (clock.now() - from < 950) clock.advance(50)
      return null
    },
    { timeoutMs: 30_000 },
  )
  return clock.now() - from
}

test('a checkpoint that is lost turns its roads to lapsed on every screen within a second, and back', async () => {
  const status = () => asked(tablet, 'status', { pending: 0 })
  await status()
  await untilAllShow(false)
  clock.advance(119 * SECOND)
  clock.advance(1 * SECOND)
  assert.ok((await untilAllShow(true)) <= SECOND)
  await status()
  assert.ok((await untilAllShow(false)) <= SECOND)
})
