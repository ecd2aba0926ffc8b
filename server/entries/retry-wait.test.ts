import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fakeClock } from '../testing/fake-clock'
import { RetryWait } from './retry-wait'

const clock = fakeClock('2026-03-01T00:00:00Z')

/** So many seconds of so many rows stored and turned away; the wait that was said last. */
const seconds = (wait: RetryWait, count: number, stored: number, refused: number): number => {
  let last = 0
  for (let second = 0; second < count; second++) {
    wait.stored(stored)
    last = wait.refused(refused)
    clock.advance(1_000)
  }
  return last
}

test('while more is turned away than stored the wait grows up to five seconds, then shrinks to one again', () => {
  const wait = new RetryWait(clock)
  assert.equal(wait.refused(100), 1_000)
  assert.ok(seconds(wait, 4, 1_000, 5_000) > 2_000)
  assert.equal(seconds(wait, 10, 1_000, 5_000), 5_000)
  assert.equal(seconds(wait, 3, 1_000, 600), 5_000, 'about as much as should be')
  assert.equal(seconds(wait, 10, 1_000, 100), 1_000)
})

test('a surge long after another begins at one second', () => {
  const wait = new RetryWait(clock)
  assert.equal(seconds(wait, 10, 0, 100), 5_000)
  clock.advance(60_000)
  assert.equal(wait.refused(100), 1_000)
})
