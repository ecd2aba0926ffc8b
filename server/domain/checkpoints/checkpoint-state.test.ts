import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type CheckpointFacts, checkpointState, DEFAULT_STATE_TIMES, nextChangeAt } from './checkpoint-state'

const now = Date.UTC(2026, 10, 25, 14, 30)
const second = 1000
const minute = 60_000

const facts = (changes: Partial<CheckpointFacts> = {}): CheckpointFacts => ({
  set: 'open',
  lastStatusAt: now,
  shiftOpen: true,
  unstaffedByHand: false,
  unacknowledgedAlarm: false,
  lastEntryAt: now,
  now,
  ...changes,
})

test('K1 the first that holds', () => {
  assert.equal(checkpointState(facts()), 'reporting')
  assert.equal(checkpointState(facts({ shiftOpen: null })), 'reporting')
  const worse: Partial<CheckpointFacts> = { lastEntryAt: null }
  assert.equal(checkpointState(facts(worse)), 'quiet')
  worse.unacknowledgedAlarm = true
  assert.equal(checkpointState(facts(worse)), 'alarm')
  assert.equal(checkpointState(facts({ ...worse, shiftOpen: false })), 'unstaffed')
  worse.unstaffedByHand = true
  assert.equal(checkpointState(facts(worse)), 'unstaffed')
  worse.lastStatusAt = null
  assert.equal(checkpointState(facts(worse)), 'offline')
  for (const set of ['planned', 'closed'] as const) {
    assert.equal(checkpointState(facts({ ...worse, set })), set)
    assert.equal(checkpointState(facts({ set })), set)
  }
})

test('K2 offline from 120 s, quiet from 30 min, or as the policy says', () => {
  assert.equal(checkpointState(facts({ lastStatusAt: now - 120 * second + 1 })), 'reporting')
  assert.equal(checkpointState(facts({ lastStatusAt: now - 120 * second })), 'offline')
  assert.equal(checkpointState(facts({ lastEntryAt: now - 30 * minute + 1 })), 'reporting')
  assert.equal(checkpointState(facts({ lastEntryAt: now - 30 * minute })), 'quiet')
  assert.equal(checkpointState(facts({ lastStatusAt: now + 5 * minute })), 'reporting')
  const times = { offlineAfterMs: 10, quietAfterMs: 5 }
  assert.equal(checkpointState(facts({ lastStatusAt: now - 10 }), times), 'offline')
  assert.equal(checkpointState(facts({ lastEntryAt: now - 5 }), times), 'quiet')
})

test('K3 the next change is the first instant at which the state differs', () => {
  assert.equal(nextChangeAt(facts()), now + 120 * second)
  assert.equal(nextChangeAt(facts({ lastEntryAt: now - 29 * minute })), now + minute)
  assert.equal(nextChangeAt(facts({ lastStatusAt: null })), null)
  assert.equal(nextChangeAt(facts({ set: 'closed' })), null)
  const ago = fc.option(fc.integer({ min: now - 40 * minute, max: now }))
  fc.assert(
    fc.property(
      ago,
      ago,
      fc.boolean(),
      fc.boolean(),
      fc.constantFrom('open', 'planned', 'closed'),
      (status, entry, alarm, hand, set) => {
        const known = facts({
          set,
          lastStatusAt: status,
          lastEntryAt: entry,
          unacknowledgedAlarm: alarm,
          unstaffedByHand: hand,
        })
        const state = checkpointState(known)
        const next = nextChangeAt(known)
        if (next === null) {
          assert.equal(checkpointState({ ...known, now: now + 365 * 86_400_000 }), state)
        } else {
          assert.equal(next > now, true)
          assert.equal(checkpointState({ ...known, now: next - 1 }), state)
          assert.notEqual(checkpointState({ ...known, now: next }), state)
        }
      },
    ),
  )
  assert.deepEqual(DEFAULT_STATE_TIMES, { offlineAfterMs: 120_000, quietAfterMs: 1_800_000 })
})
