import assert from 'node:assert/strict'
import { existsSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { toGcj02 } from '#domain/coverage/gcj02'
import { seedCounty } from '../testing/county-fixture'
import { type ServerRig, startServerRig } from '../testing/server-rig'
import { waitFor } from '../testing/wait-for'

/** A square county of some 2 km with a road that comes in from the west and a village at its end. */
const BOUNDARY = {
  type: 'Polygon',
  coordinates: [
    [
      [119.49, 30.59],
      [119.51, 30.59],
      [119.51, 30.61],
      [119.49, 30.61],
      [119.49, 30.59],
    ],
  ],
}
const ROADS = {
  type: 'FeatureCollection',
  features: [
    {
      type: 'Feature',
      properties: { highway: 'primary', ref: 'G318' },
      geometry: {
        type: 'LineString',
        coordinates: [
          [119.48, 30.6],
          [119.505, 30.6],
        ],
      },
    },
  ],
}
const PLACES = {
  type: 'FeatureCollection',
  features: [
    {
      type: 'Feature',
      properties: { name: '白水镇', population: 1200 },
      geometry: { type: 'Point', coordinates: [119.5049, 30.6] },
    },
  ],
}

interface ImportState {
  state: string
  problem?: string
  report?: { crossings: number; insideSegments: number; unplaced: { checkpoints: string[] } }
  boundaries?: { id: number; name: string; level: number | null }[]
}

interface Coverage {
  network: string
  crossings: { id: string; state: string }[]
  places: { name: string; state: string }[]
  segments: { exposed: [number, number][] }
}

let rig: ServerRig
let admin: string

before(async () => {
  rig = await startServerRig({ fill: (sql) => seedCounty(sql, new Date().toISOString()) })
  admin = await rig.key('admin')
})

after(() => rig.close())

/** Parts of the form that are no files. */
const FIELDS = new Set(['datum', 'relation'])

const upload = async (files: Record<string, string>): Promise<ImportState> => {
  const form = new FormData()
  for (const [name, content] of Object.entries(files))
    form.set(name, FIELDS.has(name) ? content : new File([content], name))
  const response = await fetch(`${rig.url}/api/v1/roads`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${admin}` },
    body: form,
  })
  assert.equal(response.status, 202)
  return waitFor(
    'the import to end',
    async () => {
      const { json } = await rig.call<ImportState>('GET', '/roads/import', { token: admin })
      return json.state === 'running' ? null : json
    },
    { timeoutMs: 60_000 },
  )
}

const coverage = () => rig.call<Coverage>('GET', '/coverage', { token: admin })

test('roads, boundary and places come in, and the coverage is there at once', async () => {
  assert.equal((await coverage()).status, 404)
  const files = { roads: JSON.stringify(ROADS), boundary: JSON.stringify(BOUNDARY), places: JSON.stringify(PLACES) }
  const { state, report } = await upload(files)
  assert.equal(state, 'done')
  assert.equal(report?.crossings, 1)
  const { json } = await waitFor(
    'the coverage',
    async () => {
      const answer = await coverage()
      return answer.status === 200 ? answer : null
    },
    { timeoutMs: 60_000 },
  )
  // The checkpoint of the fixture stands at the village's end and hears nothing: it exists and does not work.
  assert.equal(json.places[0]?.name, '白水镇')
  assert.ok(['lapsed', 'exposed'].includes(json.places[0]?.state ?? ''))
  const roads = await fetch(`${rig.url}/api/v1/roads/${json.network}`, {
    headers: { Authorization: `Bearer ${admin}` },
  })
  assert.equal(roads.status, 200)
  assert.ok((await roads.arrayBuffer()).byteLength > 20)
})

test('a what-if is answered in the numbering of its own roads', async () => {
  const body = { add: [{ lng: 119.4905, lat: 30.6 }] }
  const { json } = await rig.call<Coverage>('POST', '/coverage/evaluate', { token: admin, body })
  assert.equal(json.crossings[0]?.state, 'monitored')
  const live = await coverage()
  assert.notEqual(live.json.crossings[0]?.state, 'monitored')
  const { status } = await rig.call('POST', '/coverage/evaluate', { token: admin, body: { off: ['nobody'] } })
  assert.equal(status, 400)
})

test('a bad file is refused with what is wrong, and the old network stays', async () => {
  const good = { roads: JSON.stringify(ROADS), boundary: JSON.stringify(BOUNDARY) }
  const before = (await coverage()).json.network
  const far = JSON.stringify(BOUNDARY).replaceAll('119.', '19.')
  const cases: [Record<string, string>, RegExp][] = [
    [{ ...good, roads: JSON.stringify(ROADS).slice(0, 150) }, /roads/],
    [{ ...good, roads: '%PDF-1.7 not a road' }, /roads/],
    [{ ...good, roads: JSON.stringify({ type: 'FeatureCollection', features: [] }) }, /no roads|roads/],
    [{ ...good, boundary: far }, /km/],
    [{ ...good, boundary: '{"type":"Point","coordinates":[1,2]}' }, /boundary/],
  ]
  for (const [files, words] of cases) {
    const { state, problem } = await upload(files)
    assert.equal(state, 'failed')
    assert.match(problem ?? '', words)
    assert.doesNotMatch(problem ?? '', /\/tmp|at \w+ \(/)
  }
  assert.equal((await coverage()).json.network, before)
})

/** The same county as an OpenStreetMap file: the road, and two boundaries to choose from. */
const osmFile = (lng: (degrees: number) => number = (degrees) => degrees) => {
  const corners = BOUNDARY.coordinates[0]?.slice(0, 4) ?? []
  const node = (id: number, x: number, y: number) => `<node id="${id}" lon="${lng(x)}" lat="${y}"/>`
  const nodes = corners.map(([x = 0, y = 0], at) => node(at + 1, x, y))
  const relation = (id: number, name: string, level: number) =>
    `<relation id="${id}"><member type="way" ref="10" role="outer"/><tag k="boundary" v="administrative"/><tag k="name" v="${name}"/><tag k="admin_level" v="${level}"/></relation>`
  return `<osm>${nodes.join('')}${node(8, 119.48, 30.6)}${node(9, 119.505, 30.6)}
    <way id="10">${[1, 2, 3, 4, 1].map((ref) => `<nd ref="${ref}"/>`).join('')}</way>
    <way id="11"><nd ref="8"/><nd ref="9"/><tag k="highway" v="primary"/></way>
    ${relation(21, '云岭县', 6)}${relation(22, '白水镇', 8)}</osm>`
}

test('the boundary is picked by name among those of the road file, and the import goes on', async () => {
  const choosing = await upload({ roads: osmFile(), relation: '?' })
  assert.deepEqual(choosing, {
    state: 'choosing',
    boundaries: [
      { id: 21, name: '云岭县', level: 6 },
      { id: 22, name: '白水镇', level: 8 },
    ],
  })
  const choose = (relation: number) => rig.call('POST', '/roads/import/boundary', { token: admin, body: { relation } })
  assert.equal((await choose(99)).status, 400)
  assert.equal((await choose(21)).status, 202)
  const done = await waitFor(
    'the import to end',
    async () => {
      const { json } = await rig.call<ImportState>('GET', '/roads/import', { token: admin })
      return json.state === 'done' ? json : null
    },
    { timeoutMs: 60_000 },
  )
  assert.equal(done.report?.crossings, 1)
  // K01 stands on the road's end, K02 kilometres from it.
  assert.deepEqual(done.report?.unplaced.checkpoints, ['K02'])
  assert.equal((await choose(21)).status, 409, 'nothing waits any more')
  assert.equal((await upload({ roads: osmFile(), relation: '云岭县' })).state, 'done')
})

test('files in GCJ-02 are shifted back before anything is placed', async () => {
  const [east] = toGcj02(119.5, 30.6)
  const shifted = osmFile((degrees) => degrees + (east - 119.5))
  const { state } = await upload({ roads: shifted, relation: '云岭县', datum: 'gcj02' })
  assert.equal(state, 'done')
  const { json } = await rig.call<{ bounds: [[number, number]] }>('GET', '/map', { token: admin })
  assert.ok(Math.abs((json.bounds[0]?.[0] ?? 0) - 119.49) < 1e-4, JSON.stringify(json.bounds))
})

test('two versions of the network are compared: what is new, gone, changed', async () => {
  const base = { boundary: JSON.stringify(BOUNDARY) }
  const road = (highway: string, coordinates: [number, number][]) => ({
    type: 'Feature',
    properties: { highway },
    geometry: { type: 'LineString', coordinates },
  })
  const lane: [number, number][] = [
    [119.495, 30.6],
    [119.495, 30.605],
  ]
  const more = { ...ROADS, features: [...ROADS.features, road('track', lane)] }
  assert.equal((await upload({ ...base, roads: JSON.stringify(ROADS) })).state, 'done')
  assert.equal((await upload({ ...base, roads: JSON.stringify(more) })).state, 'done')
  const { json } = await rig.call<{ counts: object; same: number; added: { class: string; metres: number }[] }>(
    'GET',
    '/networks/changes',
    { token: await rig.key('planner') },
  )
  assert.deepEqual([json.same, json.counts], [1, { added: 1, gone: 0, changed: 0 }])
  assert.deepEqual(
    json.added.map(({ class: kind, metres }) => [kind, Math.round(metres)]),
    [['track', 556]],
  )
  const listed = await rig.call<{ networks: { active: boolean }[] }>('GET', '/networks', { token: admin })
  assert.equal(listed.json.networks.filter(({ active }) => active).length, 1)
  const unknown = '/networks/changes?from=00000000-0000-4000-8000-000000000000'
  assert.equal((await rig.call('GET', unknown, { token: admin })).status, 404)
})

test('a form that is cut off, names nothing, or climbs out of its folder is refused', async () => {
  const send = (body: string, type = 'multipart/form-data; boundary=b') =>
    fetch(`${rig.url}/api/v1/roads`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${admin}`, 'Content-Type': type },
      body,
    })
  const part = (disposition: string, text = 'x') =>
    `--b\r\nContent-Disposition: form-data; ${disposition}\r\n\r\n${text}\r\n`
  const bad = [
    '',
    part('name="roads"; filename="a"'),
    `${part('filename="a"')}--b--\r\n`,
    `${part('name="boundary"; filename="a"')}--b--\r\n`,
    `${part('name="datum"', 'mars')}${part('name="roads"; filename="a"')}--b--\r\n`,
    `${part('name="datum"', 'x'.repeat(20_000))}--b--\r\n`,
  ]
  for (const body of bad) {
    const answer = await send(body)
    assert.ok(answer.status === 400 || answer.status === 413, `${answer.status} ${body.slice(0, 80)}`)
    assert.match(answer.headers.get('content-type') ?? '', /problem/)
  }
  assert.equal((await send('{}', 'application/json')).status, 400)
  const climbing = await send(`${part('name="roads"; filename="../../etc/passwd"', 'no roads')}--b--\r\n`)
  assert.equal(climbing.status, 202)
  const failed = await waitFor(
    'the import to end',
    async () => {
      const { json } = await rig.call<ImportState>('GET', '/roads/import', { token: admin })
      return json.state === 'running' ? null : json
    },
    { timeoutMs: 60_000 },
  )
  assert.equal(failed.state, 'failed')
})

test('only an administrator of the whole county imports or cancels', async () => {
  const { status } = await rig.call('POST', '/roads', { token: await rig.key('planner'), body: {} })
  assert.equal(status, 403)
  await rig.sql`
    insert into jurisdictions (code, name, level, parent_id, path) values ('330523001', '枫岭镇', 'town', 1, '/1/2/')`
  const town = await rig.key('admin', '330523001')
  assert.equal((await rig.call('DELETE', '/roads/import', { token: town })).status, 403)
  assert.equal((await rig.call('DELETE', '/roads/import', { token: admin })).status, 200)
})

test('the name of a file is never a place on disk, and what is no form is refused', async () => {
  const evil = `kakou-evil-${process.pid}.geojson`
  const form = new FormData()
  form.set('roads', new File([JSON.stringify(ROADS)], `../../../../../../tmp/${evil}`))
  form.set('boundary', new File([JSON.stringify(BOUNDARY)], `C:\\..\\${evil}`))
  form.set('places', new File([JSON.stringify(PLACES)], `/tmp/${evil}`))
  form.set('__proto__', 'x')
  const headers = { Authorization: `Bearer ${admin}` }
  const response = await fetch(`${rig.url}/api/v1/roads`, { method: 'POST', headers, body: form })
  assert.equal(response.status, 202)
  const ended = await waitFor(
    'the import to end',
    async () => {
      const { json } = await rig.call<ImportState>('GET', '/roads/import', { token: admin })
      return json.state === 'running' ? null : json
    },
    { timeoutMs: 60_000 },
  )
  assert.equal(ended.state, 'done')
  assert.ok(!existsSync(join(tmpdir(), evil)) && !existsSync(join('/tmp', evil)))
  const left = readdirSync(tmpdir()).filter((name) => name.includes('kakou-evil'))
  assert.deepEqual(left, [])

  for (const type of ['multipart/form-data', 'multipart/form-data; boundary=x', 'application/zip', '']) {
    const { status } = await fetch(`${rig.url}/api/v1/roads`, {
      method: 'POST',
      headers: { ...headers, 'Content-Type': type },
      body: '--x\r\nContent-Disposition: form-data; name="roads"; filename="../x"\r\n\r\n',
    })
    assert.equal(status, 400, type)
  }
})
