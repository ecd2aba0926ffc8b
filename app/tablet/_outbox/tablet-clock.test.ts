import assert from 'node:assert/strict'
import { test } from 'node:test'
import { learn, look, reopen } from './tablet-clock'

const learned = learn(1_000_000, 400, 700_000, 600)

test('the offset is server minus tablet, the journey halved', () => {
  assert.equal(learned.offset, 1_000_000 + 100 - 700_000)
})

test('clocks that run together keep it', () => {
  assert.equal(look(learned, 705_000, 5_600).offset, learned.offset)
})

test('a jump either way makes it unknown', () => {
  assert.equal(look(learned, 3_600_000, 5_600).offset, null)
  assert.equal(look(learned, 600_000, 5_600).offset, null)
})

test('a sleep is not a jump forward, but a clock set back is one', () => {
  const asleep = { ...learned, slept: true }
  assert.equal(look(asleep, 3_600_000, 5_600).offset, learned.offset)
  assert.equal(look(asleep, 600_000, 5_600).offset, null)
})

test('opened anew, it is kept unless the clock was set back', () => {
  assert.equal(reopen(learned, 900_000, 10).offset, learned.offset)
  assert.equal(reopen(learned, 600_000, 10).offset, null)
})
