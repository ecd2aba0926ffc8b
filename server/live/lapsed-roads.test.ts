import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import type { Socket } from 'socket.io-client'
import type { Delta, LiveCoverage, Snapshot } from '#protocol/live'
import { type CountyFixture, seedCounty } from '../testing/county-fixture'
import { fakeClock } from '../testing/fake-clock'
import { layGuardedCounty } from '../testing/guarded-county'
import { asked, heard, type ServerRig, startServerRig } from '../testing/server-rig'
import { waitFor } from '../testing/wait-for'

/** K01 guards the west; closures stand in the east and the north: the whole county hangs on one tablet. */

const SECOND = 1_000
const clock = fakeClock('2026-03-01T14:00:00+08:00')
let rig: ServerRig
let county: CountyFixture
let admin: string
let tablet: Socket
const screens: { socket: Socket; coverage: LiveCoverage | null }[] = []

before(async () => {
  rig = await startServerRig({
    clock,
    fill: async (sql) => {
      county = await seedCounty(sql, new Date(clock.now()).toISOString())
    },
  })
  admin = await rig.key('admin')
  await layGuardedCounty(rig, admin, clock)
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
    { timeoutMs: 60_000 },
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
