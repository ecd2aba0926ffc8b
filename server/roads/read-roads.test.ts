import assert from 'node:assert/strict'
import { truncate } from 'node:fs/promises'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { buildNetwork } from '#domain/coverage/network'
import { DEFAULT_SETTINGS } from '#domain/coverage/settings'
import { checkNetwork } from './check-network'
import { boundaryPolygons, readBoundary } from './read-boundary'
import { parseJson } from './read-json'
import { checkpointsOf, closuresOf, placesOf, readPlaces } from './read-points'
import { readRoads } from './read-roads'
import { type RoadFault, RoadFileError } from './road-file-error'
import { withFile } from './temporary-file'

const line = (properties: object, coordinates: unknown, type = 'LineString') => ({
  type: 'Feature',
  properties,
  geometry: { type, coordinates },
})
const collection = (...features: object[]) => JSON.stringify({ type: 'FeatureCollection', features })
const GEOJSON = collection(
  line({ highway: 'tertiary', name: '莫干山路' }, [
    [100.01, 30.01],
    [100.02, 30.02],
  ]),
)
const XML = `<?xml version="1.0"?>
<osm version="0.6">
  <node id="1" lat="30.01" lon="100.01"/><node id="2" lat="30.02" lon="100.02"/>
  <way id="5"><nd ref="1"/><nd ref="2"/><tag k="highway" v="tertiary"/><tag k="name" v="A &amp; B"/></way>
</osm>`

async function faultOf(content: string | Uint8Array): Promise<RoadFault | null> {
  return withFile(content, async (file) => {
    try {
      await readRoads(file)
      return null
    } catch (error) {
      if (error instanceof RoadFileError) return error.fault
      throw error
    }
  })
}

function faultIn(read: () => unknown): RoadFault | null {
  try {
    read()
    return null
  } catch (error) {
    if (error instanceof RoadFileError) return error.fault
    throw error
  }
}

test('each kind of road file is known by its content', async () => {
  const nodes = [
    { type: 'node', id: 1, lat: 30.01, lon: 100.01 },
    { type: 'node', id: 2, lat: 30.02, lon: 100.02 },
  ]
  const way = { type: 'way', id: 5, nodes: [1, 2], tags: { highway: 'tertiary' } }
  const geometry = [{ lat: 30.01, lon: 100.01 }, null, { lat: 30.02, lon: 100.02 }, { lat: 30.02, lon: 100.03 }]
  const overpass = JSON.stringify({ elements: [...nodes, way] })
  const withGeometry = JSON.stringify({ elements: [{ type: 'way', id: 5, geometry, tags: { highway: 'tertiary' } }] })
  for (const content of [GEOJSON, `\uFEFF${GEOJSON}`, XML, overpass, withGeometry]) {
    const input = await withFile(content, (file) => readRoads(file))
    assert.equal(input.wayTags[0]?.highway, 'tertiary')
    assert.equal(input.lng[0], 100.01)
  }
  const split = await withFile(withGeometry, (file) => readRoads(file))
  assert.deepEqual([...split.lineStart], [0, 1, 3])
  assert.equal(split.nodeIds, null)
})

test('a GeoJSON way is numbered by its place among all features, and a MultiLineString is one way of several lines', async () => {
  const content = collection(
    { type: 'Feature', properties: {}, geometry: { type: 'Point', coordinates: [100, 30] } },
    line(
      { highway: 'track', ref: 12 },
      [
        [
          [100, 30],
          [100.1, 30],
        ],
        [
          [100.2, 30],
          [100.3, 30],
        ],
      ],
      'MultiLineString',
    ),
  )
  const input = await withFile(content, (file) => readRoads(file))
  assert.deepEqual([...input.wayIds], [2])
  assert.deepEqual([...input.lineWay], [0, 0])
  assert.equal(input.wayTags[0]?.ref, '12')
})

test('of two ways with one id the first stays, with a warning', async () => {
  const twice = XML.replace('</osm>', '<way id="5"><nd ref="2"/><nd ref="1"/><tag k="highway" v="track"/></way></osm>')
  const input = await withFile(twice, (file) => readRoads(file))
  assert.equal(input.wayTags.length, 1)
  assert.deepEqual(input.warnings, [{ kind: 'duplicate-way', what: 'way 5', where: null }])
})

test('a file that ends too soon is cut off, at the byte where it ends', async () => {
  for (const content of [GEOJSON, XML]) {
    const bytes = Buffer.from(content)
    for (const length of [60, bytes.length - 30, bytes.length - 1]) {
      const fault = await faultOf(bytes.subarray(0, length))
      assert.equal(fault?.kind, 'cut-off', `${length} of ${content.slice(0, 10)}`)
      if (fault?.kind === 'cut-off') assert.equal(fault.byte, length)
    }
  }
})

test('files of other kinds are named', async () => {
  const kinds: [string | Uint8Array, RegExp][] = [
    ['', /empty/],
    [gzipSync(XML), /gzip/],
    ['PK\x03\x04rest', /zip/],
    ['<!DOCTYPE html><html></html>', /web page/],
    ['<gpx version="1.1"></gpx>', /<gpx>/],
    ['plate,time\n1,2', /something else/],
    ['[1, 2]', /other JSON/],
    ['{"type": "Topology"}', /Topology/],
  ]
  for (const [content, looksLike] of kinds) {
    const fault = await faultOf(content)
    assert.ok(fault?.kind === 'other-kind', String(content))
    assert.match(fault.looksLike, looksLike)
  }
  assert.deepEqual(
    faultIn(() => parseJson('x', '{"a": nonsense}')),
    { kind: 'damaged', byte: 6, reason: 'this is not JSON' },
  )
  assert.equal((await faultOf(XML.replace('<nd ref="2"/>', '<nd ref="2">')))?.kind, 'damaged')
})

test('a file without roads, or with positions that are none, is refused', async () => {
  assert.equal((await faultOf(collection(line({ waterway: 'river' }, [[100, 30]]))))?.kind, 'no-roads')
  assert.equal((await faultOf(JSON.stringify({ elements: [] })))?.kind, 'no-roads')
  assert.equal((await faultOf(XML.replace('highway', 'waterway')))?.kind, 'no-roads')
  const projected = collection(
    line({ highway: 'track' }, [
      [500000, 3400000],
      [500100, 3400000],
    ]),
  )
  assert.equal((await faultOf(projected))?.kind, 'out-of-range')
})

test('a boundary that is no closed polygon is refused with the ring and its ends', () => {
  const square = [
    [100, 30],
    [101, 30],
    [101, 31],
    [100, 30],
  ]
  const boundary = (value: unknown) => faultIn(() => boundaryPolygons('b', value))
  assert.equal(boundary({ type: 'Polygon', coordinates: [square] }), null)
  assert.equal(boundary(JSON.parse(collection(line({}, [square], 'Polygon')))), null)
  assert.deepEqual(boundary({ type: 'Polygon', coordinates: [square, square.slice(0, 3)] }), {
    kind: 'open-ring',
    ring: 'hole 1',
    start: [100, 30],
    end: [101, 31],
  })
  assert.deepEqual(boundary(line({}, square)), { kind: 'not-a-polygon', found: 'a LineString' })
  const two = JSON.parse(collection(line({}, [square], 'Polygon'), line({}, [square], 'Polygon')))
  assert.deepEqual(boundary(two), { kind: 'not-a-polygon', found: 'a FeatureCollection with 2 polygons' })
  for (const nonsense of [null, 7, {}, { type: 'Polygon' }, { type: 'Polygon', coordinates: [] }]) {
    assert.equal(boundary(nonsense)?.kind, 'not-a-polygon')
  }
  assert.equal(boundary({ type: 'Polygon', coordinates: [[[200, 30], ...square.slice(1)]] })?.kind, 'out-of-range')
})

test('points that cannot be used are named by their feature', () => {
  const point = (properties: object) => line(properties, [100, 30], 'Point')
  const file = (...features: object[]) => JSON.parse(collection(...features))
  assert.deepEqual(checkpointsOf('c', file(point({ code: 'K1' })))[0]?.state, 'open')
  const people = (population: unknown) => placesOf('c', file(point({ name: 'A', population })))[0]?.population
  assert.deepEqual(['1200', 1200, 'some hundred', '', null, undefined].map(people), [1200, 1200, 0, 0, 0, 0])
  const faults = [
    faultIn(() => checkpointsOf('c', file(point({ code: 'K1' }), point({ code: 'K1' })))),
    faultIn(() => checkpointsOf('c', file(point({ code: 'K1', state: 'busy' })))),
    faultIn(() => closuresOf('c', file(point({})))),
    faultIn(() => placesOf('c', file(point({ name: 'A', population: -1 })))),
    faultIn(() => placesOf('c', file(line({ name: 'A' }, [])))),
  ]
  assert.deepEqual(
    faults.map((fault) => fault?.kind),
    faults.map(() => 'bad-point'),
  )
})

test('roads far from the boundary are refused with how far it is', async () => {
  const input = await withFile(GEOJSON, (file) => readRoads(file))
  const square: [number, number][] = [
    [101, 30],
    [102, 30],
    [102, 31],
    [101, 30],
  ]
  const fault = faultIn(() => checkNetwork('r', buildNetwork(input, [[square]], DEFAULT_SETTINGS)))
  assert.deepEqual(fault, { kind: 'outside-boundary', kilometres: 94.4, perhaps: null })
})

test('exchanged longitude and latitude are seen for what they are', async () => {
  const input = await withFile(GEOJSON, (file) => readRoads(file))
  const [lng = 0, lat = 0] = [input.lng[0], input.lat[0]]
  const exchanged: [number, number][] = [
    [lat - 1, lng - 1],
    [lat + 1, lng - 1],
    [lat + 1, lng + 1],
    [lat - 1, lng - 1],
  ]
  // Longitudes beyond 90 would be no latitudes at all: then reading says so.
  const half = { ...input, lng: input.lng.map((value) => value / 2) }
  const square = exchanged.map(([x, y]): [number, number] => [x, y / 2])
  const fault = faultIn(() => checkNetwork('r', buildNetwork(half, [[square]], DEFAULT_SETTINGS)))
  assert.equal(fault?.kind === 'outside-boundary' && fault.perhaps, 'exchanged')
})

test('a boundary that crosses itself is refused with where; one that touches itself is not', async () => {
  const bowtie = [
    [0, 0],
    [2, 2],
    [2, 0],
    [0, 2],
    [0, 0],
  ]
  const touching = [
    [0, 0],
    [1, 1],
    [0, 2],
    [2, 2],
    [1, 1],
    [2, 0],
    [0, 0],
  ]
  const read = (ring: number[][]) =>
    withFile(JSON.stringify({ type: 'Polygon', coordinates: [ring] }), (file) => readBoundary(file))
  await assert.rejects(read(bowtie), (error: unknown) => {
    assert.ok(error instanceof RoadFileError)
    assert.deepEqual(error.fault, { kind: 'crossed-ring', ring: 'ring 1', at: [1, 1] })
    return true
  })
  assert.equal((await read(touching)).length, 1)
})

test('an XML file can name no file of the machine, and can not grow out of itself', async () => {
  const entity = (declaration: string, use: string) =>
    XML.replace('<osm', `<!DOCTYPE osm [${declaration}]><osm`).replace('A &amp; B', use)
  const outside = entity('<!ENTITY x SYSTEM "file:///etc/passwd">', '&x;')
  const laughs = entity('<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">', '&b;&b;&b;&b;')
  for (const content of [outside, laughs]) {
    const read = await withFile(content, async (file) => {
      try {
        return JSON.stringify(await readRoads(file))
      } catch (error) {
        assert.ok(error instanceof RoadFileError, String(error))
        return error.message
      }
    })
    assert.doesNotMatch(read, /root:|haha/)
  }
})

test('ten million places are refused by their size, before anything of them is read', async () => {
  await withFile('{"type":"FeatureCollection","features":[', async (file) => {
    // The rest of it is a hole in the file, which takes no room on disk.
    await truncate(file, 1_200_000_000)
    await assert.rejects(readPlaces(file), (error: unknown) => {
      assert.ok(error instanceof RoadFileError)
      assert.equal(error.fault.kind, 'too-large')
      assert.match(error.message, /1200000000 bytes/)
      return true
    })
  })
})
