import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readItem } from './read-item'

const ID = '0190a0a0-0000-7000-8000-000000000001'
const queue = { kind: 'queue', id: ID, occurredAt: '2026-11-23T07:00:00+08:00', vehicles: 4 }
const verdict = (raw: unknown) => {
  const read = readItem(raw)
  return read.ok ? 'ok' : read.errors.map(({ path, code }) => `${path} ${code}`).join(', ')
}

test('R6 whatever comes is answered', () => {
  assert.equal(verdict(queue), 'ok')
  for (const raw of [null, 3, 'x', [], [queue]]) assert.equal(verdict(raw), ' type')
  assert.equal(verdict({ id: ID }), '/kind missing')
  assert.equal(verdict({ ...queue, kind: 'entry' }), '/kind value')
  assert.equal(verdict({ ...queue, kind: '__proto__' }), '/kind value')
  assert.equal(verdict({ ...queue, vehicles: -1, occurredAt: 'now' }), '/occurredAt time, /vehicles range')
  const read = readItem({ ...queue, id: 'X' })
  assert.equal(read.ok ? '' : read.id, null)
  const unknown = readItem({ ...queue, colour: 'red' })
  assert.ok(unknown.ok && !('colour' in unknown.item))
})

test('R7 what is too much of an item is said, quickly', () => {
  assert.equal(verdict({ ...queue, note: 'x'.repeat(70_000) }), ' too-large')
  const people = Array.from({ length: 30_000 }, () => 0)
  assert.equal(verdict({ ...queue, kind: 'shift', signedBy: '王', people }), '/people too-large')
  const stock = Object.fromEntries(Array.from({ length: 41 }, (_, index) => [`s${index}`, 1]))
  assert.equal(verdict({ ...queue, kind: 'stock', stock }), '/stock too-large')
  assert.equal(verdict({ ...queue, kind: 'stock', stock: { masks: -1 } }), '/stock/masks range')
})
