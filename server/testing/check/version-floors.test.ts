import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import type { LockFile } from './package-rules'
import { checkFloors, FLOORS } from './version-floors'

const reasons = (packages: LockFile['packages']) => checkFloors({ packages }).map(({ reason }) => reason)

test('version-floors: an older version is found wherever it lies, the floor itself and newer ones are not', () => {
  const found = reasons({
    'node_modules/engine.io': { version: '6.6.6' },
    'node_modules/socket.io/node_modules/socket.io-parser': { version: '4.2.6' },
    'node_modules/next': { version: '16.4.1-canary.3' },
    'node_modules/ws': { version: '7.9.99' },
    'node_modules/drizzle-orm': { version: '0.45.2' },
    'node_modules/cookie': { version: '1.0.0' },
    'node_modules/undici': { version: '7.30.2' },
  })
  assert.equal(found.length, 4, found.join('\n'))
  for (const name of ['engine.io is 6.6.6', 'socket.io-parser is 4.2.6', 'next is 16.4.1-canary.3', 'ws is 7.9.99']) {
    assert.ok(
      found.some((reason) => reason.includes(name)),
      name,
    )
  }
})

test('version-floors: a package that must never come is found in any version; tools of development are not', () => {
  assert.equal(reasons({ 'node_modules/xlsx': { version: '99.0.0' } }).length, 1)
  assert.deepEqual(reasons({ 'node_modules/xlsx': { version: '0.18.5', dev: true } }), [])
})

test('version-floors: the floors that the product rests on are in the lock file, each above', () => {
  const lock = JSON.parse(readFileSync(new URL('../../../package-lock.json', import.meta.url), 'utf8')) as LockFile
  for (const { name } of FLOORS) {
    assert.ok(
      Object.keys(lock.packages).some((path) => path.endsWith(`node_modules/${name}`)),
      name,
    )
  }
  assert.deepEqual(checkFloors(lock), [])
})
