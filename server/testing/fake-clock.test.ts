import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fakeClock } from './fake-clock'

test('goes on only when told to; setting it does not lengthen a duration', () => {
  const clock = fakeClock('2026-11-23T08:00:00+08:00')
  assert.equal(new Date(clock.now()).toISOString(), '2026-11-23T00:00:00.000Z')
  clock.advance(1_500)
  assert.equal(clock.elapsed(), 1_500)
  clock.setTo('2026-11-24T00:00:00Z')
  assert.equal(new Date(clock.now()).toISOString(), '2026-11-24T00:00:00.000Z')
  assert.equal(clock.elapsed(), 1_500)
})

test('what falls due on the way runs in order, at its own time', () => {
  const clock = fakeClock(0)
  const ran: string[] = []
  const note = (name: string) => () => void ran.push(`${name} at ${clock.now()}`)
  clock.after(250, note('once'))
  const endEvery = clock.every(100, note('every'))
  clock.after(150, note('cancelled'))()
  clock.advance(300)
  endEvery()
  clock.advance(1_000)
  assert.deepEqual(ran, ['every at 100', 'every at 200', 'once at 250', 'every at 300'])
})

test('refuses what is no time', () => {
  assert.throws(() => fakeClock('yesterday'), /not a time: yesterday/)
})
