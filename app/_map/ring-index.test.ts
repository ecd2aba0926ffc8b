import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { isWithin, RingIndex } from './ring-index'

test('a box that is inside or outside is so at every one of its points', () => {
  const reaches = fc.array(fc.integer({ min: 20, max: 50 }), { minLength: 3, maxLength: 30 })
  fc.assert(
    fc.property(reaches, fc.nat(90), fc.nat(90), fc.integer({ min: 1, max: 10 }), (corners, x, y, side) => {
      const ring = Float64Array.from(
        corners.flatMap((reach, at) => {
          const turn = (at / corners.length) * 2 * Math.PI
          return [50.5 + Math.cos(turn) * reach, 50.5 + Math.sin(turn) * reach]
        }),
      )
      const where = new RingIndex([ring]).whereIs([x, y, x + side, y + side])
      for (let part = 0; where !== 'on the line' && part <= 10; part++)
        for (let other = 0; other <= 10; other++)
          assert.equal(isWithin([ring], x + (side * part) / 10, y + (side * other) / 10), where === 'inside')
    }),
  )
})

test('a hole is outside, and without rings everything is', () => {
  const square = (low: number, high: number) => Float64Array.of(low, low, high, low, high, high, low, high)
  const index = new RingIndex([square(0, 100), square(40, 60)])
  assert.equal(index.whereIs([10, 10, 20, 20]), 'inside')
  assert.equal(index.whereIs([45, 45, 55, 55]), 'outside')
  assert.equal(index.whereIs([35, 45, 45, 55]), 'on the line')
  assert.equal(new RingIndex([]).whereIs([0, 0, 1, 1]), 'outside')
})
