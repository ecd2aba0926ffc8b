import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { CheckpointPanel } from '#protocol/checkpoint-panel'
import { type CountyFixture, seedCounty, seedDevice } from '../testing/county-fixture'
import { anEntry } from '../testing/entry-builder'
import { fakeClock } from '../testing/fake-clock'
import { aShift, aStock } from '../testing/item-builder'
import { type ServerRig, startServerRig } from '../testing/server-rig'

const HOUR = 3_600_000
const clock = fakeClock('2026-11-23T09:00:00.000+08:00')
const at = (hoursAgo: number) => new Date(clock.now() - hoursAgo * HOUR).toISOString()
let rig: ServerRig
let county: CountyFixture
let command: string

before(async () => {
  rig = await startServerRig({
    clock,
    fill: async (sql) => {
      county = await seedCounty(sql, at(0))
      await sql`
        update checkpoints set leader = ${sql.json({ name: '王建国', title: '副镇长', phone: '0572-5021234' })}
        where code = 'K01'`
      await sql`insert into lanes (checkpoint_id, name) values (${county.checkpoints[0]}, '1'), (${county.checkpoints[0]}, '2')`
    },
  })
  command = await rig.key('command')
})
after(() => rig.close())

const panel = async () =>
  CheckpointPanel.parse((await rig.call('GET', '/checkpoints/K01/panel', { token: command })).json)

test('a checkpoint that has just begun says so: nobody on duty, nothing counted, no advice', async () => {
  const empty = await panel()
  assert.deepEqual(empty.duty.shifts, [])
  assert.equal(empty.lanes.advice, null)
  assert.deepEqual(empty.daysLeft, {})
  assert.deepEqual(empty.leader, { name: '王建国', title: '副镇长', phone: '0572-5021234' })
  assert.deepEqual([empty.lanes.all, empty.lanes.open], [2, 1])
})

test('people, supplies with the days that they last, tablets and lanes for what usually comes', async () => {
  const { token } = county.device
  const items = [
    aStock({ occurredAt: at(48), stock: { masks: 500, thermometers: 3 } }),
    aStock({ occurredAt: at(1), stock: { masks: 406, thermometers: 3 } }),
    aShift({ occurredAt: at(1) }),
  ]
  assert.equal((await rig.call('POST', '/items', { token, body: { items } })).status, 200)
  const yesterday = Array.from({ length: 90 }, (_, minute) =>
    anEntry({ occurredAt: new Date(clock.now() - 23 * HOUR + minute * 30_000).toISOString(), formMs: 60_000 }),
  )
  assert.equal((await rig.call('POST', '/entries', { token, body: { entries: yesterday } })).status, 200)
  await seedDevice(rig.sql, county.checkpoints[0], at(-1))
  await rig.sql`update devices set battery = 64, pending = 3, last_seen_at = ${at(0)} where id = ${county.device.id}`
  const full = await panel()
  assert.equal(full.duty.shifts.length, 1)
  assert.equal(Math.round(full.daysLeft.masks ?? 0), 8)
  assert.equal(full.daysLeft.thermometers, undefined)
  assert.deepEqual(full.tablets[0], { name: 'K01-1', lane: null, battery: 64, pending: 3, seenAt: at(0) })
  assert.equal(full.tablets[1]?.seenAt, null)
  assert.equal(full.lanes.open, 2)
  assert.equal(full.lanes.advice?.ahead.hour, 10)
  assert.equal(full.lanes.advice?.ahead.arrivals, 90)
  assert.equal(full.lanes.advice?.ahead.lanes, 2)
})

test('a checkpoint of another county is none', async () => {
  await rig.sql`insert into jurisdictions (code, name, level, path) values ('330524', '临江县', 'county', '/9/')`
  const stranger = await rig.key('command', '330524')
  assert.equal((await rig.call('GET', '/checkpoints/K01/panel', { token: stranger })).status, 404)
  assert.equal((await rig.call('GET', '/checkpoints/K99/panel', { token: command })).status, 404)
})
