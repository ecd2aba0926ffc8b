import assert from 'node:assert/strict'
import { it } from 'node:test'
import { roadFaultInChinese } from './road-fault'

it('names the file, what is wrong, where, and what to do', () => {
  assert.equal(
    roadFaultInChinese({ file: 'roads', kind: 'cut-off', byte: 100_000 }),
    '路网文件在第 100,000 字节处中断，没有传全或没有下载全，请重新下载。',
  )
  assert.equal(
    roadFaultInChinese({ file: 'boundary', kind: 'open-ring', start: [9.5, 47.1], end: [9.6, 47.2] }),
    '县界文件的界线没有闭合：起点 9.5, 47.1，终点 9.6, 47.2。',
  )
  const outside = (perhaps?: string) =>
    roadFaultInChinese({ file: 'roads', kind: 'outside-boundary', kilometres: 1_200, ...(perhaps && { perhaps }) })
  assert.match(outside('exchanged') ?? '', /离这些道路 1,200 km，其中一个文件的经纬度写反了/)
  assert.match(outside() ?? '', /是不是选错了地区/)
})

it('says in Chinese what the server says in English, file formats and names of fields apart', () => {
  const said = [
    {
      file: 'roads',
      kind: 'other-kind',
      looksLike: 'a web page',
      wanted: '.osm.pbf, .osm XML, Overpass JSON or GeoJSON',
    },
    {
      file: 'roads',
      kind: 'other-kind',
      looksLike: 'XML with the root <gpx>',
      wanted: 'OpenStreetMap XML with the root <osm>',
    },
    {
      file: 'places',
      kind: 'other-kind',
      looksLike: 'a GeoJSON Point',
      wanted: 'a GeoJSON FeatureCollection of Points',
    },
    { file: 'roads', kind: 'out-of-range', where: 'feature 1, position 2', lng: 30.7, lat: 119.7 },
    { file: 'places', kind: 'bad-point', where: 'feature 3', reason: '"name" is missing' },
    { file: 'places', kind: 'bad-point', where: 'feature 3', reason: 'it is no Feature with a Point' },
    { file: 'boundary', kind: 'not-a-polygon', found: 'a FeatureCollection with 3 polygons' },
    { file: 'boundary', kind: 'not-a-polygon', found: 'a LineString' },
  ].map((fault) => roadFaultInChinese(fault) ?? '')
  assert.match(said[0] ?? '', /看起来是网页（多半是下载出错的页面）；要的是\.osm\.pbf、/)
  assert.match(said[3] ?? '', /要素 1，坐标 2：30\.7, 119\.7/)
  for (const sentence of said) assert.doesNotMatch(sentence, /\b(an?|is|it|the|of|with|feature|position)\b/, sentence)
})

it('leaves a fault that it does not know to the words of the server', () => {
  assert.equal(roadFaultInChinese({ file: 'roads', kind: 'something new' }), null)
})
