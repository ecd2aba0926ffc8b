import assert from 'node:assert/strict'
import { test } from 'node:test'
import { callerOf } from './caller'
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
