import assert from 'node:assert/strict'
import { test } from 'node:test'
import { crockfordCode, readCrockford } from './crockford'

test('a code has one character a byte, of 32', () => {
  assert.equal(crockfordCode(Uint8Array.of(0, 31, 32, 255, 18, 20)), '0Z0ZJM')
})

test('what people type instead is read as it was meant', () => {
  assert.equal(readCrockford(' 4kx7-pm2q ', 8), '4KX7PM2Q')
  assert.equal(readCrockford('oOiIlL1０', 8), '00111110')
})

test('another length or a character of no code is none', () => {
  assert.equal(readCrockford('4KX7PM2', 8), null)
  assert.equal(readCrockford('4KX7PM2U', 8), null)
  assert.equal(readCrockford('', 8), null)
})
