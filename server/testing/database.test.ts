import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { connectDatabase, type Database } from '../../db/client'
import { createTestDatabase, type TestDatabase } from './database'

let first: TestDatabase
let second: TestDatabase
let empty: TestDatabase
const open: Database[] = []

async function connect(database: TestDatabase) {
  const connection = await connectDatabase(database.target, { application: 'database.test' })
  open.push(connection)
  return connection.sql
}

before(async () => {
  // At once, as the files of a run do.
  const made = await Promise.all([createTestDatabase(), createTestDatabase(), createTestDatabase({ migrated: false })])
  first = made[0]
  second = made[1]
  empty = made[2]
})
after(async () => {
  for (const connection of open) await connection.end()
  for (const database of [first, second, empty]) await database?.drop()
})

test('two databases are migrated alike and know nothing of each other', async () => {
  const [one, two] = [await connect(first), await connect(second)]
  const tables = (sql: typeof one) =>
    sql<
      { name: string }[]
    >`select table_name as name from information_schema.tables where table_schema = 'public' order by 1`
  const names = (await tables(one)).map((row) => row.name)
  assert.ok(names.includes('entries'), names.join(' '))
  assert.deepEqual(
    (await tables(two)).map((row) => row.name),
    names,
  )
  await one`create table mine (id int)`
  assert.equal((await two`select to_regclass('mine') as found`)[0]?.found, null)
})

test('an empty database holds nothing', async () => {
  const sql = await connect(empty)
  assert.equal(
    (await sql`select count(*)::int as n from pg_class where relnamespace = 'public'::regnamespace`)[0]?.n,
    0,
  )
})
