import assert from 'node:assert/strict'
import { test } from 'node:test'
import { PART, partOf } from './queue-part'

test('of a long queue the first rows are drawn, and those around the selected one', () => {
  assert.deepEqual(partOf(12, -1, PART), { from: 0, to: 12 })
  assert.deepEqual(partOf(10_000, -1, PART), { from: 0, to: 200 })
  assert.deepEqual(partOf(10_000, 199, PART), { from: 0, to: 200 })
  assert.deepEqual(partOf(10_000, -1, 2 * PART), { from: 0, to: 400 })
  assert.deepEqual(partOf(10_000, 7_000, PART), { from: 6_950, to: 7_150 })
  assert.deepEqual(partOf(10_000, 9_999, PART), { from: 9_949, to: 10_000 })
})
