import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Dasher } from './dashes'

const EVERYWHERE = { left: -1e6, top: -1e6, right: 1e6, bottom: 1e6 }
type Point = readonly [number, number]

/** The dashes of a line, each as its points. */
const dashesOf = (pattern: readonly number[], line: readonly Point[], phase = 0, part = EVERYWHERE, around = 0) => {
  const dashes: [number, number][][] = []
  const pen = {
    moveTo: (x: number, y: number) => dashes.push([[x, y]]),
    lineTo: (x: number, y: number) => dashes.at(-1)?.push([x, y]),
  }
  const dasher = new Dasher(pattern)
  const [first = [0, 0], ...others] = line
  dasher.begin(pen, ...first, phase)
  for (const [x, y] of others) dasher.lineTo(x, y, part, around)
  return dashes.filter((dash) => dash.length > 1)
}

const lengthOf = (line: readonly Point[]) =>
  line.reduce((sum, [x, y], at) => {
    const [x0, y0] = line[at - 1] ?? [x, y]
    return sum + Math.hypot(x - x0, y - y0)
  }, 0)

test('dashes and gaps alternate along a line and bend with it', () => {
  const line: Point[] = [
    [0, 0],
    [5, 0],
    [5, 10],
  ]
  assert.deepEqual(dashesOf([4, 2], line), [
    [
      [0, 0],
      [4, 0],
    ],
    [
      [5, 1],
      [5, 5],
    ],
    [
      [5, 7],
      [5, 10],
    ],
  ])
})

test('a dash of no length is a dot', () => {
  const dots = dashesOf(
    [0, 3],
    [
      [0, 0],
      [10, 0],
    ],
  )
  assert.equal(dots.length, 4)
  for (const dot of dots) assert.ok(lengthOf(dot) < 0.02)
})

const vertex = (most: number): fc.Arbitrary<Point> =>
  fc
    .tuple(fc.integer({ min: 0, max: most * 100 }), fc.integer({ min: 0, max: most * 100 }))
    .map(([x, y]) => [x / 100, y / 100])
const length = fc.integer({ min: 50, max: 1000 }).map((part) => part / 100)

test('what is drawn of a line, cut anywhere and begun at its own phase, is what is drawn of the whole', () => {
  const pattern = fc.oneof(fc.tuple(length, length), fc.tuple(length, length, length, length))
  const line = fc.array(vertex(60), { minLength: 2, maxLength: 9 })
  fc.assert(
    fc.property(pattern, line, fc.nat(8), length, (dashes, vertices, at, phase) => {
      const cut = at % vertices.length
      const total = (drawn: Point[][]) => drawn.reduce((sum, dash) => sum + lengthOf(dash), 0)
      const whole = total(dashesOf(dashes, vertices, phase))
      const before = vertices.slice(0, cut + 1)
      const after = dashesOf(dashes, vertices.slice(cut), phase + lengthOf(before))
      const parts = total(dashesOf(dashes, before, phase)) + total(after)
      assert.ok(Math.abs(whole - parts) < 1e-6, `${whole} is not ${parts}`)
    }),
  )
})

test('edges that a part does not show are left out, and the rhythm of the others stays', () => {
  const part = { left: 30, top: 30, right: 60, bottom: 60 }
  const isSeen = ([x, y]: Point) => x > 30 && x < 60 && y > 30 && y < 60
  fc.assert(
    fc.property(fc.array(vertex(90), { minLength: 3, maxLength: 12 }), (vertices) => {
      const key = ([x, y]: Point) => `${x.toFixed(4)} ${y.toFixed(4)}`
      // A dash may be begun at a vertex where its part before was left out; where dashes end is the same.
      const passed = new Set(vertices.map(key))
      const ends = (dashes: Point[][]) =>
        [...new Set(dashes.flat().filter(isSeen).map(key))].filter((point) => !passed.has(point)).sort()
      assert.deepEqual(ends(dashesOf([3, 2, 1, 2], vertices, 0, part, 1)), ends(dashesOf([3, 2, 1, 2], vertices)))
    }),
  )
})
