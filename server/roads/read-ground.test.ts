import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeBoundary } from '#domain/coverage/boundary'
import { osmPasses } from './read-boundary'
import { readGround } from './read-ground'
import { withFile } from './temporary-file'

const BOUNDARY = makeBoundary([
  [
    [
      [119.4, 30.5],
      [119.6, 30.5],
      [119.6, 30.7],
      [119.4, 30.7],
      [119.4, 30.5],
    ],
  ],
])

const node = (id: number, lng: number, lat: number, tags: Record<string, string> = {}) =>
  `<node id="${id}" lon="${lng}" lat="${lat}">${tagsOf(tags)}</node>`
const way = (id: number, nodes: number[], tags: Record<string, string>) =>
  `<way id="${id}">${nodes.map((ref) => `<nd ref="${ref}"/>`).join('')}${tagsOf(tags)}</way>`
const tagsOf = (tags: Record<string, string>) =>
  Object.entries(tags)
    .map(([k, v]) => `<tag k="${k}" v="${v}"/>`)
    .join('')

const FILE = `<osm>
  ${node(1, 119.45, 30.55)}${node(2, 119.47, 30.55)}${node(3, 119.47, 30.57)}${node(4, 119.45, 30.57)}
  ${node(5, 119.5, 30.5)}${node(6, 119.5, 30.6)}${node(7, 119.5, 30.60001)}${node(8, 119.5, 30.68)}
  ${node(20, 119.5, 30.6, { place: 'town', name: '白水镇', population: '12 000' })}
  ${node(21, 119.45, 30.65, { place: 'village', name: '&lt;b>北村', population: 'many' })}
  ${node(22, 119.61, 30.6, { place: 'town', name: '邻镇' })}
  ${node(23, 125, 45, { place: 'city', name: '远方' })}
  ${node(24, 119.5, 30.6, { amenity: 'bench', name: '长椅' })}
  ${way(30, [1, 2, 3], { note: 'shore' })}${way(31, [3, 4, 1], {})}${way(32, [1, 2], {})}
  ${way(33, [5, 6, 7, 8], { waterway: 'river', name: '白水' })}${way(34, [5, 6], { waterway: 'stream' })}
  <relation id="40"><member type="way" ref="30" role="outer"/><member type="way" ref="31" role="outer"/>
    ${tagsOf({ natural: 'water', name: '莲花湖' })}</relation>
  <relation id="41"><member type="way" ref="32" role="outer"/>${tagsOf({ natural: 'water', name: '半湖' })}</relation>
</osm>`

interface Feature {
  properties: { name: string; widthClass?: number }
  geometry: { type: string; coordinates: unknown[] }
}

test('rivers, whole lakes, places within and towns around come from the road file', async () => {
  const { background, places } = await withFile(FILE, async (file) => {
    const passes = await osmPasses(file)
    assert.ok(passes)
    return readGround(file, passes, BOUNDARY)
  })
  const features = background.water.features as Feature[]
  assert.deepEqual(
    features.map(({ properties, geometry }) => [properties.name, properties.widthClass ?? null, geometry.type]),
    [
      ['莲花湖', null, 'Polygon'],
      ['白水', 3, 'LineString'],
    ],
  )
  assert.equal(features[1]?.geometry.coordinates.length, 3, 'a metre is not seen on a county')
  assert.deepEqual(
    places.map(({ name, place, population }) => [name, place, population]),
    [
      ['白水镇', 'town', 12_000],
      ['<b>北村', 'village', 0],
    ],
  )
  assert.deepEqual(background.neighbours, [{ name: '邻镇', lng: 119.61, lat: 30.6 }])
})
