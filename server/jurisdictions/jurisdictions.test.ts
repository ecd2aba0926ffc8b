import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { seedCounty } from '../testing/county-fixture'
import { type ServerRig, startServerRig } from '../testing/server-rig'
import type { ListedJurisdiction } from './list-jurisdictions'

let rig: ServerRig
let admin: string

before(async () => {
  rig = await startServerRig({ fill: (sql) => seedCounty(sql, new Date().toISOString()) })
  admin = await rig.key('admin')
})
after(() => rig.close())

interface Answer {
  code: string
  errors: { path: string }[]
}
const make = (code: string, level: string, parent: string, token = admin) =>
  rig.call<Answer>('POST', '/jurisdictions', { token, body: { code, name: `辖区${code}`, level, parent } })
const list = async (token = admin) =>
  (await rig.call<{ jurisdictions: ListedJurisdiction[] }>('GET', '/jurisdictions', { token })).json.jurisdictions
const SQUARE = [
  [119, 30],
  [120, 30],
  [120, 31],
  [119, 30],
]

test('a tree is made from county to group, and each sees its own part of it', async () => {
  assert.equal((await make('330523001', 'town', '330523')).status, 201)
  assert.equal((await make('330523001001', 'village', '330523001')).status, 201)
  assert.equal((await make('g1', 'group', '330523001001')).status, 201)
  assert.deepEqual(
    (await list()).map(({ code, parent, level }) => [code, parent, level]),
    [
      ['330523', null, 'county'],
      ['330523001', '330523', 'town'],
      ['330523001001', '330523001', 'village'],
      ['g1', '330523001001', 'group'],
    ],
  )
  const village = await rig.key('admin', '330523001001')
  assert.deepEqual(
    (await list(village)).map(({ code, parent }) => [code, parent]),
    [
      ['330523001001', null],
      ['g1', '330523001001'],
    ],
  )
  assert.equal((await make('x', 'group', '330523001', village)).status, 404)
  // Directories of this and other servers know it at once: a checkpoint can be laid in it.
  const body = { name: '村口卡口', lng: 119.5, lat: 30.5, jurisdiction: 'g1' }
  assert.equal((await rig.call('POST', '/checkpoints', { token: village, body })).status, 201)
  assert.equal((await list()).find(({ code }) => code === 'g1')?.checkpoints, 1)
})

test('a code is one jurisdiction’s, also outside one’s own; a level lies below the one above', async () => {
  assert.deepEqual((await make('330523001', 'town', '330523')).json.errors[0]?.path, '/code')
  const village = await rig.key('admin', '330523001001')
  assert.equal((await make('330523', 'group', '330523001001', village)).status, 409)
  const wrong = await make('t2', 'county', '330523001')
  assert.deepEqual([wrong.status, wrong.json.errors[0]?.path], [400, '/level'])
})

test('one that holds something stays, an empty one goes; a name can be changed', async () => {
  assert.equal((await rig.call('DELETE', '/jurisdictions/330523', { token: admin })).status, 409)
  assert.equal((await rig.call('DELETE', '/jurisdictions/g1', { token: admin })).status, 409)
  await make('t9', 'town', '330523')
  const renamed = await rig.call('PATCH', '/jurisdictions/t9', { token: admin, body: { name: '新镇' } })
  assert.equal(renamed.status, 200)
  assert.equal((await list()).find(({ code }) => code === 't9')?.name, '新镇')
  assert.equal((await rig.call('DELETE', '/jurisdictions/t9', { token: admin })).status, 200)
  assert.equal(
    (await list()).some(({ code }) => code === 't9'),
    false,
  )
})

test('a boundary is set from GeoJSON and shown; what is none is refused by its fault', async () => {
  const put = (geojson: unknown, code = '330523001') =>
    rig.call<{ polygons: number; detail: string }>('PUT', `/jurisdictions/${code}/boundary`, {
      token: admin,
      body: { source: 'town.geojson', geojson },
    })
  const feature = { type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates: [SQUARE] } }
  assert.deepEqual((await put(feature)).json, { code: '330523001', polygons: 1 })
  const shown = await rig.call('GET', '/jurisdictions/330523001/boundary', { token: await rig.key('planner') })
  assert.deepEqual(shown.json, { type: 'MultiPolygon', coordinates: [[SQUARE]] })
  assert.equal((await list()).find(({ code }) => code === '330523001')?.boundary?.source, 'town.geojson')
  for (const bad of [{ type: 'Point', coordinates: [1, 2] }, null, { type: 'Polygon', coordinates: [[[1, 2]]] }]) {
    const { status, json } = await put(bad)
    assert.equal(status, 400)
    assert.ok(json.detail.startsWith('town.geojson'), json.detail)
  }
  assert.equal((await put(feature, 'nowhere')).status, 404)
})
