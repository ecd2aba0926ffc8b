import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type * as answers from '#protocol/advice'
import type { Promoted, Scenario } from '#protocol/scenario'
import type { FleetAnswer, StaffingAnswer } from '#protocol/staffing'
import { seedCounty } from '../../testing/county-fixture'
import { type ServerRig, startServerRig } from '../../testing/server-rig'
import { threeWaysFiles } from '../../testing/three-ways-county'
import { waitFor } from '../../testing/wait-for'

let rig: ServerRig
let planner: string
let town: string

interface Problem {
  status: number
  errors: { path: string; message: string }[]
}

before(async () => {
  rig = await startServerRig({
    fill: async (sql) => {
      await seedCounty(sql, new Date().toISOString())
      await sql`
        insert into jurisdictions (code, name, level, parent_id, path) values ('330523101', '白水镇', 'town', 1, '/1/2/')`
    },
  })
  planner = await rig.key('planner')
  town = await rig.key('planner', '330523101')
  assert.equal((await ask('/coverage/seal', {})).status, 404, 'no network yet')
  const form = new FormData()
  for (const [name, text] of Object.entries(threeWaysFiles())) form.set(name, new File([text], name))
  const headers = { Authorization: `Bearer ${await rig.key('admin')}` }
  assert.equal((await fetch(`${rig.url}/api/v1/roads`, { method: 'POST', headers, body: form })).status, 202)
  await waitFor(
    'the coverage',
    async () => {
      const { status } = await rig.call('GET', '/coverage', { token: planner })
      return status === 200 ? true : null
    },
    { timeoutMs: 60_000 },
  )
})
after(() => rig.close())

const ask = <T>(path: string, body: unknown, token = planner) => rig.call<T & Problem>('POST', path, { token, body })

test('the seal of all places, of one, and of an area drawn', async () => {
  const all = await ask<answers.SealAnswer>('/coverage/seal', {})
  assert.equal(all.status, 200)
  assert.equal(all.json.minimum, 3)
  assert.equal(all.json.proof.length, 3)
  assert.equal(all.json.staff, 27)
  assert.match(all.json.points[0]?.reason.zh ?? '', /^S205 安吉路（省道）：不设此点，白水镇、北村共 1,500 人/)
  const one = await ask<answers.SealAnswer>('/coverage/seal', { places: ['北村'] })
  assert.equal(one.json.minimum, 2)
  const area = {
    type: 'Polygon',
    coordinates: [
      [
        [119.44, 30.64],
        [119.46, 30.64],
        [119.46, 30.66],
      ],
    ],
  }
  const drawn = await ask<answers.SealAnswer>('/coverage/seal', { area })
  assert.equal(drawn.json.minimum, 2)
  assert.deepEqual([...new Set(drawn.json.proof.map(({ place }) => place))], ['北村'])
})

test('of a point beyond the town its planner learns where it stands and whether it works, and no more', async () => {
  const { json } = await rig.call<{ checkpoints: Record<string, unknown>[]; closures: Record<string, unknown>[] }>(
    'GET',
    '/coverage/stations',
    { token: town },
  )
  assert.ok(json.checkpoints.length > 0)
  for (const point of json.checkpoints) assert.deepEqual(Object.keys(point).sort(), ['code', 'lat', 'lng', 'state'])
  for (const closure of json.closures) assert.deepEqual(Object.keys(closure).sort(), ['code', 'lat', 'lng'])
  const { json: coverage } = await rig.call<{ checkpoints: Record<string, unknown>[] }>('GET', '/coverage', {
    token: town,
  })
  const told = ['code', 'controls', 'offsetMetres', 'placed', 'state']
  for (const point of coverage.checkpoints) assert.deepEqual(Object.keys(point).sort(), told)
  const names = await rig.sql<{ name: string }[]>`select name from checkpoints`
  const said = JSON.stringify([json, coverage])
  assert.ok(names.every(({ name }) => !said.includes(name)))
  assert.deepEqual((await rig.call('GET', '/checkpoints', { token: town })).json, { checkpoints: [] })
})

test('a plan is taken into account, and what names nothing is said', async () => {
  const plan = { add: [{ lng: 119.41, lat: 30.6 }] }
  assert.equal((await ask<answers.SealAnswer>('/coverage/seal', { plan })).json.minimum, 2)
  const wrong = await ask('/coverage/seal', { plan: { off: ['nobody'] }, places: ['无此村'] })
  assert.equal(wrong.status, 400)
  assert.deepEqual(wrong.json.errors.map(({ message }) => message.split(' ')[0]).sort(), ['nobody', '无此村'])
  assert.equal((await ask('/coverage/seal', { places: ['北村'], area: null })).status, 200)
  assert.equal((await ask('/coverage/bypass', { place: '无此村' })).status, 400)
  assert.equal((await ask('/coverage/seal', {}, await rig.key('staff'))).status, 403)
})

test('frontier, closures, losses, spare points, access and the bypass are answered', async () => {
  const frontier = await ask<answers.FrontierAnswer>('/coverage/frontier', {})
  assert.deepEqual(
    frontier.json.steps.map(({ points, populationExposed }) => [points, populationExposed]),
    [
      [0, 1500],
      [2, 300],
      [3, 0],
    ],
  )
  assert.ok(frontier.json.steps.every(({ vehicles }) => vehicles === null))
  const byTraffic = await ask<answers.FrontierAnswer>('/coverage/frontier', { by: 'traffic' })
  const { steps, candidates } = byTraffic.json
  assert.deepEqual(
    steps.map(({ points, populationExposed, exact }) => [points, populationExposed, exact]),
    [
      [0, 1500, true],
      // The provincial road carries more than the county road: its two ends come first, and everybody can still be reached by the county road.
      [1, 1500, false],
      [2, 1500, false],
      [3, 0, true],
    ],
  )
  assert.deepEqual(
    candidates.map(({ road }) => road.ref),
    ['S205', 'S205', 'X118'],
  )
  const sums = steps.map(({ vehicles }) => vehicles ?? -1)
  assert.equal(sums[0], 0)
  assert.deepEqual(
    sums.slice(1).map((sum, at) => sum - (sums[at] ?? 0)),
    candidates.map(({ vehicles }) => vehicles),
  )
  const closures = await ask<answers.ClosuresAnswer>('/coverage/closures-instead', {})
  assert.deepEqual(
    closures.json.closures.map(({ refusal }) => refusal?.why ?? 'may'),
    ['may', 'state-road', 'state-road'],
  )
  const losses = await ask<answers.LossesAnswer>('/coverage/losses', {})
  assert.equal(losses.status, 200)
  const spare = await ask<answers.SpareAnswer>('/coverage/spare', {})
  assert.deepEqual(spare.json.alone, ['K02'], 'K01 stands under the town, K02 on no road')
  const access = await ask<answers.AccessAnswer>('/coverage/access', {})
  assert.deepEqual(
    access.json.places.map(({ name, finding }) => [name, finding]),
    [
      ['白水镇', 'no-guarded-way'],
      ['北村', 'no-guarded-way'],
    ],
  )
  const bypass = await ask<answers.BypassAnswer>('/coverage/bypass', { place: '330523101' })
  assert.equal(bypass.json.bypass?.steps[0]?.road.ref, 'S205')
})

test('a town whose boundary is known is asked the same question', async () => {
  assert.deepEqual((await ask<answers.RingsAnswer>('/coverage/rings', {})).json.rings, [])
  const ring = [
    [119.48, 30.59],
    [119.53, 30.59],
    [119.53, 30.61],
    [119.48, 30.61],
    [119.48, 30.59],
  ]
  await rig.sql`
    insert into boundaries (jurisdiction_id, geometry, source, updated_at)
    select id, ${JSON.stringify({ type: 'Polygon', coordinates: [ring] })}::text::jsonb, 'test', now()
    from jurisdictions where code = '330523101'`
  const plan = { add: [{ lng: 119.482, lat: 30.6 }] }
  const { rings } = (await ask<answers.RingsAnswer>('/coverage/rings', { plan })).json
  assert.deepEqual(
    rings.map(({ name, finding, ways }) => [name, finding, ways.map(({ state, keep }) => `${state} ${keep}`)]),
    [['白水镇', 'several-ways', ['monitored true', 'unmonitored false']]],
  )
})

test('traffic is estimated for every road and met where it is counted, and puts the busiest point first', async () => {
  await rig.sql`
    insert into counters (checkpoint_id, hour, direction, vehicles_in, vehicles_out, people, high_readings, fevers,
      risk_vehicles, risk_people, turned_back_vehicles, turned_back_people, held, home, isolation, hospital)
    select id, date_trunc('hour', now()) - interval '2 days', 'in', 2000, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
    from checkpoints where code = 'K01'`
  const { status, json } = await ask<answers.TrafficAnswer>('/coverage/traffic', {})
  assert.equal(status, 200)
  assert.equal(json.estimate, true)
  assert.deepEqual(json.fitted, [{ code: 'K01', counted: 2000, estimated: 2000 }])
  assert.ok(json.segments.some((vehicles) => vehicles > 100))
  const { points } = (await ask<answers.SealAnswer>('/coverage/seal', { by: 'traffic' })).json
  const vehicles = points.map((point) => point.vehicles ?? 0)
  assert.deepEqual(
    vehicles,
    vehicles.toSorted((a, b) => b - a),
  )
  assert.ok((vehicles[0] ?? 0) > 0 && points.every(({ lanes, staff }) => staff === 3 * (1 + 2 * lanes)))
})

test('a plan is written as GeoJSON, CSV and a workbook', async () => {
  const plan = { add: [{ lng: 119.45, lat: 30.69 }] }
  const geojson = await rig.call<{ features: { properties: { layer: string; state: string; name: string } }[] }>(
    'POST',
    '/coverage/export',
    { token: planner, body: { plan, format: 'geojson' } },
  )
  assert.equal(geojson.headers.get('content-type'), 'application/geo+json')
  const roads = geojson.json.features.filter(({ properties }) => properties.layer === 'road')
  const layers = new Set(geojson.json.features.map(({ properties }) => properties.layer))
  assert.deepEqual([...layers].sort(), ['checkpoint', 'crossing', 'place', 'road'])
  assert.ok(roads.every(({ properties }) => properties.state !== undefined))
  const csv = await rig.call<string>('POST', '/coverage/export', {
    token: planner,
    body: { plan, format: 'csv', table: 'places', language: 'en' },
  })
  assert.match(csv.headers.get('content-disposition') ?? '', /coverage-places\.csv/)
  assert.match(csv.json, /Name,Code,Population,State.*\r\n北村,,300,exposed/)
  const xlsx = await rig.call('POST', '/coverage/export', { token: planner, body: { format: 'xlsx' } })
  assert.equal(xlsx.status, 200)
})

test('staffing by hour, with the queue that tablets report, and a fleet shared', async () => {
  const staffing = await rig.call<StaffingAnswer>('GET', '/staffing?wait=120', { token: planner })
  assert.equal(staffing.status, 200)
  const [point] = staffing.json.points
  assert.equal(point?.code, 'K01')
  assert.equal(point.arrivalsByHour.length, 24)
  assert.equal(Math.max(...point.arrivalsByHour), 2000)
  // 2,000 in an hour at a minute each want 34 lanes at least.
  assert.ok(Math.max(...point.lanesByHour) >= 34)
  assert.equal(point.queue.queue.length, 288)
  const fleet = await rig.call<FleetAnswer>('GET', '/staffing/fleet?lanes=40', { token: planner })
  assert.deepEqual(fleet.json.codes, ['K01'])
  assert.equal(fleet.json.fewest, 34)
  assert.deepEqual([...new Set(fleet.json.hours.map(({ kind }) => kind))], ['shared'])
  assert.equal((await rig.call('GET', '/staffing/fleet?lanes=-1', { token: planner })).status, 400)
  const elsewhere = await rig.call<StaffingAnswer>('GET', '/staffing', { token: town })
  assert.deepEqual(elsewhere.json.points, [])
})

test('two plans are compared in a numbering whose roads can be had', async () => {
  const plans = [{ add: [{ lng: 119.41, lat: 30.6 }] }, { add: [{ lng: 119.59, lat: 30.6 }] }]
  const { json } = await ask<answers.ComparisonAnswer>('/coverage/compare', { plans })
  assert.equal(json.crossings.length, 2)
  assert.equal((await rig.call('GET', `/roads/${json.network}`, { token: planner })).status, 200)
})

test('a scenario is kept, changed by one at a time, put forward once, and taken away', async () => {
  const plan = { add: [{ lng: 119.41, lat: 30.6 }], close: [{ lng: 119.45, lat: 30.69 }] }
  const made = await ask<Scenario>('/scenarios', { name: '方案甲', plan })
  assert.equal(made.status, 201)
  assert.deepEqual([made.json.version, made.json.plan.add, made.json.promotedAt], [1, plan.add, null])
  const { id } = made.json
  const change = (body: object, token = planner) =>
    rig.call<Scenario & Problem>('PATCH', `/scenarios/${id}`, { token, body })
  assert.equal((await change({ version: 1, name: '方案乙' })).json.name, '方案乙')
  assert.equal((await change({ version: 1, name: '方案丙' })).status, 409, 'somebody was quicker')
  assert.equal((await change({ version: 2 }, town)).status, 404, 'not of that town')
  const listed = await rig.call<{ scenarios: Scenario[] }>('GET', '/scenarios', { token: planner })
  assert.deepEqual(
    listed.json.scenarios.map(({ name }) => name),
    ['方案乙'],
  )
  const none = await rig.call<{ scenarios: Scenario[] }>('GET', '/scenarios', { token: town })
  assert.deepEqual(none.json.scenarios, [])

  const promoted = await ask<Promoted>(`/scenarios/${id}/promote`, { names: ['西线卡口'] })
  assert.deepEqual(promoted.json, {
    checkpoints: [{ code: 'K03', name: '西线卡口' }],
    left: { close: 1, open: [], remove: [], off: [] },
  })
  const checkpoint = await rig.call<{ state: string; lng: number }>('GET', '/checkpoints/K03', { token: planner })
  assert.deepEqual([checkpoint.json.state, checkpoint.json.lng], ['planned', 119.41])
  assert.equal((await ask(`/scenarios/${id}/promote`, {})).status, 409, 'once')
  const gone = await rig.call('DELETE', `/scenarios/${id}`, { token: planner })
  assert.equal(gone.status, 204)
  assert.equal((await rig.call('GET', `/scenarios/${id}`, { token: planner })).status, 404)
  assert.equal((await rig.call('GET', '/scenarios/no-id', { token: planner })).status, 404)
  const verbs = await rig.sql<{ verb: string }[]>`
    select verb from audit where target = ${`scenario:${id}`} order by at, id`
  assert.deepEqual(
    verbs.map(({ verb }) => verb),
    ['scenario.create', 'scenario.change', 'scenario.promote', 'scenario.delete'],
  )
})
