import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { countsFromVector } from '#domain/entries/counts'
import type { Entry } from '#domain/entries/entry'
import { DEFAULT_THRESHOLDS } from '#domain/entries/thresholds'
import type { EntriesAnswer } from '#protocol/results'
import { connectDatabase, type Database } from '../../db/client'
import { verifyCounters } from '../../db/stores/counter-store'
import { systemClock } from '../clock'
import { DeviceDirectory, entrySource } from '../devices/device-directory'
import { createLog } from '../log'
import { type CountyFixture, seedCounty, seedDevice } from '../testing/county-fixture'
import { createTestDatabase, type TestDatabase } from '../testing/database'
import { anEntry } from '../testing/entry-builder'
import type { DeviceSource } from './entry-source'
import type { StoredChanges } from './flush-entries'
import { Ingest } from './ingest'

let testDatabase: TestDatabase
let database: Database
let county: CountyFixture
let ingest: Ingest
let source: DeviceSource
const changes: StoredChanges[] = []
const now = () => new Date().toISOString()

before(async () => {
  testDatabase = await createTestDatabase()
  database = await connectDatabase(testDatabase.target, { application: 'test' })
  county = await seedCounty(database.sql, now())
  source = await sourceOf(county.device.token)
  const [instance] = await database.sql<{ secret: Buffer }[]>`select digest_secret as secret from instance`
  assert.ok(instance)
  ingest = new Ingest({
    sql: database.sql,
    clock: systemClock,
    log: createLog('test'),
    digestSecret: () => instance.secret,
    epoch: () => 'e1',
    thresholds: () => DEFAULT_THRESHOLDS,
    seal: (body) => ({ body }),
    onStored: (stored) => changes.push(stored),
  })
})

after(async () => {
  await database.end()
  await testDatabase.drop()
})

const sourceOf = async (token: string): Promise<DeviceSource> => {
  const device = await new DeviceDirectory(database.sql, systemClock).find(token)
  assert.ok(device)
  return entrySource(device)
}

const send = async (entries: unknown[], from = source): Promise<EntriesAnswer['results']> => {
  const answer = await ingest.submit(from, entries)
  assert.ok(!('busy' in answer), 'busy')
  return answer.results
}

const statuses = async (entries: unknown[], from = source) => (await send(entries, from)).map(({ status }) => status)

const totals = async (checkpoint = county.checkpoints[0]) => {
  const [row] = await database.sql<{ adds: string[] }[]>`
    select array[coalesce(sum(vehicles_in), 0), coalesce(sum(vehicles_out), 0), coalesce(sum(people), 0)] as adds
    from counters where checkpoint_id = ${checkpoint}`
  return (row?.adds ?? []).map(Number)
}

const agrees = async () => assert.deepEqual(await verifyCounters(database.sql), [])

test('an entry is stored once, however often and however many at once it is sent', async () => {
  const entry = anEntry({ occurredAt: now() })
  const before = await totals()
  const copies = await Promise.all(Array.from({ length: 5 }, () => send([entry])))
  const found = copies.map(([result]) => result?.status).sort()
  assert.deepEqual(found, ['duplicate', 'duplicate', 'duplicate', 'duplicate', 'stored'])
  assert.deepEqual(await statuses([entry, { ...entry, seq: 9, clockOffsetMs: 12 }]), ['duplicate', 'duplicate'])
  const after = await totals()
  assert.equal((after[0] ?? 0) - (before[0] ?? 0), 1)
  await agrees()
})

test('other content under the same id is a conflict, also within one message', async () => {
  const entry = anEntry({ occurredAt: now() })
  const other = { ...entry, headcount: 2 }
  const results = await send([entry, other])
  assert.equal(results[0]?.status, 'stored')
  assert.equal(results[1]?.errors?.[0]?.code, 'id-conflict')
  const [again] = await send([other])
  assert.equal(again?.errors?.[0]?.code, 'id-conflict')
  await agrees()
})

test('a bad entry is refused with its path and its neighbours are stored', async () => {
  const bad = { ...anEntry({ occurredAt: now() }), headcount: 0 }
  const results = await send([anEntry({ occurredAt: now() }), bad, 'nonsense', anEntry({ occurredAt: now() })])
  assert.deepEqual(
    results.map(({ status }) => status),
    ['stored', 'rejected', 'rejected', 'stored'],
  )
  assert.equal(results[1]?.errors?.[0]?.path, '/headcount')
  assert.equal(results[2]?.id, null)
})

test('a correction moves the counts, a void takes them back for good', async () => {
  const before = await totals()
  const root = anEntry({ occurredAt: now() })
  const amended: Entry = {
    ...anEntry({ occurredAt: root.occurredAt }),
    direction: 'out',
    headcount: 3,
    amends: root.id,
  }
  assert.deepEqual(await statuses([root, amended]), ['stored', 'stored'])
  let after = await totals()
  assert.deepEqual(
    after.map((value, index) => value - (before[index] ?? 0)),
    [0, 1, 3],
  )
  const voiding: Entry = { ...anEntry({ occurredAt: root.occurredAt }), amends: root.id, void: { reason: '误录' } }
  assert.deepEqual(await statuses([voiding]), ['stored'])
  after = await totals()
  assert.deepEqual(after, before)
  const late: Entry = { ...anEntry({ occurredAt: root.occurredAt }), amends: root.id }
  assert.deepEqual(await statuses([late]), ['stored'])
  assert.deepEqual(await totals(), before)
  assert.deepEqual(await statuses([root, amended, voiding, late]), Array(4).fill('duplicate'))
  await agrees()
  const standing = await database.sql<{ standing: boolean }[]>`
    select standing from entries where id = any(${[root.id, amended.id, late.id]}::uuid[])`
  assert.ok(standing.every((row) => !row.standing))
})

test('a correction counts at its root, whose time and place it takes', async () => {
  const occurredAt = new Date(Date.now() - 3 * 3_600_000).toISOString()
  const root = anEntry({ occurredAt, direction: 'out' })
  await send([root])
  const moved = await seedDevice(database.sql, county.checkpoints[0], now())
  await send([{ ...anEntry({ occurredAt: now() }), amends: root.id }], await sourceOf(moved.token))
  await agrees()
  const stranger = await seedDevice(database.sql, county.checkpoints[1], now())
  const [refused] = await send([{ ...anEntry({ occurredAt: now() }), amends: root.id }], await sourceOf(stranger.token))
  assert.equal(refused?.errors?.[0]?.code, 'amends')
  assert.equal(refused?.retry, undefined)
  const [unknown] = await send([{ ...anEntry({ occurredAt: now() }), amends: randomUUID() }])
  assert.equal(unknown?.errors?.[0]?.code, 'amends')
  assert.equal(unknown?.retry, true)
})

test('where it counts is the pairing, never the body', async () => {
  const stranger = await seedDevice(database.sql, county.checkpoints[1], now())
  const [foreign] = await send([anEntry({ occurredAt: now(), pairing: stranger.pairing })])
  assert.equal(foreign?.errors?.[0]?.code, 'pairing')
  const entry = anEntry({ occurredAt: now(), pairing: randomUUID(), checkpoint: 'K02' })
  assert.deepEqual(await statuses([entry]), ['stored'])
  const [row] = await database.sql<{ checkpoint: number; flags: number }[]>`
    select checkpoint_id as checkpoint, flags from entries where id = ${entry.id}`
  assert.equal(row?.checkpoint, county.checkpoints[0])
  assert.equal(row?.flags, 2)
})

test('fever and watch list raise an alert in the same transaction, once a passage', async () => {
  const at = now()
  const readings = [38.1, 38.2].map((celsius) => ({ celsius, site: 'forehead' as const, at }))
  const root = anEntry({ occurredAt: at, people: [{ readings }], disposition: 'hospital' })
  changes.length = 0
  await send([root])
  await send([{ ...root, id: randomUUID(), amends: root.id }])
  const alerts = await database.sql<{ kind: string; count: number }[]>`
    select kind, count from alerts where entry_id = ${root.id}`
  assert.deepEqual([...alerts], [{ kind: 'fever', count: 2 }])
  assert.equal(changes[0]?.alerts[0]?.kind, 'fever')
  assert.equal(countsFromVector(changes[0]?.moves[0]?.adds ?? []).fevers, 1)
  await agrees()
})

test('an entry that the database refuses is refused alone', async () => {
  // The check knows all that our own tables refuse; so this one refuses a thing more.
  await database.sql`alter table entries add constraint refuses_499 check (headcount <> 499)`
  try {
    const good = anEntry({ occurredAt: now() })
    const refused = anEntry({ occurredAt: now(), headcount: 499 })
    const offset = anEntry({ occurredAt: now(), clockOffsetMs: Number.MAX_SAFE_INTEGER })
    const results = await send([good, refused, offset])
    assert.deepEqual(
      results.map(({ status }) => status),
      ['stored', 'rejected', 'stored'],
    )
    await agrees()
  } finally {
    await database.sql`alter table entries drop constraint refuses_499`
  }
})

test('what is wrong with one entry is not said of another that came under its id at once', async () => {
  const late = { ...anEntry({ occurredAt: now() }), amends: randomUUID() }
  const other = anEntry({ id: late.id, occurredAt: now() })
  const [[refused], [left], [again]] = await Promise.all([send([late]), send([other]), send([late])])
  for (const result of [refused, again]) assert.equal(result?.errors?.[0]?.path, '/amends')
  assert.deepEqual([left?.status, left?.errors?.[0]?.path, left?.retry], ['rejected', '/id', true])
  assert.deepEqual(await statuses([other]), ['stored'])
})

test('many messages at once share commits and all are counted', async () => {
  const before = await totals()
  const messages = Array.from({ length: 200 }, () => [anEntry({ occurredAt: now() }), anEntry({ occurredAt: now() })])
  const answers = await Promise.all(messages.map((message) => send(message)))
  assert.ok(answers.flat().every(({ status }) => status === 'stored'))
  assert.equal((await totals())[2], (before[2] ?? 0) + 400)
  await agrees()
})

test('over capacity it is busy at once, all or nothing, and what was taken is stored', async () => {
  const messages = Array.from({ length: 60 }, () => Array.from({ length: 500 }, () => anEntry({ occurredAt: now() })))
  let latestBusy = 0
  const asked: ReturnType<Ingest['submit']>[] = []
  for (const message of messages) {
    const mine = asked.length
    asked.push(
      ingest.submit(source, message).then((answer) => {
        if ('busy' in answer) latestBusy = Math.max(latestBusy, asked.length - mine)
        return answer
      }),
    )
    // As from the network: each in an iteration of its own.
    await new Promise((resolve) => setImmediate(resolve))
  }
  const answers = await Promise.all(asked)
  const busy = messages.filter((_, index) => 'busy' in (answers[index] ?? {}))
  assert.ok(busy.length > 0 && busy.length < messages.length, `${busy.length} were turned away`)
  assert.equal(latestBusy, 1, 'before the next one was asked')
  const ids = busy.flat().map(({ id }) => id)
  const [row] = await database.sql<{ stored: number }[]>`
    select count(*)::int as stored from entries where id = any(${ids}::uuid[])`
  assert.equal(row?.stored, 0)
  for (const answer of answers) {
    if (!('busy' in answer)) assert.ok(answer.results.every(({ status }) => status === 'stored'))
  }
  assert.deepEqual(await statuses(busy[0] ?? []), Array(500).fill('stored'), 'it recovers without help')
  await agrees()
})

test('a car at a barrier passes the outboxes that drain, also where they fill all that may wait', async () => {
  const other = await sourceOf((await seedDevice(database.sql, county.checkpoints[1], now())).token)
  const outboxes = await Promise.all(
    Array.from({ length: 4 }, async () =>
      sourceOf((await seedDevice(database.sql, county.checkpoints[1], now())).token),
    ),
  )
  const order: string[] = []
  const draining = outboxes.flatMap((outbox) =>
    Array.from({ length: 12 }, () =>
      ingest
        .submit(
          outbox,
          Array.from({ length: 500 }, () => anEntry({ occurredAt: now() })),
        )
        .then((answer) => order.push('busy' in answer ? 'busy' : 'batch')),
    ),
  )
  await new Promise((resolve) => setImmediate(resolve))
  const car = ingest.submit(other, [anEntry({ occurredAt: now() })]).then((answer) => {
    order.push('busy' in answer ? 'car told busy' : 'car')
  })
  await Promise.all([...draining, car])
  assert.ok(order.includes('busy'), 'all that may wait was taken')
  const stored = order.filter((one) => one !== 'busy')
  assert.ok(stored.indexOf('car') >= 0 && stored.indexOf('car') <= 6, `${stored}`)
})

test('whoever floods it is told to come again while everybody else is still taken', async () => {
  const other = await sourceOf((await seedDevice(database.sql, county.checkpoints[1], now())).token)
  const batch = () => Array.from({ length: 500 }, () => anEntry({ occurredAt: now() }))
  const flood = Array.from({ length: 40 }, () => ingest.submit(source, batch()))
  const calm = await Promise.all(Array.from({ length: 4 }, () => ingest.submit(other, batch())))
  assert.ok(calm.every((answer) => !('busy' in answer)))
  const answers = await Promise.all(flood)
  const busy = answers.filter((answer) => 'busy' in answer)
  assert.ok(busy.length > 0 && busy.length < answers.length, `${busy.length} were turned away`)
  assert.deepEqual(await statuses([anEntry({ occurredAt: now() })]), ['stored'])
  await agrees()
})

test('what is stored is on disk when it is said, also where the database is set to hurry', async () => {
  const [name] = await database.sql<{ is: string }[]>`select current_database() as is`
  const { sql } = database
  await sql`alter database ${sql(name?.is ?? '')} set synchronous_commit = off`
  const hurried = await connectDatabase(testDatabase.target, { application: 'hurried', connections: 1 })
  try {
    const [setting] = await hurried.sql<{ is: string }[]>`select current_setting('synchronous_commit') as is`
    assert.equal(setting?.is, 'off')
    const own = new Ingest({
      sql: hurried.sql,
      clock: systemClock,
      log: createLog('test'),
      digestSecret: () => Buffer.alloc(32),
      epoch: () => 'e1',
      thresholds: () => DEFAULT_THRESHOLDS,
      seal: (body) => ({ body }),
      onStored() {},
    })
    const flushedOfTwenty = async () => {
      let flushed = 0
      for (let time = 0; time < 10; time++) {
        const root = anEntry({ occurredAt: now() })
        for (const message of [[root], [anEntry({ occurredAt: root.occurredAt, amends: root.id })]]) {
          await own.submit(source, message)
          const [wal] = await hurried.sql<{ flushed: boolean }[]>`
            select pg_current_wal_flush_lsn() >= pg_current_wal_insert_lsn() as flushed`
          if (wal?.flushed) flushed++
        }
      }
      return flushed
    }
    // Other files write into the same cluster meanwhile, so a look may find a stranger's WAL unflushed: for as long as one
    // of them writes without a pause, most do. Where entries hurry, next to none is flushed, however often one looks.
    const rounds: number[] = []
    while (rounds.length < 20 && Math.max(0, ...rounds) <= 10) rounds.push(await flushedOfTwenty())
    assert.ok(Math.max(...rounds) > 10, `${rounds} of 20`)
  } finally {
    await hurried.end()
    await sql`alter database ${sql(name?.is ?? '')} reset synchronous_commit`
  }
})
