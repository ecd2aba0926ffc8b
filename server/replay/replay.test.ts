import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { HOUR_MS, MINUTE_MS } from '#domain/instant'
import { ReplayDay } from '#protocol/replay'
import { REPLAY_COUNTS } from '#protocol/replay-counts'
import { noteStates } from '../../db/stores/state-store'
import { type CountyFixture, seedCounty } from '../testing/county-fixture'
import { anEntry } from '../testing/entry-builder'
import { fakeClock } from '../testing/fake-clock'
import { type ServerRig, startServerRig } from '../testing/server-rig'
import { waitFor } from '../testing/wait-for'

/** Noon at the county. */
const clock = fakeClock('2026-11-23T12:00:00.000+08:00')
const midnight = Date.parse('2026-11-23T00:00:00.000+08:00')
let rig: ServerRig
let county: CountyFixture
let command: string

before(async () => {
  rig = await startServerRig({
    clock,
    fill: async (sql) => {
      county = await seedCounty(sql, new Date(clock.now()).toISOString())
    },
  })
  command = await rig.key('command')
})
after(() => rig.close())

const day = async (date: string, token = command) => {
  const answer = await rig.call('GET', `/replay?date=${date}`, { token })
  assert.equal(answer.status, 200, JSON.stringify(answer.json))
  return ReplayDay.parse(answer.json)
}

test('passages of a day stand in the steps in which they count, also what came later', async () => {
  const passing = (minutesAgo: number) =>
    anEntry({ occurredAt: new Date(clock.now() - minutesAgo * MINUTE_MS).toISOString() })
  const entries = [passing(5), passing(6), passing(125), passing(13 * 60)]
  assert.equal((await rig.call('POST', '/entries', { token: county.device.token, body: { entries } })).status, 200)
  const today = await day('2026-11-23')
  assert.equal(today.from, new Date(midnight).toISOString())
  assert.equal(today.to, new Date(clock.now()).toISOString())
  const steps = today.checkpoints.find(({ code }) => code === 'K01')?.steps ?? []
  const vehiclesIn = 1 + REPLAY_COUNTS.indexOf('vehiclesIn')
  assert.deepEqual(
    steps.map((step) => [step[0], step[vehiclesIn]]),
    [
      [59, 1],
      [71, 2],
    ],
  )
  const yesterday = await day('2026-11-22')
  assert.equal(Date.parse(yesterday.to) - Date.parse(yesterday.from), 24 * HOUR_MS)
  assert.deepEqual(
    yesterday.checkpoints.flatMap(({ code, steps: counted }) => counted.map((step) => [code, step[0]])),
    [['K01', 138]],
  )
})

test('states are written down as they change, once however often they are told', async () => {
  const stored = () => rig.sql<{ state: string }[]>`
    select state from state_changes where checkpoint_id = ${county.checkpoints[1]} order by at`
  await waitFor('the first states', async () => (await stored()).length > 0)
  const id = county.checkpoints[1]
  const at = (minutes: number) => new Date(clock.now() + minutes * MINUTE_MS)
  await noteStates(rig.sql, [{ checkpointId: id, at: at(1), state: 'reporting' }])
  await noteStates(rig.sql, [{ checkpointId: id, at: at(2), state: 'reporting' }])
  await noteStates(rig.sql, [{ checkpointId: id, at: at(3), state: 'quiet' }])
  await noteStates(rig.sql, [{ checkpointId: 9_999, at: at(3), state: 'quiet' }])
  assert.deepEqual(
    (await stored()).map(({ state }) => state),
    ['offline', 'reporting', 'quiet'],
  )
  clock.advance(10 * MINUTE_MS)
  const { checkpoints, exactSince } = await day('2026-11-23')
  assert.ok(exactSince !== null)
  const states = checkpoints.find(({ code }) => code === 'K02')?.states.map(([, state]) => state)
  assert.deepEqual(states?.slice(0, 3), ['offline', 'reporting', 'quiet'])
})

test('a day that is none or has not begun is refused in words; another county sees nothing of it', async () => {
  for (const date of ['2026-02-30', 'gestern', '2026-11-24', '']) {
    assert.equal((await rig.call('GET', `/replay?date=${date}`, { token: command })).status, 400, date)
  }
  const ahead = new Date(clock.now() + HOUR_MS).toISOString()
  assert.equal((await rig.call('GET', `/replay/coverage?at=${ahead}`, { token: command })).status, 400)
  assert.equal((await rig.call('GET', '/replay/coverage?at=2026-11-23T03:00:00Z', { token: command })).status, 404)
  await rig.sql`insert into jurisdictions (code, name, level, path) values ('330524', '临江县', 'county', '/9/')`
  assert.deepEqual((await day('2026-11-23', await rig.key('command', '330524'))).checkpoints, [])
})
