import assert from 'node:assert/strict'
import { test } from 'node:test'
import { encode } from 'uqr'
import { type Gathered, gather, gatheredCount, gatheredText, MOST_FRAMES, toFrames } from './rescue-frames'

const text = JSON.stringify({ format: 'kakou-relay', box: 'x0Y_'.repeat(1_000) })
const frames = toFrames(text) ?? []
const all = (codes: readonly string[]) => codes.reduce<Gathered | null>(gather, null)

test('codes in any order, seen more than once, come to the same text', () => {
  assert.ok(frames.length > 5)
  const shuffled = [...frames].reverse().flatMap((frame) => [frame, frame, 'https://example.org', frames[0] ?? ''])
  const gathered = all(shuffled)
  assert.ok(gathered)
  assert.equal(gatheredText(gathered), text)
})

test('a code that is missing or garbled never passes for the whole', () => {
  const half = all(frames.slice(1))
  assert.ok(half)
  assert.equal(gatheredCount(half), frames.length - 1)
  assert.equal(gatheredText(half), null)
  const garbled = all(frames.map((frame, index) => (index === 2 ? `${frame.slice(0, -1)}!` : frame)))
  assert.ok(garbled)
  assert.equal(gatheredText(garbled), null)
})

test('a code of another file begins anew, and one that makes no sense changes nothing', () => {
  const other = toFrames('another file') ?? []
  const gathered = all([...frames.slice(0, 3), other[0] ?? ''])
  assert.ok(gathered)
  assert.equal(gatheredText(gathered), 'another file')
  assert.equal(all(['KR1:00000000:5/3:x', 'KR1:zz:1/1:x', 'KR1:00000000:0/1:x']), null)
})

test('each code is one that a camera reads from a screen, and too much is said to be too much', () => {
  for (const frame of frames) assert.ok(encode(frame, { ecc: 'M' }).version <= 22)
  assert.equal(toFrames('x'.repeat(MOST_FRAMES * 600 + 1)), null)
  assert.equal(toFrames(''), null)
})
