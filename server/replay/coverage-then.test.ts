/** K01 guards the west; closures stand in the east and the north: coverage follows what each of them did on that day. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { LiveCoverage } from '#protocol/live'
import { ReplayDay } from '#protocol/replay'
import { noteStates } from '../../db/stores/state-store'
import { type CountyFixture, seedCounty } from '../testing/county-fixture'
import { fakeClock } from '../testing/fake-clock'
import { layGuardedCounty } from '../testing/guarded-county'
import { type ServerRig, startServerRig } from '../testing/server-rig'

const clock = fakeClock('2026-03-01T14:00:00+08:00')
let rig: ServerRig
let county: CountyFixture
let admin: string

const at = (time: string) => `2026-03-01T${time}:00+08:00`

before(async () => {
  rig = await startServerRig({
    clock,
    fill: async (sql) => {
      county = await seedCounty(sql, new Date(clock.now()).toISOString())
    },
  })
  admin = await rig.key('admin')
  await layGuardedCounty(rig, admin, clock, at('08:00'))
  const states = [
    ['09:00', 'reporting'],
    ['11:00', 'offline'],
    ['12:00', 'closed'],
    ['13:00', 'alarm'],
  ] as const
  for (const [time, state] of states) {
    await noteStates(rig.sql, [{ checkpointId: county.checkpoints[0], at: new Date(at(time)), state }])
  }
})
after(() => rig.close())

test('roads at an instant are those of the checkpoint as it was: at work, offline, withdrawn, at work again', async () => {
  const roads = async (time: string) => {
    const path = `/replay/coverage?at=${encodeURIComponent(at(time))}`
    const { status, json } = await rig.call<LiveCoverage>('GET', path, { token: admin })
    assert.equal(status, 200)
    const [west, north, east] = json.crossings.map(({ state }) => state)
    assert.equal(north, east)
    return `${west} ${east}, ${json.segments.lapsed.length > 0 ? 'roads lapsed' : 'none lapsed'}`
  }
  assert.equal(await roads('10:30'), 'monitored closed, none lapsed')
  assert.equal(await roads('11:30'), 'on-paper closed, roads lapsed')
  assert.equal(await roads('12:30'), 'unmonitored closed, none lapsed')
  assert.equal(await roads('13:30'), 'monitored closed, none lapsed')
  assert.equal(await roads('07:30'), 'monitored unmonitored, none lapsed', 'the closures stood from eight on')
})

test('the day says the same of the checkpoint and of the closures', async () => {
  const { json } = await rig.call('GET', '/replay?date=2026-03-01', { token: admin })
  const { checkpoints, closures } = ReplayDay.parse(json)
  const states = checkpoints.find(({ code }) => code === 'K01')?.states ?? []
  assert.deepEqual(states.slice(0, 4), [
    [9 * 3_600_000, 'reporting'],
    [11 * 3_600_000, 'offline'],
    [12 * 3_600_000, 'closed'],
    [13 * 3_600_000, 'alarm'],
  ])
  assert.deepEqual(
    closures.map(({ from, to }) => [from, to]),
    Array(2).fill([new Date(at('08:00')).toISOString(), null]),
  )
})
