/** The two-hour rule on a real Postgres with a clock that the test holds: for whom it runs, and what ends it. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, beforeEach, test } from 'node:test'
import { connectDatabase, type Database } from '../../db/client'
import { putSigns } from '../../db/stores/condition-store'
import { makePartitions } from '../../db/stores/partitions'
import { type Core, createCore } from '../core'
import type { Env } from '../env'
import { ensureInstance } from '../instance/ensure-instance'
import { createLog } from '../log'
import { CLI_ACTOR } from '../people/cli-actor'
import { createTestDatabase, type TestDatabase } from '../testing/database'
import { fakeClock } from '../testing/fake-clock'
import { AlertEngine } from './alert-engine'
import { resolveAlert } from './resolve-alert'

const MINUTE = 60_000
const KEY = Buffer.alloc(32, 'kakou test key ')
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
  database = await connectDatabase(testDatabase.target, { application: 'two hours' })
  await database.sql`
    insert into jurisdictions (id, code, name, level, path) overriding system value
    values (1, '330501', '县', 'county', '/1/')`
  await database.sql`
    insert into checkpoints (id, code, name, jurisdiction_id, kind, ring, set_state, lng, lat, updated_at)
    overriding system value values (5, 'K05', '卡口', 1, 'county-line', 'county', 'open', 119, 30, ${new Date(START)})`
})
after(async () => {
  await database.end()
  await testDatabase.drop()
})

beforeEach(async () => {
  for (const table of ['entries', 'alerts', 'firings']) await database.sql`delete from ${database.sql(table)}`
  clock.setTo(START)
  core = createCore({ database, env: { key: KEY, demo: 'off' } as Env, clock, log })
  // What was written of an alert is sealed.
  await ensureInstance(core)
  await core.checkpoints.load()
  // Its own timers never run: the test calls its rounds.
  engine = new AlertEngine({ ...core, clock: { ...clock, every: () => () => {} } })
  engine.start()
})

/** Goes on by so many minutes, the point heard of each of them, and a round at its end. */
const minutes = async (count: number) => {
  for (let i = 0; i < count; i++) {
    clock.advance(MINUTE)
    const seenAt = new Date(clock.now()).toISOString()
    await putSigns(database.sql, [{ checkpointId: 5, seenAt, queue: null, queueAt: null, stock: null, stockAt: null }])
    await engine.round()
  }
}
/** A passage at the fifth point that adds this to the counts. */
const pass = async (id: string, atMs: number, adds: string) => {
  const at = new Date(atMs)
  await database.sql`
    insert into entries (bucket, id, checkpoint_id, source, direction, occurred_at, received_at, counted_at, headcount,
      disposition, flags, adds, digest, standing)
    values (-1, ${id}, 5, ${randomUUID()}, 'in', ${at}, ${at}, ${at}, 1, 'hold', 0, ${adds}, '', true)`
}
/** A passage and the alert that told of it. */
const told = async (kind: 'fever' | 'risk', adds: string, atMs: number) => {
  const id = randomUUID()
  const at = new Date(atMs)
  await pass(id, atMs, adds)
  await database.sql`
    insert into alerts (id, kind, severity, state, checkpoint_id, entry_id, fold_key, count, level, raised_at, due_at)
    values (${randomUUID()}, ${kind}, 'high', 'acknowledged', 5, ${id}, ${`${kind}:${kind === 'risk' ? 5 : id}`}, 1, 0, ${at},
      ${new Date(atMs + 86_400_000)}) on conflict do nothing`
  return id
}

test('the two-hour rule runs for a fever that is kept apart, and for people from risk areas, until somebody has them', async () => {
  await makePartitions(database.sql, clock.now())
  const begin = clock.now() - 119 * MINUTE
  const fever = await told('fever', '{1,0,1,1,1,0,0,0,0,0,0,1,0}', begin)
  const feverHome = await told('fever', '{1,0,1,1,1,0,0,0,0,0,1,0,0}', begin)
  const atHome = await told('risk', '{1,0,2,0,0,1,2,0,0,0,2,0,0}', begin)
  await told('risk', '{1,0,1,0,0,1,1,0,0,0,0,1,0}', begin + MINUTE)
  // Sent on, and a hospital has it: no clock runs for these.
  await told('risk', '{1,0,1,0,0,1,1,0,0,0,0,0,0}', begin - 60 * MINUTE)
  await told('fever', '{1,0,1,1,1,0,0,0,0,0,0,0,1}', begin - 60 * MINUTE)
  const late = () => database.sql<{ entry_id: string; detail: { what: string }; state: string }[]>`
    select entry_id, detail, state from alerts where kind = 'two-hours' order by detail ->> 'what'`
  const states = async () => (await late()).map(({ state }) => state).join(' ')
  await minutes(1)
  assert.equal(await states(), '')
  await minutes(2)
  assert.deepEqual(
    (await late()).map(({ entry_id, detail, state }) => [entry_id, detail.what, state]),
    [
      [feverHome, 'fever-home', 'open'],
      [fever, 'kept', 'open'],
      [atHome, 'risk', 'open'],
    ],
    'the two from risk areas are one alert, of the first of them',
  )
  await database.sql`update entries set adds = '{1,0,1,1,1,0,0,0,0,0,0,0,1}' where id = ${fever}`
  await minutes(1)
  assert.equal(await states(), 'open resolved open')
  await database.sql`update alerts set state = 'resolved', resolved_at = now() where kind in ('risk', 'fever')`
  await minutes(1)
  assert.equal(await states(), 'resolved resolved resolved')
})

test('who was sent home or to isolation without a hit has two hours too, one alert a checkpoint, until somebody closes it', async () => {
  await makePartitions(database.sql, clock.now())
  const [begin, first] = [clock.now() - 119 * MINUTE, randomUUID()]
  await pass(first, begin, '{1,0,3,0,0,0,0,0,0,0,3,0,0}')
  await pass(randomUUID(), begin + MINUTE, '{1,0,1,0,0,0,0,0,0,0,0,1,0}')
  // Turned back, and taken by a hospital.
  await pass(randomUUID(), begin - 60 * MINUTE, '{1,0,2,0,0,0,0,1,2,0,0,0,0}')
  await pass(randomUUID(), begin - 60 * MINUTE, '{1,0,1,0,0,0,0,0,0,0,0,0,1}')
  const told = () => database.sql<{ id: string; entry_id: string; state: string; detail: { people: number } }[]>`
    select id, entry_id, state, detail from alerts where kind = 'two-hours'`
  const shown = async () => (await told()).map(({ state, detail }) => `${state} ${detail.people}`).join()
  await minutes(1)
  assert.equal(await shown(), '')
  await minutes(1)
  const { id = '', entry_id } = (await told())[0] ?? {}
  assert.deepEqual([await shown(), entry_id], ['open 3', first])
  await minutes(1)
  assert.equal(await shown(), 'open 4')
  const close = () => resolveAlert(core, CLI_ACTOR, { id, reason: '村里已接到', result: 'handed-over' })
  assert.ok((await close()).ok)
  await minutes(1)
  await pass(randomUUID(), clock.now() - 119 * MINUTE, '{0,0,2,0,0,0,0,0,0,0,2,0,0}')
  await minutes(2)
  assert.equal(await shown(), 'open 2', 'in place of a new one, and of the others nobody speaks any more')
  assert.ok((await close()).ok)
  await minutes(3)
  assert.equal(await shown(), 'resolved 2')
})

test('somebody on hold for two hours is told, and no more when a correction settles it', async () => {
  await makePartitions(database.sql, clock.now())
  const id = randomUUID()
  await pass(id, clock.now() - 119 * MINUTE, '{1,0,1,1,0,0,0,0,0,1,0,0,0}')
  await minutes(1)
  assert.equal((await database.sql`select 1 from alerts`).length, 0)
  await minutes(1)
  const [alert] = await database.sql`select kind, severity, entry_id, checkpoint_id from alerts`
  assert.deepEqual({ ...alert }, { kind: 'two-hours', severity: 'critical', entry_id: id, checkpoint_id: 5 })
  await database.sql`update entries set standing = false where id = ${id}`
  await minutes(1)
  assert.equal((await database.sql<{ state: string }[]>`select state from alerts`)[0]?.state, 'resolved')
})
