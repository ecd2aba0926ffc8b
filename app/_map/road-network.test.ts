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
    network.setStates({ ...NONE, exposed: [[1, 3]], lapsed: [[5, 5]] }).toSorted(),
    [1, 2, 3],
    'a run that grows moves the dashes of its whole length',
  )
  assert.deepEqual(network.setStates(NONE).toSorted(), [1, 2, 3, 5])
})

test('a run of exposed segments is one line', () => {
  const network = new RoadNetwork(row(6, 6))
  network.setStates({ ...NONE, exposed: [[1, 3]] })
  assert.equal(network.runs.length, 1)
  assert.deepEqual(network.runs[0], [2, 4, 6])
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
