import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Entry } from '#domain/entries/entry'
import { DEFAULT_THRESHOLDS } from '#domain/entries/thresholds'
import type { Kept } from '../_outbox/store'
import { mayPassAgain, seenPlates } from './seen-plates'

const AT = '2026-11-23T00:12:00Z'
const entry = (change: Partial<Entry> = {}): Entry => ({
  id: 'a',
  direction: 'in',
  vehicle: { plate: '浙E8M5J6', kind: 'car' },
  people: [{ readings: [{ celsius: 36.4, site: 'forehead', at: AT }] }],
  headcount: 1,
  disposition: 'release',
  occurredAt: AT,
  ...change,
})
const kept = (seq: number, one: Entry): Kept => ({
  mark: { id: one.id, kind: 'entry', seq, state: 'waiting', root: one.id, savedAt: seq, stateAt: seq },
  entry: one,
})
const dateOf = (instant: string) => instant.slice(0, 10)
const again = (one: Entry, today = '2026-11-23') =>
  mayPassAgain({ entry: one, voided: Boolean(one.void) }, DEFAULT_THRESHOLDS, today, dateOf)

test('the newest passage of a plate is known, in whatever order they are read', () => {
  const seen = seenPlates()
  seen.add(kept(3, entry({ id: 'c', vehicle: { plate: '浙E8M5J6', kind: 'van' } })))
  seen.add(kept(1, entry()))
  assert.equal(seen.find('浙E8M5J6')?.entry.vehicle?.kind, 'van')
  assert.equal(seen.find('浙E00000'), null)
  seen.add(kept(4, entry({ id: 'd', vehicle: { plate: '浙E8?5J6', plateForm: 'partial', kind: 'car' } })))
  assert.equal(seen.find('浙E8?5J6'), null, 'what could not be read is no plate to know again')
})

test('only who was let pass today, measured and normal, passes again', () => {
  assert.ok(again(entry()))
  assert.ok(again(entry({ people: [{ readings: [], noReading: 'repeat' }] })), 'and once more')
  assert.ok(!again(entry(), '2026-11-24'))
  assert.ok(!again(entry({ disposition: 'turn-back' })))
  assert.ok(!again(entry({ void: { reason: '误登' } })))
  assert.ok(!again(entry({ headcount: 50 })))
  assert.ok(!again(entry({ hits: [{ kind: 'watch', rule: 'w' }] })))
  assert.ok(!again(entry({ people: [{ readings: [], noReading: 'unmeasurable' }] })))
  for (const celsius of [34.2, 37.3]) {
    assert.ok(!again(entry({ people: [{ readings: [{ celsius, site: 'forehead', at: AT }] }] })), String(celsius))
  }
})
