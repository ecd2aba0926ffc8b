import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cutOf, DEFAULT_RETENTION, retentionFaults } from './retention'

const faults = (changes: Partial<typeof DEFAULT_RETENTION>) =>
  retentionFaults({ ...DEFAULT_RETENTION, ...changes }).map(({ kind }) => kind)

test('F1 days are whole, from 1 to 3650; searches are kept no shorter than what they found', () => {
  assert.deepEqual(faults({}), [])
  assert.deepEqual(faults({ persons: 0, plates: 1.5, health: 4_000, searches: 4_000 }), [
    'persons',
    'plates',
    'health',
    'searches',
  ])
  assert.deepEqual(faults({ persons: 400, searches: 399 }), ['searches'])
  assert.deepEqual(faults({ persons: 1, plates: 3_650, searches: 3_650 }), [])
})

test('F2 it is over so many times 24 hours after the passage', () => {
  assert.equal(cutOf(30, Date.UTC(2026, 2, 31)).toISOString(), '2026-03-01T00:00:00.000Z')
})
