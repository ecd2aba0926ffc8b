import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { gcj02ToBd09, pointsInWgs84 } from './datum'
import { fromGcj02, toGcj02 } from './gcj02'
import { metresBetween } from './geometry'

test('the shift is the published one, in Shanghai, Shenzhen and Beijing', () => {
  const pairs = [
    [121.5272106, 31.1774276, 121.531541859215, 31.17530398364597],
    [113.912316, 22.543847, 113.9171764808363, 22.540796131694766],
    [116.377817, 39.911954, 116.38404722455657, 39.91334545536069],
  ] as const
  for (const [lng, lat, shiftedLng, shiftedLat] of pairs) {
    const [x, y] = toGcj02(lng, lat)
    assert.ok(Math.abs(x - shiftedLng) < 1e-6 && Math.abs(y - shiftedLat) < 1e-6)
  }
})

test('there and back is less than a millimetre, and nothing is shifted abroad', () => {
  const lng = fc.double({ min: 74, max: 134, noNaN: true })
  const lat = fc.double({ min: 18, max: 53, noNaN: true })
  fc.assert(
    fc.property(lng, lat, (x, y) => {
      const [shiftedLng, shiftedLat] = toGcj02(x, y)
      const [backLng, backLat] = fromGcj02(shiftedLng, shiftedLat)
      assert.ok(metresBetween(x, y, backLng, backLat) < 0.001)
      const shift = metresBetween(x, y, shiftedLng, shiftedLat)
      // Over the whole box on a grid of 0.05 degrees: 17.5 to 700.4 m.
      assert.ok(shift > 10 && shift < 800, `${shift} m`)
    }),
  )
  assert.deepEqual(toGcj02(9.5, 47.1), [9.5, 47.1])
  assert.deepEqual(fromGcj02(9.5, 47.1), [9.5, 47.1])
})

test('BD-09 is GCJ-02 shifted once more, there as published and back to a millimetre', () => {
  // Tiananmen by Baidu's own converter: GCJ-02 116.404, 39.915 is BD-09 116.41036949, 39.92133699.
  const [lng, lat] = gcj02ToBd09(116.404, 39.915)
  assert.ok(Math.abs(lng - 116.41036949371) < 1e-6 && Math.abs(lat - 39.92133699351) < 1e-6, `${lng}, ${lat}`)
  const anywhere = [
    fc.double({ min: 74, max: 134, noNaN: true }),
    fc.double({ min: 18, max: 53, noNaN: true }),
  ] as const
  fc.assert(
    fc.property(...anywhere, (x, y) => {
      const [shiftedLng, shiftedLat] = gcj02ToBd09(...toGcj02(x, y))
      const [back] = pointsInWgs84([{ lng: shiftedLng, lat: shiftedLat }], 'bd09')
      assert.ok(back && metresBetween(x, y, back.lng, back.lat) < 0.001)
    }),
  )
  assert.deepEqual(pointsInWgs84([{ lng: 9.5, lat: 47.1 }], 'bd09'), [{ lng: 9.5, lat: 47.1 }])
})
