import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { inPieces, withPart } from './tile-parts'
import type { Part } from './tile-view'

const covers = (parts: readonly Part[], x: number, y: number) =>
  parts.some(({ left, top, right, bottom }) => x >= left && x < right && y >= top && y < bottom)

const small = fc
  .tuple(fc.nat(250), fc.nat(250), fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }))
  .map(([left, top, width, height]): Part => ({ left, top, right: left + width, bottom: top + height }))

test('parts of a tile cover all that was added, in few', () => {
  fc.assert(
    fc.property(fc.array(small, { minLength: 1, maxLength: 40 }), (added) => {
      const parts = added.reduce<Part[]>(withPart, [])
      assert.ok(parts.length <= 6)
      for (const { left, top, right, bottom } of added)
        assert.ok(covers(parts, left, top) && covers(parts, right - 1, bottom - 1))
    }),
  )
})

test('what lies far apart is not painted in between', () => {
  const corner = { left: 0, top: 0, right: 4, bottom: 4 }
  const other = { left: 200, top: 200, right: 204, bottom: 204 }
  assert.deepEqual([corner, other].reduce<Part[]>(withPart, []), [corner, other])
})

test('pieces cover a part once, and none is larger than asked', () => {
  const part = { left: 3, top: 5, right: 260, bottom: 140 }
  const pieces = inPieces(part, 128)
  for (const { left, top, right, bottom } of pieces) assert.ok(right - left <= 128 && bottom - top <= 128)
  const area = (all: readonly Part[]) =>
    all.reduce((sum, one) => sum + (one.right - one.left) * (one.bottom - one.top), 0)
  assert.equal(area(pieces), area([part]))
  for (let x = part.left; x < part.right; x += 7)
    for (let y = part.top; y < part.bottom; y += 7) assert.ok(covers(pieces, x, y))
})
