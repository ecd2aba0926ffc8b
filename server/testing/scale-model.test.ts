import assert from 'node:assert/strict'
import { test } from 'node:test'
import { capacityOf, simulate } from './scale-model'
import { seededRandom } from './seeded-random'

const COSTS = { messageMs: 0.07, entryMs: 0.03, flushMs: 1, rowMs: 0.05, inFlight: 2, maxRows: 500 }

test('a shard that is nearly idle answers after one message and one statement', () => {
  const { p50, rowsAFlush, busy } = simulate(COSTS, { rate: 1, batch: 1, ms: 1_000_000 }, seededRandom(1).next)
  assert.ok(Math.abs(p50 - (0.1 + 1 + 0.05)) < 1e-9, `${p50}`)
  assert.equal(Math.round(rowsAFlush), 1)
  assert.ok(busy < 0.001)
})

test('what arrives is stored up to its capacity, and commits are shared more as it comes near', () => {
  const capacity = capacityOf(COSTS, 1)
  assert.equal(Math.round(capacity), 10_000)
  const half = simulate(COSTS, { rate: capacity / 2, batch: 1, ms: 20_000 }, seededRandom(2).next)
  const most = simulate(COSTS, { rate: capacity * 0.9, batch: 1, ms: 20_000 }, seededRandom(2).next)
  assert.ok(Math.abs(half.stored / (capacity / 2) - 1) < 0.03)
  assert.ok(most.rowsAFlush > half.rowsAFlush)
  assert.ok(most.p99 > half.p99)
})

test('past its capacity delays grow without end', () => {
  const { p99, stored } = simulate(COSTS, { rate: 20_000, batch: 1, ms: 5_000 }, seededRandom(3).next)
  assert.ok(p99 > 1_000)
  assert.ok(stored < 10_500)
})
