/** Each kind that the clock finds is told once, however many servers find it, and by one that was stopped and wakes. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { TIMED_KINDS } from '#domain/alerts/alert-kinds'
import type { Condition } from '#domain/alerts/alert-plan'
import { HOUR_MS } from '#domain/instant'
import { DEFAULT_POLICY } from '#domain/policy/policy'
import { connectDatabase, type Database } from '../../db/client'
import { seedCounty } from '../testing/county-fixture'
import { createTestDatabase, type TestDatabase } from '../testing/database'
import { doAct } from './do-act'

const DUE_MS = Date.parse('2026-11-23T02:00:00Z')
let testDatabase: TestDatabase
let database: Database
let checkpointId: number

before(async () => {
  testDatabase = await createTestDatabase()
  database = await connectDatabase(testDatabase.target, { application: 'fires once' })
  checkpointId = (await seedCounty(database.sql, new Date(DUE_MS - HOUR_MS).toISOString())).checkpoints[0]
})
after(async () => {
  await database.end()
  await testDatabase.drop()
})

for (const kind of TIMED_KINDS) {
  test(`${kind}: without the lock the firing alone keeps it to once`, async () => {
    const subject = `${kind}:1`
    const times = { dueMs: DUE_MS, sinceMs: DUE_MS - HOUR_MS }
    const condition: Condition = { kind, subject, checkpointId, path: '/1/', ...times, entryId: null, detail: {} }
    const act = { act: 'raise' as const, kind, path: '/1/', conditions: [condition] }
    const raise = (nowMs: number) =>
      database.sql.begin((tx) => doAct(tx, act, DEFAULT_POLICY.deadlines.alertMinutes, nowMs)) as Promise<string[]>
    const raised = await Promise.all([raise(DUE_MS), raise(DUE_MS), raise(DUE_MS)])
    assert.deepEqual(raised.map((ids) => ids.length).sort(), [0, 0, 1])
    // What it had planned before it was stopped, it does when it goes on.
    assert.deepEqual(await raise(DUE_MS + HOUR_MS), [])
    const [found] = await database.sql<{ alerts: number; firings: number }[]>`
      select (select count(*)::int from alerts where kind = ${kind}) as alerts,
             (select count(*)::int from firings where kind = ${kind} and subject = ${subject}) as firings`
    assert.deepEqual({ ...found }, { alerts: 1, firings: 1 })
  })
}
