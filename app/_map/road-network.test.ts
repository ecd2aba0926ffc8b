import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { RoadGeometry } from '#domain/coverage/road-geometry'
import { worldX, worldY } from './mercator'
import { RoadNetwork } from './road-network'

/** Segments of two vertices in a row eastwards along one parallel, 0.01 degrees each. */
const row = (count: number, insideCount: number): RoadGeometry => ({
  count,
  insideCount,
  starts: Uint32Array.from({ length: count + 1 }, (_, segment) => segment * 2),
  lngLat: Float64Array.from(
    Array.from({ length: count }, (_, segment) => [100 + segment * 0.01, 30, 100 + (segment + 1) * 0.01, 30]).flat(),
  ),
  oneWay: new Int8Array(count),
  classOf: () => 'secondary',
  nameOf: () => '',
  refOf: () => 'S205',
})

const NONE = { exposed: [], lapsed: [], unreachable: [] }

test('states are laid by inclusive ranges over inside segments, the rest is monitored', () => {
  const network = new RoadNetwork(row(6, 5))
  network.setStates({ exposed: [[1, 2]], lapsed: [[4, 4]], unreachable: [[0, 0]] })
  assert.deepEqual(
    [0, 1, 2, 3, 4, 5].map((segment) => network.stateOf(segment)),
    ['unreachable', 'exposed', 'exposed', 'monitored', 'lapsed', 'outside'],
  )
})

test('only segments whose drawing changes are answered', () => {
  const network = new RoadNetwork(row(6, 6))
  assert.deepEqual(network.setStates(NONE), [])
  assert.deepEqual(network.setStates({ ...NONE, exposed: [[1, 2]] }), [1, 2])
  assert.deepEqual(network.setStates({ ...NONE, exposed: [[1, 2]] }), [])
  assert.deepEqual(network.setStates({ ...NONE, exposed: [[1, 2]], lapsed: [[5, 5]] }), [5])
  assert.deepEqual(
    network.setStates({ ...NONE, exposed: [[1, 3]], lapsed: [[5, 5]] }),
    [3],
    'a stretch that grows leaves the dashes of the rest where they are',
  )
  assert.deepEqual(network.setStates(NONE).toSorted(), [1, 2, 3, 5])
})

test('segments that run on into each other are one chain, whatever their states', () => {
  const network = new RoadNetwork(row(6, 6))
  network.setStates({ ...NONE, exposed: [[1, 3]] })
  const chain = [0, 1, 2, 3, 4, 5].sort((a, b) => (network.ranks[a] ?? 0) - (network.ranks[b] ?? 0))
  for (const [at, segment] of chain.entries()) {
    const before = chain[at - 1]
    if (before !== undefined) assert.ok(network.runsOn(before, segment))
    assert.ok(Math.abs((network.along[segment] ?? 0) - (at * 0.01 * 256) / 360) < 1e-9)
  }
})

test('the index finds what lies in a box', () => {
  const network = new RoadNetwork(row(6, 6))
  const found = network.search(worldX(100.021), worldY(30.001), worldX(100.029), worldY(29.999))
  assert.deepEqual(found, [2])
})

test('a network without roads is drawn as nothing', () => {
  const network = new RoadNetwork(row(0, 0))
  assert.deepEqual(network.search(0, 0, 256, 256), [])
  assert.deepEqual(network.setStates(NONE), [])
})
