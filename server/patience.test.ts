import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Patience, TooLate } from './patience'
import { fakeClock } from './testing/fake-clock'

test('work in time is waited for, and its failure is its own', async () => {
  const patience = new Patience(fakeClock(0))
  assert.equal(await patience.wait(1_000, async () => 7), 7)
  await assert.rejects(
    patience.wait(1_000, () => Promise.reject(new Error('no'))),
    /^Error: no$/,
  )
})

test('what hangs is left after its time; when too much hangs, nothing more is begun until some of it ends', async () => {
  const clock = fakeClock(0)
  const patience = new Patience(clock)
  const ends: (() => void)[] = []
  const hang = () => patience.wait(1_000, () => new Promise<void>((resolve) => ends.push(resolve)))
  const waits = Array.from({ length: 200 }, () => assert.rejects(hang(), TooLate))
  clock.advance(1_000)
  await Promise.all(waits)
  await assert.rejects(hang(), TooLate)
  assert.equal(ends.length, 200, 'not even begun')
  ends[0]?.()
  await new Promise((resolve) => setImmediate(resolve))
  assert.equal(await patience.wait(1_000, async () => 'again'), 'again')
})
