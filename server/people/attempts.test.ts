import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Attempts, network } from './attempts'

test('addresses of one IPv6 network count as one', () => {
  assert.equal(network('2001:db8:1:2:aaaa::1'), '2001:db8:1:2')
  assert.equal(network('2001:db8::1'), '2001:db8:0:0')
  assert.equal(network('fe80::1%eth0'), 'fe80:0:0:0')
  assert.equal(network('::1'), '0:0:0:0')
  assert.equal(network('::ffff:10.0.0.7'), '::ffff:10.0.0.7')
  assert.equal(network('10.0.0.7'), '10.0.0.7')
  assert.equal(network(null), 'unknown')
})

test('one address that guesses at an account does not close it to others', async () => {
  const attempts = new Attempts()
  for (let tries = 0; tries < 5; tries++) assert.equal(await attempts.beginSignIn('wang', '10.0.0.1'), null)
  assert.ok(((await attempts.beginSignIn('wang', '10.0.0.1')) ?? 0) > 500_000)
  for (let tries = 0; tries < 100; tries++) await attempts.beginSignIn('wang', '10.0.0.1')
  assert.equal(await attempts.beginSignIn('wang', '10.0.0.2'), null)
})

test('guesses at one account from everywhere are slowed, for a minute at most', async () => {
  const attempts = new Attempts()
  let wait: number | null = null
  for (let tries = 0; tries < 31; tries++) wait = await attempts.beginSignIn('wang', `10.0.0.${tries}`)
  assert.ok(wait !== null && wait > 0 && wait <= 60_000)
})

test('right passwords are not counted', async () => {
  const attempts = new Attempts()
  for (let tries = 0; tries < 100; tries++) {
    assert.equal(await attempts.beginSignIn('wang', '10.0.0.1'), null)
    await attempts.signedIn('wang', '10.0.0.1')
  }
})
