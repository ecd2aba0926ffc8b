import assert from 'node:assert/strict'
import { existsSync, readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { test } from 'node:test'
import type { CoverageOptions } from '#domain/coverage/evaluate'
import { evaluate } from '#domain/coverage/evaluate'
import { buildNetwork } from '#domain/coverage/network'
import type { CoverageResult } from '#domain/coverage/result'
import type { CoverageSettings } from '#domain/coverage/settings'
import { DEFAULT_SETTINGS } from '#domain/coverage/settings'
import { differences } from './golden-comparison'
import { boundaryPolygons, readBoundary } from './read-boundary'
import { geoJsonRoads } from './read-geojson-roads'
import type { JsonObject } from './read-json'
import { checkpointsOf, closuresOf, placesOf, readCheckpoints, readClosures, readPlaces } from './read-points'
import { readRoads } from './read-roads'

/** Real road data lies beside the repository, not in it. */
const DATA = ['..', '../..', '../../..']
  .map((up) => path.resolve(import.meta.dirname, '../..', up, 'shared/data'))
  .find((folder) => existsSync(folder))

interface TinyCase {
  why: string
  settings: Partial<CoverageSettings>
  options: string[]
  roads: JsonObject
  boundary: unknown
  places: unknown
  checkpoints: unknown
  closures: unknown
  expected: Partial<CoverageResult>
}

if (DATA === undefined) {
  test('golden data is absent: ../shared/data was not found, nothing compared', () => {})
} else {
  const tiny = path.join(DATA, 'tiny')
  for (const file of readdirSync(tiny).sort()) {
    test(`hand-computed case ${file}`, async () => {
      const data: TinyCase = JSON.parse(await readFile(path.join(tiny, file), 'utf8'))
      const network = buildNetwork(geoJsonRoads(file, data.roads), boundaryPolygons(file, data.boundary), {
        ...DEFAULT_SETTINGS,
        ...data.settings,
      })
      const points = {
        places: placesOf(file, data.places),
        checkpoints: checkpointsOf(file, data.checkpoints),
        closures: closuresOf(file, data.closures),
      }
      const options: CoverageOptions = { frontier: data.options.includes('frontier') }
      if (data.options.includes('seal')) options.seal = true
      assert.deepEqual(differences(evaluate(network, points, options), data.expected), [], data.why)
    })
  }

  const areas = ['beatty', 'heinersreuth', 'liechtenstein', 'unterland', 'vaduz']
  for (const area of areas) {
    const folder = path.join(DATA, area)
    const roadsFile = readdirSync(folder).find((name) => name.startsWith('roads.')) ?? ''
    const roads = readRoads(path.join(folder, roadsFile))
    for (const variant of ['expected', 'expected-foot', 'expected-out', 'expected-inner']) {
      test(`${area} ${variant}`, async () => {
        const expected: CoverageResult = JSON.parse(await readFile(path.join(folder, `${variant}.json`), 'utf8'))
        const isInner = variant === 'expected-inner'
        const network = buildNetwork(
          await roads,
          await readBoundary(path.join(folder, 'boundary.geojson')),
          expected.settings,
        )
        const points = {
          places: await readPlaces(path.join(folder, 'places.geojson')),
          checkpoints: await readCheckpoints(
            path.join(folder, isInner ? 'checkpoints-inner.geojson' : 'checkpoints.geojson'),
          ),
          closures: isInner ? [] : await readClosures(path.join(folder, 'closures.geojson')),
        }
        const options: CoverageOptions = { seal: true, frontier: true, segments: expected.segments !== undefined }
        const found = differences(evaluate(network, points, options), expected)
        assert.deepEqual(found.slice(0, 20), [], `${found.length} differences`)
      })
    }
  }

  test('the boundary relation of an OpenStreetMap file is the boundary of the data, in all its parts', async () => {
    const file = path.join(DATA, 'vaduz/roads.osm.pbf')
    const fromRelation = await readBoundary(`${file}#1155956`)
    const fromFile = await readBoundary(path.join(DATA, 'vaduz/boundary.geojson'))
    const corners = (polygons: typeof fromFile) => polygons.flatMap((rings) => rings.map((ring) => ring.length)).sort()
    assert.deepEqual(corners(fromRelation), corners(fromFile))
    const inside = async (polygons: typeof fromFile) =>
      buildNetwork(await readRoads(file), polygons, DEFAULT_SETTINGS).graph.metres.length
    assert.equal(await inside(fromRelation), await inside(fromFile))
    await assert.rejects(readBoundary(file), /name one as FILE#ID/)
  })

  test('a boundary relation whose ways are not all in the file says which are missing', async () => {
    await assert.rejects(
      readBoundary(path.join(DATA, 'beatty/roads.osm')),
      /unclosed boundary: relation 170095 lacks way 182427206, way 37550615/,
    )
  })
}
