import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type PlatePattern, readPlatePattern } from './plate-pattern'

const read = (text: string): PlatePattern => {
  const pattern = readPlatePattern(text)
  if (typeof pattern === 'string') assert.fail(pattern)
  return pattern
}

test('Q1 what is typed is mended as a plate is', () => {
  assert.equal(read('浙e·3k７p2').exact, '浙E3K7P2')
  assert.equal(read(' 鄂A？23＊').text, '鄂A?23*')
  assert.equal(read('*AB-1*').text, '*AB-1*')
})

test('Q1 what is no pattern is refused with why', () => {
  assert.equal(readPlatePattern('*'), 'too-open')
  assert.equal(readPlatePattern('浙????*'), 'too-open')
  assert.equal(readPlatePattern('浙E%'), 'character')
  assert.equal(readPlatePattern("'; drop"), 'character')
  assert.equal(readPlatePattern('浙E'.repeat(8)), 'too-long')
  assert.equal(read('浙E3K7P2').exact, '浙E3K7P2')
  assert.equal(read('浙E**2').text, '浙E*2')
})

test('Q2 a pattern is anchored at both ends, past what is not known', () => {
  const { head, tail } = read('鄂A?23*4?')
  assert.deepEqual(head, { known: '鄂A', gap: 1, more: '23' })
  assert.deepEqual(tail, { known: '', gap: 1, more: '4' })
  assert.deepEqual(read('*7P2').tail, { known: '2P7', gap: 0, more: '' })
  assert.deepEqual(read('*7P2').head, { known: '', gap: 0, more: '' })
})
