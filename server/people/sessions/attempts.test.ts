import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { Sql } from 'postgres'
import { openSql } from '../../../db/client'
import { createTestDatabase, type TestDatabase } from '../../testing/database'
import { Attempts } from './attempts'
import { makeBrowserMark, readBrowserMark } from './known-browser'
import { network } from './network'

let database: TestDatabase
let sql: Sql
const secret = randomBytes(32)

before(async () => {
  database = await createTestDatabase()
  sql = openSql(database.target, 'attempts test', 4)
})
after(async () => {
  await sql.end()
  await database.drop()
})

/** A server of the instance: all count together. */
const server = () => new Attempts(sql, () => secret)
const from = (address: string, account: string, browser: string | null = null) => ({ account, address, browser })

test('addresses of one IPv6 network count as one', () => {
  assert.equal(network('2001:db8:1:2:aaaa::1'), '2001:db8:1:2')
  assert.equal(network('2001:db8::1'), '2001:db8:0:0')
  assert.equal(network('fe80::1%eth0'), 'fe80:0:0:0')
  assert.equal(network('::1'), '0:0:0:0')
  assert.equal(network('::ffff:10.0.0.7'), '::ffff:10.0.0.7')
  assert.equal(network('10.0.0.7'), '10.0.0.7')
  assert.equal(network(null), 'unknown')
})

test('one address that guesses at an account, on two servers, does not close it to others', async () => {
  const [one, other] = [server(), server()]
  for (let tries = 0; tries < 5; tries++) {
    assert.equal(await (tries % 2 ? one : other).beginSignIn(from('10.0.1.1', 'wang')), null)
  }
  assert.ok(((await one.beginSignIn(from('10.0.1.1', 'wang'))) ?? 0) > 500_000)
  assert.ok(((await other.beginSignIn(from('10.0.1.1', 'wang'))) ?? 0) > 500_000)
  for (let tries = 0; tries < 100; tries++) await one.beginSignIn(from('10.0.1.1', 'wang'))
  assert.equal(await one.beginSignIn(from('10.0.1.2', 'wang')), null)
})

test('guesses at one account from everywhere are slowed, for a minute at most, and never its owner’s browser', async () => {
  const attempts = server()
  let wait: number | null = null
  for (let tries = 0; tries < 31; tries++) wait = await attempts.beginSignIn(from(`10.0.2.${tries}`, 'li'))
  assert.ok(wait !== null && wait > 0 && wait <= 60_000)
  const mark = makeBrowserMark(secret, 'li')
  const browser = readBrowserMark(secret, 'li', mark)
  assert.ok(browser !== null)
  assert.equal(await attempts.beginSignIn(from('10.0.2.9', 'li', browser)), null)
  for (let tries = 0; tries < 5; tries++) wait = await attempts.beginSignIn(from('10.0.2.9', 'li', browser))
  assert.ok((wait ?? 0) > 500_000, 'its own wrong tries count all the same')
})

test('the mark of a browser is of one account, and of this instance', () => {
  const mark = makeBrowserMark(secret, 'li')
  assert.equal(readBrowserMark(secret, 'wang', mark), null)
  assert.equal(readBrowserMark(randomBytes(32), 'li', mark), null)
  for (const forged of [null, '', '.', 'x.y', mark.slice(0, -1)])
    assert.equal(readBrowserMark(secret, 'li', forged), null)
})

test('right passwords are not counted', async () => {
  const attempts = server()
  for (let tries = 0; tries < 70; tries++) {
    assert.equal(await attempts.beginSignIn(from('10.0.3.1', 'zhao')), null)
    await attempts.signedIn(from('10.0.3.1', 'zhao'))
  }
})

test('of wrong codes side by side, on two servers, five are looked at; right ones are all', async () => {
  const [one, other] = [server(), server()]
  let looked = 0
  const tryAt = (address: string, right: boolean) => (_: unknown, index: number) =>
    (index % 2 ? one : other).tryCode('pairing', address, async () => {
      looked++
      return { right, value: index }
    })
  const wrong = await Promise.all(Array.from({ length: 30 }, tryAt('10.0.4.1', false)))
  assert.equal(looked, 5)
  assert.equal(wrong.filter((tried) => 'value' in tried).length, 5)
  const right = await Promise.all(Array.from({ length: 30 }, tryAt('10.0.4.2', true)))
  assert.equal(right.filter((tried) => 'value' in tried).length, 30)
  await assert.rejects(one.tryCode('pairing', '10.0.4.2', () => Promise.reject(new Error('no database'))))
  assert.ok('value' in (await tryAt('10.0.4.2', false)(null, 0)), 'what was not looked at does not count')
})

test('neither names nor addresses are written down', async () => {
  await server().beginSignIn(from('10.0.5.1', 'a-secret-in-the-wrong-field'))
  const rows = JSON.stringify(await sql`select * from attempts`)
  assert.ok(rows.length > 10)
  assert.doesNotMatch(rows, /secret|10\.0\.5\.1/)
})

test('without a database each server counts in its own memory', async () => {
  const gone = openSql(database.target, 'gone', 1)
  await gone.end()
  const attempts = new Attempts(gone, () => secret)
  for (let tries = 0; tries < 5; tries++) assert.equal(await attempts.beginSignIn(from('10.0.6.1', 'sun')), null)
  assert.ok(((await attempts.beginSignIn(from('10.0.6.1', 'sun'))) ?? 0) > 500_000)
})
