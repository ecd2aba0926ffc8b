import assert from 'node:assert/strict'
import { test } from 'node:test'
import { callerOf, maySpeakPlainly } from './caller'
import { readEnv } from './env'

const trusting = (TRUSTED_PROXIES: string) => ({ ...readEnv({ TRUSTED_PROXIES }), tls: null })
const request = (remoteAddress: string, headers: Record<string, string> = {}) => ({
  headers,
  socket: { remoteAddress },
})
const forwarded = { 'x-forwarded-for': '203.0.113.9', 'x-forwarded-proto': 'https' }

test('without configured proxies nobody is believed', () => {
  assert.deepEqual(callerOf(request('198.51.100.1', forwarded), trusting('')), {
    address: '198.51.100.1',
    secure: false,
  })
  assert.deepEqual(callerOf(request('::ffff:198.51.100.1'), trusting('')).address, '198.51.100.1')
})

test('what a configured proxy says counts, from the right, up to the first that is none', () => {
  const env = trusting('127.0.0.1, 10.2.0.0/16, fd00::/8')
  const of = (remote: string, text: string) =>
    callerOf(request(remote, { ...forwarded, 'x-forwarded-for': text }), env).address
  assert.equal(of('127.0.0.1', '203.0.113.9'), '203.0.113.9')
  assert.equal(of('127.0.0.1', '1.2.3.4, 203.0.113.9, 10.2.7.7'), '203.0.113.9', 'what the caller made up lies left')
  assert.equal(of('fd00::1', '2001:db8::1'), '2001:db8::1')
  assert.equal(of('10.3.0.1', '203.0.113.9'), '10.3.0.1', 'another network')
  for (const odd of ['', 'unknown', '_hidden', '1.2.3.4:99', '"']) assert.equal(of('127.0.0.1', odd), '127.0.0.1', odd)
  assert.equal(callerOf(request('127.0.0.1', forwarded), env).secure, true)
  assert.equal(callerOf(request('127.0.0.1'), env).secure, false)
  assert.equal(callerOf(request('10.3.0.1', forwarded), env).secure, false, 'a stranger says so')
})

test('a proxy list is addresses and networks', () => {
  for (const wrong of ['10.0.0.0/33', 'proxy.local', '10.0.0.1;', '10.0.0.0/8,,']) {
    assert.throws(() => readEnv({ TRUSTED_PROXIES: wrong }), /TRUSTED_PROXIES=.*expected addresses/, wrong)
  }
})

test('plain HTTP is spoken within networks of one’s own, and those that the operator names', () => {
  const none = readEnv({})
  const extranet = readEnv({ KAKOU_PLAIN_HTTP: '59.192.0.0/10' })
  const all = readEnv({ KAKOU_PLAIN_HTTP: 'allow' })
  for (const address of [
    '127.0.0.1',
    '10.9.9.9',
    '172.31.0.1',
    '192.168.0.1',
    '169.254.1.1',
    '100.64.1.1',
    '::1',
    'fd12::1',
  ])
    assert.ok(maySpeakPlainly(address, none), address)
  for (const address of ['8.8.8.8', '172.32.0.1', '59.192.7.7', '2400:3200::1', '192.169.0.1']) {
    assert.ok(!maySpeakPlainly(address, none), address)
    assert.ok(maySpeakPlainly(address, all), address)
  }
  assert.ok(maySpeakPlainly('59.255.7.7', extranet))
  assert.ok(!maySpeakPlainly('60.0.0.1', extranet))
  assert.throws(() => readEnv({ KAKOU_PLAIN_HTTP: 'yes' }), /KAKOU_PLAIN_HTTP=yes: expected allow, or addresses/)
})
