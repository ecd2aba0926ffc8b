/** A database that hangs: those who wait are told so, and what it has to do when it goes on is bounded. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { Sql } from 'postgres'
import { DEFAULT_THRESHOLDS } from '#domain/entries/thresholds'
import { connectDatabase, type Database } from '../../db/client'
import { verifyCounters } from '../../db/stores/counter-store'
import { systemClock } from '../clock'
import { DeviceDirectory, entrySource } from '../devices/device-directory'
import { createLog } from '../log'
import { type CountyFixture, seedCounty, seedDevice } from '../testing/county-fixture'
import { createTestDatabase, type TestDatabase } from '../testing/database'
import { anEntry } from '../testing/entry-builder'
import { fakeClock } from '../testing/fake-clock'
import { waitFor } from '../testing/wait-for'
import type { DeviceSource } from './entry-source'
import { Ingest } from './ingest'

const TABLETS = 6
/** A statement that takes longer is given up. */
const GIVEN_UP_MS = 5_000
/** Connections of the server for entries; while three of them hang two statements may be under way. */
const CONNECTIONS = 4

let testDatabase: TestDatabase
let database: Database
let county: CountyFixture
const log = createLog('test')
const clock = fakeClock(Date.now())
const tablets: DeviceSource[] = []

before(async () => {
  // Each message that is told to come again is a line.
  log.level = 'error'
  testDatabase = await createTestDatabase()
  database = await connectDatabase(testDatabase.target, { application: 'test' })
  county = await seedCounty(database.sql, new Date().toISOString())
  for (let n = 0; n < TABLETS; n++) {
    const { token } = await seedDevice(database.sql, county.checkpoints[0], new Date().toISOString())
    const device = await new DeviceDirectory(database.sql, systemClock).find(token)
    assert.ok(device)
    tablets.push(entrySource(device))
  }
})
after(async () => {
  await database.end()
  await testDatabase.drop()
})

/** Counts the statements that bring entries. */
const counting = (sql: Sql): { sql: Sql; begun(): number } => {
  let begun = 0
  const note = (text: unknown) => {
    if (JSON.stringify(text ?? '').includes('insert into entries')) begun++
  }
  const counted = new Proxy(sql, {
    apply(target, self, given) {
      note(given[0])
      return Reflect.apply(target, self, given)
    },
    get(target, name) {
      const value: unknown = Reflect.get(target, name)
      if (name !== 'unsafe' || typeof value !== 'function') return value
      return (...given: unknown[]) => {
        note(given[0])
        return Reflect.apply(value, target, given)
      }
    },
  })
  return { sql: counted, begun: () => begun }
}

test('while a database hangs no more is sent to it than it has connections, and nobody waits to hear of it', async () => {
  const { sql, begun } = counting(database.ingest)
  const ingest = new Ingest({
    sql,
    clock,
    log,
    digestSecret: () => Buffer.alloc(32),
    epoch: () => 'e1',
    thresholds: () => DEFAULT_THRESHOLDS,
    seal: (body) => ({ body }),
    onStored: () => {},
  })
  const outboxes = tablets.map((source) => ({
    source,
    entries: Array.from({ length: 200 }, () => anEntry({ id: randomUUID(), occurredAt: new Date().toISOString() })),
  }))
  const offer = () => outboxes.map(({ source, entries }) => ingest.submit(source, entries))
  const holder = await database.sql.reserve()
  await holder`begin`
  await holder`lock table entries in access exclusive mode`
  try {
    // Two minutes of tablets that come again as soon as they are told to.
    for (let time = 0; time < 24; time++) {
      const told: unknown[] = []
      for (const asked of offer()) void asked.then((answer) => told.push(answer))
      await waitFor('everybody to be told', () => {
        if (told.length < TABLETS) clock.advance(GIVEN_UP_MS)
        return told.length === TABLETS
      })
      assert.ok(told.every((answer) => JSON.stringify(answer).startsWith('{"busy":true')))
    }
    assert.ok(begun() > 0 && begun() <= CONNECTIONS + 1, `${begun()} statements wait`)
    // By no clock: at once.
    assert.ok((await Promise.all(offer())).every((answer) => 'busy' in answer))
  } finally {
    await holder`rollback`
    holder.release()
  }
  await waitFor('what was offered to be taken, by itself', async () =>
    (await Promise.all(offer())).every(
      (answer) => 'results' in answer && answer.results.every(({ status }) => status !== 'rejected'),
    ),
  )
  const [row] = await database.sql<{ rows: number }[]>`select count(*)::int as rows from entries`
  assert.equal(row?.rows, TABLETS * 200)
  assert.deepEqual(await verifyCounters(database.sql), [])
  await ingest.close()
})
