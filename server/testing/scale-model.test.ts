import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { readMeasured } from '../../e2e/bench/measured'
import { costsOf } from '../../e2e/bench/scale'
import { capacityOf, simulate } from './scale-model'
import { seededRandom } from './seeded-random'

const COSTS = { messageMs: 0.07, entryMs: 0.03, statementMs: 0.2, flushMs: 1, rowMs: 0.05, inFlight: 2, maxRows: 500 }

test('a shard that is nearly idle answers after one message and one statement', () => {
  const { p50, rowsAFlush, busy } = simulate(COSTS, { rate: 1, batch: 1, ms: 1_000_000 }, seededRandom(1).next)
  assert.ok(Math.abs(p50 - (0.1 + 0.2 + 1 + 0.05)) < 1e-9, `${p50}`)
  assert.equal(Math.round(rowsAFlush), 1)
  assert.ok(busy < 0.001)
})

test('what arrives is stored up to its capacity, and commits are shared more as it comes near', () => {
  const capacity = capacityOf(COSTS, 1)
  // A message of one with its five-hundredth of a statement.
  assert.equal(Math.round(capacity), Math.round(1_000 / (0.1 + 0.2 / 500)))
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

test('costs are taken apart so that put together again they are what was measured', () => {
  const measured = { few: 70, one: 60, twenty: 31 }
  const { messageMs, entryMs, statementMs, rowMs } = costsOf({
    acks: { one: 1, twenty: 1 },
    serverUs: measured,
    databaseUs: 72,
    rowBytes: 1,
    tabletKb: 1,
  })
  const us = (batch: number, rows: number) => 1_000 * (messageMs / batch + entryMs + statementMs / rows)
  const near = (value: number, other: number) => assert.ok(Math.abs(value - other) < 1e-9, `${value} for ${other}`)
  // Two statements are under way, and who waits shares them.
  near(us(1, 25), measured.few)
  near(us(1, 100), measured.one)
  near(us(20, 500), measured.twenty)
  near(rowMs, 0.072)
})

test('the paper on scale is of figures that are in the report on performance', () => {
  const text = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'performance.md'), 'utf8')
  const measured = readMeasured(text)
  assert.ok(measured.serverUs.few >= measured.serverUs.one && measured.serverUs.one > measured.serverUs.twenty)
  assert.ok(capacityOf(costsOf(measured), 1) > 1_000)
  assert.throws(
    () => readMeasured(text.replaceAll('server time an entry', 'x')),
    /does not say "50 writers of one: server/,
  )
})
