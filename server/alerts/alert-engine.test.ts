/** The alert engine on a real Postgres with a clock that the test holds: what it raises, folds, ends, and lets climb. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, beforeEach, test } from 'node:test'
import { connectDatabase, type Database } from '../../db/client'
import { putSigns } from '../../db/stores/condition-store'
import { type Core, createCore } from '../core'
import type { Env } from '../env'
import { createLog } from '../log'
import { createTestDatabase, type TestDatabase } from '../testing/database'
import { fakeClock } from '../testing/fake-clock'
import { AlertEngine } from './alert-engine'

const MINUTE = 60_000
/** 10:00 in the county; its reports are due at 18:00. */
const START = Date.parse('2026-11-23T02:00:00Z')

let testDatabase: TestDatabase
let database: Database
const clock = fakeClock(START)
const log = createLog('test')
let core: Core
let engine: AlertEngine

before(async () => {
  log.level = 'error'
  testDatabase = await createTestDatabase()
  database = await connectDatabase(testDatabase.target, { application: 'alert engine' })
  const { sql } = database
  await sql`
    insert into jurisdictions (id, code, name, level, parent_id, path) overriding system value values
      (1, '330500', '市', 'city', null, '/1/'), (2, '330501', '县', 'county', 1, '/1/2/'),
      (3, '330501101', '东镇', 'town', 2, '/1/2/3/'), (4, '330501102', '西镇', 'town', 2, '/1/2/4/')`
})
after(async () => {
  await database.end()
  await testDatabase.drop()
})

beforeEach(async () => {
  const { sql } = database
  const kept = ['alerts', 'firings', 'signs', 'alert_pauses', 'items', 'devices', 'pairings', 'checkpoints']
  for (const table of kept) await sql`delete from ${sql(table)}`
  clock.setTo(START)
  for (let n = 1; n <= 6; n++) {
    await sql`
      insert into checkpoints (id, code, name, jurisdiction_id, kind, ring, set_state, lng, lat, updated_at)
      overriding system value values (${n}, ${`K0${n}`}, '卡口', ${n % 2 ? 3 : 4}, 'county-line', 'county', 'open', 119, 30,
        ${new Date(START - 43_200_000)})`
    const [device, pairing] = [randomUUID(), randomUUID()]
    const long = new Date(START - 30 * 86_400_000)
    await sql`insert into devices (id, token_hash, created_at) values (${device}, ${Buffer.from(device)}, ${long})`
    await sql`
      insert into pairings (id, device_id, checkpoint_id, started_at) values (${pairing}, ${device}, ${n}, ${long})`
  }
  core = await makeCore()
  engine = startEngine(core)
  // Tablets had time to find the server.
  clock.advance(3 * MINUTE)
  await hear(1, 2, 3, 4, 5, 6)
})

const makeCore = async (): Promise<Core> => {
  const made = createCore({ database, env: {} as Env, clock, log })
  await made.checkpoints.load()
  return made
}
/** Its own timers never run: the test calls its rounds. */
const startEngine = (of: Core): AlertEngine => {
  const still = { ...of, clock: { ...clock, every: () => () => {} } }
  const made = new AlertEngine(still)
  made.start()
  return made
}
const hear = (...points: number[]) => say({}, ...points)
const say = async (more: object, ...points: number[]) => {
  const seenAt = new Date(clock.now()).toISOString()
  const none = { queue: null, queueAt: null, stock: null, stockAt: null }
  await putSigns(
    database.sql,
    points.map((checkpointId) => ({ ...none, checkpointId, seenAt, ...more })),
  )
}
/** Goes on by so many minutes, all but those points heard of each of them, and a round at its end. */
const minutes = async (count: number, ...silent: number[]) => {
  for (let i = 0; i < count; i++) {
    clock.advance(MINUTE)
    await hear(...[1, 2, 3, 4, 5, 6].filter((n) => !silent.includes(n)))
    await engine.round()
  }
}
const report = async (point: number, to: string) => {
  const body = { period: { from: new Date(Date.parse(to) - 86_400_000).toISOString(), to }, abnormal: 0 }
  await database.sql`
    insert into items (id, kind, checkpoint_id, source, occurred_at, received_at, counted_at, flags, begins, digest, body)
    values (${randomUUID()}, 'zero-report', ${point}, ${randomUUID()}, now(), now(), ${to}, 0, false, '', ${database.sql.json(body)})`
}
interface Row {
  id: string
  kind: string
  state: string
  checkpoint_id: number | null
  jurisdiction_id: number | null
  count: number
  level: number
  result: string | null
}
const alerts = () => database.sql<Row[]>`
  select id, kind, state, checkpoint_id, jurisdiction_id, count, level, result from alerts order by raised_at, id`
const acts = async (id = '') => {
  const rows = await database.sql<{ act: string }[]>`
    select act from alert_events where ${id} in ('', alert_id::text) order by at, id`
  return rows.map(({ act }) => act).join(' ')
}

test('a point that falls silent is told with the time since, ends by itself, and flaps in place', async () => {
  await minutes(2, 1)
  assert.equal((await alerts()).length, 0, 'the time is not over, or others may fall with it')
  await minutes(1, 1)
  const [alert] = await alerts()
  assert.deepEqual([alert?.kind, alert?.state, alert?.checkpoint_id, alert?.count], ['offline', 'open', 1, 1])
  const [row] = await database.sql<{ since: Date }[]>`select since from alerts`
  assert.equal(row?.since.getTime(), START + 3 * MINUTE)
  await minutes(5, 1)
  assert.equal((await alerts()).length, 1)
  await minutes(1)
  assert.deepEqual([(await alerts())[0]?.state, (await alerts())[0]?.result], ['resolved', 'recovered'])
  await minutes(4, 1)
  const [again] = await alerts()
  assert.deepEqual([again?.id, again?.state, again?.count], [alert?.id, 'open', 2], 'in place of a new one')
  assert.equal(await acts(), 'raised recovered reopened')
  await minutes(31)
  await minutes(4, 1)
  assert.equal((await alerts()).length, 2, 'long after it is another')
})

test('what a clock that was ahead wrote down stands no longer than the clock', async () => {
  const write = (atMs: number, queue: number) => {
    const at = new Date(atMs).toISOString()
    return putSigns(database.sql, [{ checkpointId: 1, seenAt: at, queue, queueAt: at, stock: null, stockAt: null }])
  }
  const read = () =>
    database.sql<{ at: Date; queue: number }[]>`select seen_at as at, queue from signs where checkpoint_id = 1`
  await write(START + 370 * 86_400_000, 7)
  await write(START, 3)
  assert.deepEqual([...(await read())], [{ at: new Date(START), queue: 3 }], 'what is told now is newer')
  await write(START + 2 * MINUTE, 4)
  await write(START + MINUTE, 5)
  assert.equal((await read())[0]?.queue, 4, 'two servers may differ by a minute, and write in another order')
})

test('points that fall together are one alert above them all; it ends with the last of them', async () => {
  await minutes(3, 1, 2, 3, 4)
  const [alert, ...others] = await alerts()
  assert.deepEqual(others, [])
  assert.deepEqual([alert?.checkpoint_id, alert?.jurisdiction_id, alert?.count], [null, 2, 1])
  await minutes(1, 1)
  assert.equal((await alerts())[0]?.state, 'open')
  await minutes(1)
  assert.equal((await alerts())[0]?.state, 'resolved')
  assert.equal(await acts(), 'raised eased recovered')
})

test('two engines at once raise each alert once, and one after the other as well', async () => {
  const other = startEngine(await makeCore())
  clock.advance(10 * MINUTE)
  await Promise.all([engine.round(), other.round(), engine.round(), other.round()])
  await other.round()
  await engine.round()
  assert.deepEqual(
    (await alerts()).map(({ count }) => count),
    [1],
  )
  assert.equal(await acts(), 'raised')
})

test('after a start nobody is silent for as long as the policy allows silence', async () => {
  clock.advance(60 * MINUTE)
  const late = startEngine(core)
  await late.round()
  clock.advance(MINUTE)
  await late.round()
  assert.equal((await alerts()).length, 0)
  clock.advance(2 * MINUTE)
  await late.round()
  assert.equal((await alerts()).length, 1, 'all six, as one')
})

test('a queue is told from its limit on, holds a little under it, and goes when it is forgotten', async () => {
  const queue = (vehicles: number) => say({ queue: vehicles, queueAt: new Date(clock.now()).toISOString() }, 2)
  await queue(29)
  await minutes(1)
  assert.equal((await alerts()).length, 0)
  await queue(30)
  await minutes(1)
  assert.deepEqual(
    (await alerts()).map(({ kind, state }) => `${kind} ${state}`),
    ['queue open'],
  )
  await queue(25)
  await minutes(1)
  assert.equal((await alerts())[0]?.state, 'open')
  await queue(12)
  await minutes(1)
  assert.equal((await alerts())[0]?.result, 'recovered')
  await queue(40)
  await minutes(1)
  assert.deepEqual(
    (await alerts()).map(({ state, count }) => `${state} ${count}`),
    ['open 2'],
  )
  clock.advance(2 * 60 * MINUTE)
  await hear(1, 2, 3, 4, 5, 6)
  await engine.round()
  assert.equal((await alerts())[0]?.state, 'resolved', 'two hours old it says nothing')
})

test('supplies that are low are named with what is left, and told again when it is less', async () => {
  const stock = (amounts: object) => say({ stock: amounts, stockAt: new Date(clock.now()).toISOString() }, 3)
  await stock({ masks: 49, suits: 40, gloves: 0 })
  await minutes(1)
  const detail = async () => (await database.sql<{ detail: object }[]>`select detail from alerts`)[0]?.detail
  assert.deepEqual(await detail(), { masks: 49 })
  await stock({ masks: 20, suits: 3 })
  await minutes(1)
  assert.deepEqual(await detail(), { masks: 20, suits: 3 })
  await stock({ masks: 200, suits: 30 })
  await minutes(1)
  assert.deepEqual(
    (await alerts()).map(({ state, count }) => `${state} ${count}`),
    ['resolved 1'],
  )
})

test('a period that ended without a report is told once for all that are missing, until they come', async () => {
  clock.setTo('2026-11-23T10:05:00Z')
  await report(1, '2026-11-23T10:00:00Z')
  await minutes(1)
  const [alert] = await alerts()
  assert.deepEqual([alert?.kind, alert?.jurisdiction_id], ['zero-report', 2])
  const members = await database.sql`select 1 from alert_members where over_at is null`
  assert.equal(members.length, 5)
  for (const point of [2, 3, 4, 5, 6]) await report(point, '2026-11-23T10:00:00Z')
  await minutes(1)
  assert.equal((await alerts())[0]?.result, 'recovered')
})

test('a report that is missing at the end of a month and a year is one alert over midnight, until it comes', async () => {
  clock.setTo('2026-12-31T10:05:00Z')
  for (const point of [1, 2, 3, 4, 5]) await report(point, '2026-12-31T10:00:00Z')
  await minutes(1)
  // 00:10 of the new year in the county; the old one in UTC.
  for (const time of ['2026-12-31T16:10:00Z', '2027-01-01T00:30:00Z']) {
    clock.setTo(time)
    await minutes(1)
  }
  const found = (await alerts()).filter(({ kind }) => kind === 'zero-report')
  assert.deepEqual(
    found.map(({ checkpoint_id, state }) => [checkpoint_id, state]),
    [[6, 'open']],
  )
  await report(6, '2026-12-31T10:00:00Z')
  await minutes(1)
  assert.equal((await alerts()).find(({ kind }) => kind === 'zero-report')?.result, 'recovered')
})

test('a checkpoint that never reported is overdue too, from its opening, and one that is not open never is', async () => {
  await database.sql`update checkpoints set opened_at = ${new Date('2026-11-23T10:01:00Z')} where id = 1`
  await database.sql`update checkpoints set set_state = 'planned' where id = 2`
  await database.sql`update checkpoints set set_state = 'closed' where id = 3`
  await database.sql`update checkpoints set updated_at = ${new Date('2026-11-23T10:02:00Z')}, opened_at = ${new Date(START)} where id = 4`
  await database.sql`delete from pairings where checkpoint_id = 5`
  const overdue = async () =>
    (
      await database.sql<
        { id: number }[]
      >`select checkpoint_id as id from alert_members where over_at is null order by 1`
    ).map(({ id }) => id)
  clock.setTo('2026-11-23T10:05:00Z')
  await minutes(1)
  assert.deepEqual(await overdue(), [4, 5, 6])
  clock.setTo('2026-11-24T10:05:00Z')
  await minutes(1)
  assert.deepEqual(await overdue(), [1, 4, 5, 6])
})

test('in a pause nothing is raised, what was raised stays, and what still stands after it is told', async () => {
  await minutes(3, 1)
  const pause = { from: clock.now(), to: clock.now() + 30 * MINUTE }
  await database.sql`
    insert into alert_pauses (id, starts_at, ends_at, reason, kinds, jurisdiction_id, made_by, maker)
    values (${randomUUID()}, ${new Date(pause.from)}, ${new Date(pause.to)}, '断电检修', '{offline}', 3, 'x', 'x')`
  await minutes(5, 1, 3, 4)
  assert.deepEqual(
    (await alerts()).map(({ checkpoint_id, state }) => `${checkpoint_id} ${state}`),
    ['1 open', '4 open'],
  )
  await minutes(26, 1, 3, 4)
  assert.deepEqual(
    (await alerts()).map(({ checkpoint_id }) => checkpoint_id),
    [1, 4, 3],
  )
})

test('what is overdue climbs a level at a time, each once, also when two servers look', async () => {
  const other = startEngine(await makeCore())
  await minutes(3, 1)
  const levels = async () => (await alerts()).map(({ level }) => level)
  await minutes(14, 1)
  assert.deepEqual(await levels(), [0])
  clock.advance(MINUTE)
  await hear(2, 3, 4, 5, 6)
  await Promise.all([engine.round(), other.round(), engine.round()])
  assert.deepEqual(await levels(), [1])
  await minutes(15, 1)
  assert.deepEqual(await levels(), [2])
  await minutes(60, 1)
  assert.deepEqual(await levels(), [2], 'there is nobody above the city')
  assert.equal(await acts(), 'raised escalated escalated')
})
