import assert from 'node:assert/strict'
import { test } from 'node:test'
import { linkSegments, runsOf } from './road-links'

/** Segments as lists of [x, y]; all of one kind and name unless given. */
const network = (lines: [number, number][][], kind: number[] = [], name: number[] = []) => {
  const starts = new Uint32Array(lines.length + 1)
  for (const [index, line] of lines.entries()) starts[index + 1] = (starts[index] as number) + line.length
  return {
    count: lines.length,
    starts,
    world: Float64Array.from(lines.flat(2)),
    kind: Uint8Array.from(lines.map((_, index) => kind[index] ?? 0)),
    name: Int32Array.from(lines.map((_, index) => name[index] ?? 0)),
  }
}

const WEST_EAST: [number, number][] = [
  [0, 0],
  [1, 0],
]
const ON_EAST: [number, number][] = [
  [1, 0],
  [2, 0],
]
const NORTH: [number, number][] = [
  [1, 0],
  [1, -1],
]

test('at a junction the straight pair is joined and the branch is left alone', () => {
  const links = linkSegments(network([WEST_EAST, ON_EAST, NORTH]))
  assert.deepEqual([...links], [-1, 2, 1, -1, -1, -1])
})

test('segments of different kinds never join', () => {
  const links = linkSegments(network([WEST_EAST, ON_EAST], [0, 1]))
  assert.deepEqual([...links], [-1, -1, -1, -1])
})

test('a road keeps its name round a bend where another goes straight on', () => {
  const bend: [number, number][] = [
    [1, 0],
    [2, -0.4],
  ]
  const links = linkSegments(network([WEST_EAST, ON_EAST, bend], [], [1, 2, 1]))
  assert.equal(links[1], 4)
})

test('a run goes through segments drawn either way, and stops where the state changes', () => {
  const drawnBack: [number, number][] = [
    [2, 0],
    [1, 0],
  ]
  const third: [number, number][] = [
    [2, 0],
    [3, 0],
  ]
  const links = linkSegments(network([WEST_EAST, drawnBack, third]))
  assert.deepEqual(
    runsOf(links, [0, 2, 1], () => true),
    [[0, 3, 4]],
  )
  assert.deepEqual(
    runsOf(links, [0, 1, 2], (a, b) => a + b === 1),
    [[0, 3], [4]],
  )
})

test('a ring is one run, and ends', () => {
  const ring: [number, number][][] = [
    [
      [0, 0],
      [1, 0.5],
      [2, 0],
    ],
    [
      [2, 0],
      [1, -0.5],
      [0, 0],
    ],
  ]
  const sharp = linkSegments(network(ring))
  const runs = runsOf(sharp, [0, 1], () => true)
  assert.equal(runs.flat().length, 2)
})
