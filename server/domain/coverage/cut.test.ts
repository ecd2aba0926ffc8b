import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { isInside, makeBoundary } from './boundary'
import { cutAtBoundary } from './cut'

const SQUARE = makeBoundary([
  [
    [
      [100, 0],
      [101, 0],
      [101, 1],
      [100, 1],
      [100, 0],
    ],
  ],
])

function cut(line: [number, number][]) {
  const span = { lng: Float64Array.from(line, ([x]) => x), lat: Float64Array.from(line, ([, y]) => y), start: 0 }
  const { startsInside, changes } = cutAtBoundary({ ...span, end: line.length }, SQUARE)
  return { startsInside, changes: changes.map(({ edge, t, lng, lat }) => [edge, Number(t.toFixed(6)), lng, lat]) }
}

test('a line is cut where it changes side and nowhere else', () => {
  assert.deepEqual(
    cut([
      [99.5, 0.5],
      [100.5, 0.5],
    ]),
    { startsInside: false, changes: [[0, 0.5, 100, 0.5]] },
  )
  // Touching the side from within, or a corner from outside, changes nothing.
  assert.deepEqual(
    cut([
      [100.5, 0.5],
      [100, 0.5],
      [100.5, 0.6],
    ]),
    { startsInside: true, changes: [] },
  )
  assert.deepEqual(
    cut([
      [99.5, 0.5],
      [100, 0],
      [100.5, -0.5],
    ]),
    { startsInside: false, changes: [] },
  )
  // Through a corner, into the square and out again.
  assert.deepEqual(
    cut([
      [99.5, -0.5],
      [100.5, 0.5],
      [101.5, 0.5],
    ]).changes.length,
    2,
  )
})

test('a cut within 1e-7 degrees of a vertex is that vertex', () => {
  assert.deepEqual(
    cut([
      [99.5, 0.5],
      [100 + 5e-8, 0.5],
      [100.5, 0.5],
    ]).changes,
    [[1, 0, 100 + 5e-8, 0.5]],
  )
  assert.deepEqual(
    cut([
      [99.5, 0.5],
      [100 + 2e-7, 0.5],
      [100.5, 0.5],
    ]).changes[0]?.[0],
    0,
  )
})

test('along the ring is inside', () => {
  assert.deepEqual(
    cut([
      [100, 0],
      [101, 0],
    ]),
    { startsInside: true, changes: [] },
  )
  assert.deepEqual(
    cut([
      [99.5, 0],
      [101.5, 0],
    ]).changes.length,
    2,
  )
  assert.deepEqual(
    cut([
      [100.2, -0.1],
      [100.2, 0],
      [100.8, 0],
      [100.8, -0.1],
    ]).changes.length,
    2,
  )
})

test('a stub that begins just outside the ring is outside, though its middle is within 1e-7 of it', () => {
  const { startsInside, changes } = cut([
    [100 - 1.5e-7, 0.5],
    [100.5, 0.5],
  ])
  assert.equal(startsInside, false)
  assert.equal(changes.length, 1)
})

test('sides found by the grid are those found by the polygon itself', () => {
  const star = makeBoundary([
    [
      Array.from({ length: 41 }, (_, at) => {
        const turn = ((at % 40) / 40) * 2 * Math.PI
        const reach = at % 2 === 0 ? 1 : 0.4
        return [100 + Math.cos(turn) * reach, Math.sin(turn) * reach] as const
      }),
    ],
  ])
  const part = fc.double({ min: -1.2, max: 1.2, noNaN: true })
  fc.assert(
    fc.property(part, part, (x, y) => {
      // By winding: the angle swept around the point, the plain definition.
      let swept = 0
      const [ring] = star.rings[0] ? [star.rings[0][0] ?? []] : [[]]
      for (let at = 1; at < ring.length; at++) {
        const [ax = 0, ay = 0] = ring[at - 1] ?? []
        const [bx = 0, by = 0] = ring[at] ?? []
        const a = Math.atan2(ay - y, ax - 100 - x)
        const b = Math.atan2(by - y, bx - 100 - x)
        swept += Math.atan2(Math.sin(b - a), Math.cos(b - a))
      }
      fc.pre(Math.abs(Math.abs(swept) - Math.PI) > 1e-3)
      assert.equal(isInside(star, 100 + x, y), Math.abs(swept) > Math.PI)
    }),
    { numRuns: 500 },
  )
})
