import assert from 'node:assert/strict'
import { test } from 'node:test'
import { buildNetwork } from './network'
import { pathOfSegment, placePoints } from './placed-network'
import { decodeRoads, encodeRoads } from './road-geometry'
import { RoadInputBuilder } from './road-input'
import { DEFAULT_SETTINGS } from './settings'

const SQUARE = [
  [
    [
      [100, 0.01],
      [100.04, 0.01],
      [100.04, 0.05],
      [100, 0.05],
      [100, 0.01],
    ],
  ],
] as const

function roads() {
  const builder = new RoadInputBuilder('coordinates')
  builder.beginWay(2, { highway: 'primary', name: '莫干山路', ref: 'S304', oneway: '-1' })
  builder.beginLine()
  for (const [lng, lat] of [
    [99.99, 0.03],
    [100.01, 0.031],
    [100.02, 0.03],
  ] as const) {
    builder.vertex(lng, lat)
  }
  builder.beginWay(1, { highway: 'track' })
  builder.beginLine()
  builder.vertex(100.02, 0.03)
  builder.vertex(100.02, 0.06)
  return builder.finish()
}

test('roads come back from their bytes: inside segments first, to 1e-7 degrees', () => {
  const placed = placePoints(buildNetwork(roads(), SQUARE, DEFAULT_SETTINGS), {
    places: [],
    checkpoints: [{ code: 'K1', state: 'open', lng: 100.015, lat: 0.0305 }],
    closures: [],
  })
  const decoded = decodeRoads(encodeRoads(placed))
  assert.equal(decoded.count, 5)
  assert.equal(decoded.insideCount, 3)
  const inTenMillionths = (degrees: number) => Math.round(degrees * 1e7)
  for (let segment = 0; segment < decoded.count; segment++) {
    const vertices = decoded.lngLat.subarray((decoded.starts[segment] ?? 0) * 2, (decoded.starts[segment + 1] ?? 0) * 2)
    assert.deepEqual([...vertices].map(inTenMillionths), pathOfSegment(placed, segment).flat().map(inTenMillionths))
  }
  const numbers = [0, 1, 2, 3, 4]
  assert.deepEqual(numbers.map(decoded.classOf), ['track', 'primary', 'primary', 'track', 'primary'])
  assert.deepEqual([...decoded.oneWay], [0, -1, -1, 0, -1])
  assert.deepEqual([decoded.nameOf(1), decoded.refOf(1)], ['莫干山路', 'S304'])
  assert.deepEqual([decoded.nameOf(0), decoded.refOf(0)], ['', ''])
})

test('bytes that are cut off or something else are refused, never half decoded', () => {
  const bytes = encodeRoads(
    placePoints(buildNetwork(roads(), SQUARE, DEFAULT_SETTINGS), { places: [], checkpoints: [], closures: [] }),
  )
  for (let length = 0; length < bytes.length; length++) {
    assert.throws(() => decodeRoads(bytes.subarray(0, length)), /cut off|damaged|not road/)
  }
  assert.throws(() => decodeRoads(new Uint8Array([0x4b, 0x4b, 0x52, 9])), /another version/)
})

test('the id of a placed network stays with the states and changes with the points', () => {
  const network = buildNetwork(roads(), SQUARE, DEFAULT_SETTINGS)
  const withPoint = (state: 'open' | 'planned', lng: number) =>
    placePoints(network, { places: [], checkpoints: [{ code: 'K1', state, lng, lat: 0.0305 }], closures: [] }).id
  assert.equal(withPoint('open', 100.015), withPoint('planned', 100.015))
  assert.notEqual(withPoint('open', 100.015), withPoint('open', 100.014))
  assert.notEqual(withPoint('open', 100.015), placePoints(network, { places: [], checkpoints: [], closures: [] }).id)
})
