import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { networkOf, randomCounty } from '../../testing/random-county'
import { evaluate } from '../coverage/evaluate'
import { coverageGeoJson } from './coverage-geojson'

const SIZE = 5

interface Feature {
  type: string
  properties: Record<string, unknown>
  geometry: { type: string; coordinates: unknown }
}

const isPosition = (value: unknown): boolean =>
  Array.isArray(value) &&
  value.length === 2 &&
  value.every((degrees) => typeof degrees === 'number' && Number.isFinite(degrees)) &&
  Math.abs(value[0]) <= 180 &&
  Math.abs(value[1]) <= 90

/** What QGIS and GDAL ask of a file to make layers with columns of it. */
test('a plan as GeoJSON is RFC 7946: WGS 84 without a crs, points and lines, one type a column', () => {
  fc.assert(
    fc.property(randomCounty(SIZE, { places: 4, checkpoints: 5 }), (random) => {
      const result = evaluate(networkOf(random, SIZE), random.points, { segments: true })
      const written = coverageGeoJson(result, random.points, 'zh')
      const file = JSON.parse(JSON.stringify(written)) as { type: string; features: Feature[] }
      assert.deepEqual(Object.keys(file), ['type', 'features'])
      assert.equal(file.type, 'FeatureCollection')
      const types = new Map<string, string>()
      const columns = new Map<string, string>()
      for (const { type, properties, geometry } of file.features) {
        assert.equal(type, 'Feature')
        const { coordinates } = geometry
        if (geometry.type === 'Point') assert.ok(isPosition(coordinates))
        else {
          assert.equal(geometry.type, 'LineString')
          assert.ok(Array.isArray(coordinates) && coordinates.length >= 2 && coordinates.every(isPosition))
        }
        for (const needed of ['layer', 'name', 'state', 'stateName']) assert.ok(needed in properties, needed)
        assert.match(String(properties.stateName), /\p{Script=Han}/u)
        const layer = String(properties.layer)
        const known = columns.get(layer) ?? Object.keys(properties).join()
        columns.set(layer, known)
        assert.equal(Object.keys(properties).join(), known, 'every feature of a layer has the same columns')
        for (const [column, value] of Object.entries(properties)) {
          if (value === null) continue
          assert.ok(['string', 'number', 'boolean'].includes(typeof value), `${layer}.${column} is one value`)
          const before = types.get(column) ?? typeof value
          types.set(column, before)
          assert.equal(typeof value, before, `${column} is of one type`)
        }
      }
    }),
  )
})
