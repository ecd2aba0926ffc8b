import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, beforeEach, test } from 'node:test'
import type { Sql } from 'postgres'
import { DAY_MS } from '#domain/instant'
import { createTestDatabase, type TestDatabase } from '../../server/testing/database'
import { openSql } from '../client'
import { sqlState } from '../sql-state'
import { findWeeks, makePartitions } from './partitions'

const at = (day: string) => Date.parse(`${day}T00:00:00Z`)
const bucketOf = (ms: number) => Math.floor(ms / DAY_MS)

let testDatabase: TestDatabase
let sql: Sql
before(async () => {
  testDatabase = await createTestDatabase()
  sql = openSql(testDatabase.target, 'partitions', 4)
  await sql`
    insert into jurisdictions (id, code, name, level, path) overriding system value values (1, '330501', '县', 'county', '/1/')`
  await sql`
    insert into checkpoints (id, code, name, jurisdiction_id, kind, ring, set_state, lng, lat, updated_at)
    overriding system value values (1, 'K01', '卡口', 1, 'county-line', 'county', 'open', 119, 30, now())`
})
after(async () => {
  await sql.end()
  await testDatabase.drop()
})
beforeEach(async () => {
  await sql`delete from entries`
  for (const week of await findWeeks(sql)) {
    for (const table of ['entries', 'entry_details']) await sql.unsafe(`drop table ${table}_${week}`)
  }
})

const put = async (bucket: number, id: string = randomUUID()): Promise<string> => {
  await sql`
    insert into entries (bucket, id, checkpoint_id, source, direction, occurred_at, received_at, counted_at, headcount,
      disposition, flags, adds, digest, standing)
    values (${bucket}, ${id}, 1, ${randomUUID()}, 'in', now(), now(), now(), 1, 'release', 0, '{1}', '', true)`
  return id
}
const liesIn = async (id: string): Promise<string[]> =>
  (await sql<{ name: string }[]>`select tableoid::regclass::text as name from entries where id = ${id}`).map(
    ({ name }) => name,
  )
/** The days that have a partition of their own, of those from one to another. */
const covered = async (fromMs: number, untilMs: number): Promise<number> => {
  const weeks = await findWeeks(sql)
  let days = 0
  for (let day = bucketOf(fromMs); day <= bucketOf(untilMs); day++) {
    const holding = weeks.filter((week) => week <= day && day < week + 7)
    assert.ok(holding.length <= 1, `a day lies in ${holding.length} partitions`)
    days += holding.length
  }
  return days
}

test('over the ends of months and of a year each day has a partition fourteen days before it comes', async () => {
  for (const [from, until] of [
    ['2026-11-25', '2027-01-10'],
    ['2028-02-20', '2028-03-10'],
  ] as const) {
    for (let now = at(from); now <= at(until); now += DAY_MS) {
      await makePartitions(sql, now)
      assert.equal(await covered(now, now + 14 * DAY_MS), 15, new Date(now).toISOString())
    }
  }
})

test('a server that was off for a fortnight, over the end of a month, finds the partitions of all its days', async () => {
  await makePartitions(sql, at('2026-11-23'))
  for (let now = at('2026-11-23'); now <= at('2026-12-07'); now += DAY_MS) {
    const id = await put(bucketOf(now))
    assert.match((await liesIn(id))[0] ?? '', /^entries_\d+$/, new Date(now).toISOString())
  }
})

test('what came while there was none for it moves into its own, once, and its id stays taken', async () => {
  await makePartitions(sql, at('2026-10-01'))
  const [late, future] = [await put(bucketOf(at('2026-12-02'))), await put(bucketOf(at('2099-12-31')))]
  assert.deepEqual(await liesIn(late), ['entries_default'])
  await makePartitions(sql, at('2026-12-03'))
  assert.match((await liesIn(late)).join(), /^entries_\d+$/)
  assert.deepEqual(await liesIn(future), ['entries_default'], 'a tablet whose clock is of 2099 takes no partition')
  for (const [bucket, id] of [
    [bucketOf(at('2026-12-02')), late],
    [bucketOf(at('2099-12-31')), future],
  ] as const) {
    const refused = await put(bucket, id).then(
      () => null,
      (error: unknown) => error,
    )
    assert.equal(sqlState(refused), '23505')
  }
})

test('a clock that was ahead and is set back loses nothing; two servers at once make each week once', async () => {
  await makePartitions(sql, at('2027-12-01'))
  const id = await put(bucketOf(at('2027-12-01')))
  const made = await Promise.all([makePartitions(sql, at('2026-11-30')), makePartitions(sql, at('2026-11-30'))])
  const weeks = made.flat()
  assert.equal(new Set(weeks).size, weeks.length)
  assert.equal(await covered(at('2026-11-30'), at('2026-12-14')), 15)
  assert.match((await liesIn(id)).join(), /^entries_\d+$/)
})
