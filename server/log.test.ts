import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openSql } from '../db/client'
import { createLog, describeFault } from './log'
import { createTestDatabase } from './testing/database'

test('an error of the database is kept without what it says of a row', async () => {
  const database = await createTestDatabase({ migrated: false })
  const sql = openSql(database.target, 'test', 1)
  try {
    const error = await sql`select ${'浙E12345'}::text::int`.then(
      () => null,
      (fault: unknown) => fault,
    )
    assert.match(String(error), /浙E12345/, 'Postgres does say it')
    const kept = Object(describeFault(error))
    assert.deepEqual({ type: kept.type, code: kept.code }, { type: 'PostgresError', code: '22P02' })
    assert.doesNotMatch(JSON.stringify(kept), /浙E12345/)
  } finally {
    await sql.end()
    await database.drop()
  }
})

test('what a parser could not read stays out; a bug of ours keeps its message and place', () => {
  let fault: unknown
  try {
    JSON.parse('{"name": 李四}')
  } catch (error) {
    fault = error
  }
  assert.doesNotMatch(JSON.stringify(describeFault(fault)), /李四/)
  const bug = Object(describeFault(new TypeError('x is not a function')))
  assert.equal(bug.message, 'x is not a function')
  assert.match(bug.at?.[0] ?? '', /^at .*log\.test/)
})

test('what is logged is one line, whatever breaks it would hold', () => {
  const lines: string[] = []
  const log = createLog('test', { write: (line) => void lines.push(line) })
  log.warn({ route: 'a\n{"level":60,"msg":"forged"}\r\u2028' }, 'b\nc')
  assert.equal(lines.length, 1)
  assert.equal(lines[0]?.trimEnd().split(/[\n\r]/).length, 1)
})
