import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { Alert, CheckpointLive, Closure } from '#protocol/live'
import { type CountyFixture, seedCounty } from '../../testing/county-fixture'
import { anEntry } from '../../testing/entry-builder'
import { heard, type ServerRig, startServerRig } from '../../testing/server-rig'

let rig: ServerRig
let county: CountyFixture
let admin: string
let town: string

before(async () => {
  rig = await startServerRig({
    fill: async (sql) => {
      county = await seedCounty(sql, new Date().toISOString())
      await sql`
        insert into jurisdictions (code, name, level, parent_id, path) values ('330523001', '枫岭镇', 'town', 1, '/1/2/')`
    },
  })
  admin = await rig.key('admin')
  town = await rig.key('admin', '330523001')
})
after(() => rig.close())

interface Problem {
  errors: { path: string }[]
}
type Shown = CheckpointLive & { kind: string; ring: string; setState: string; jurisdiction: string }
const post = <T>(path: string, body: unknown, token = admin) => rig.call<T & Problem>('POST', path, { token, body })
const checkpoint = async (code: string) => (await rig.call<Shown>('GET', `/checkpoints/${code}`, { token: admin })).json

test('a checkpoint is laid, read back at once, and told to the screens', async () => {
  const screen = rig.socket('/live', { token: admin })
  await heard(screen, 'connect')
  await screen.emitWithAck('subscribe', {})
  const delta = heard(screen, 'delta')
  const made = await post('/checkpoints', {
    name: ' 新桥卡口 ',
    lng: 119.6,
    lat: 30.65,
    kind: 'market',
    state: 'planned',
  })
  assert.deepEqual([made.status, made.json], [201, { code: 'K03', name: '新桥卡口' }])
  const shown = await checkpoint('K03')
  assert.deepEqual([shown.state, shown.kind, shown.ring, shown.lng], ['planned', 'market', 'county', 119.6])
  const [told] = (await delta) as [{ checkpoints: CheckpointLive[] }]
  assert.equal(told.checkpoints[0]?.name, '新桥卡口')
})

test('what is wrong of a checkpoint is refused by field, a taken code as a conflict', async () => {
  const wrong = await post('/checkpoints', { name: '', lng: 200, lat: '30', kind: 'castle' })
  assert.equal(wrong.status, 400)
  assert.deepEqual(wrong.json.errors.map(({ path }) => path).sort(), ['/kind', '/lat', '/lng', '/name'])
  const taken = await post('/checkpoints', { code: 'K01', name: 'x', lng: 1, lat: 1 })
  assert.deepEqual([taken.status, taken.json.errors[0]?.path], [409, '/code'])
})

test('its state, place and lanes change; a lane on which a tablet stands stays', async () => {
  const change = (body: object, token = admin) => rig.call('PATCH', '/checkpoints/K02', { token, body })
  assert.equal((await change({ state: 'closed' })).status, 200)
  assert.equal((await checkpoint('K02')).state, 'closed')
  assert.equal((await change({ setState: 'open', lng: 119.71, unstaffed: true })).status, 200)
  assert.deepEqual([(await checkpoint('K02')).setState, (await checkpoint('K02')).lng], ['open', 119.71])
  assert.equal((await change({ lanes: [{ name: '1 道', direction: 'in' }, { name: '2 道' }] })).status, 200)
  const code = await post<{ code: string; lane: string }>('/checkpoints/K02/pairing-codes', { lane: '1 道' })
  assert.equal(code.json.lane, '1 道')
  const paired = await post<{ post: { lane: string; direction: string } }>('/pairings', {
    code: code.json.code,
    claim: randomUUID(),
  })
  assert.deepEqual([paired.json.post.lane, paired.json.post.direction], ['1 道', 'in'])
  assert.equal((await change({ lanes: [] })).status, 409)
  assert.equal((await change({ lanes: [{ name: '1 道' }] })).status, 200)
  assert.equal((await change({ name: 'x' }, town)).status, 404, 'not of that town')
})

test('a closure is written down, shown, lifted; its code is never used again', async () => {
  const closure = {
    name: '枫岭封堵点',
    lng: 119.61,
    lat: 30.66,
    authority: '县指挥部',
    document: '云防指〔2026〕8 号',
    from: '2026-11-20T08:00:00+08:00',
    responsible: '张工',
    emergency: '电话后十分钟内开启',
  }
  const made = await post<Closure>('/closures', closure)
  assert.equal(made.status, 201)
  assert.deepEqual(made.json, { ...closure, code: 'F01', from: '2026-11-20T00:00:00.000Z', to: null })
  const list = async (token: string) => (await rig.call<{ closures: Closure[] }>('GET', '/closures', { token })).json
  assert.deepEqual((await list(admin)).closures, [made.json])
  assert.deepEqual((await list(town)).closures, [])
  const wrong = await post('/closures', { ...closure, document: '', to: '2026-02-30T00:00:00Z' })
  assert.deepEqual(wrong.json.errors.map(({ path }) => path).sort(), ['/document', '/to'])
  const backwards = await post('/closures', { ...closure, to: '2026-11-01T00:00:00Z' })
  assert.equal(backwards.json.errors[0]?.path, '/to')
  assert.equal((await post('/closures/F01/lift', {}, town)).status, 404)
  assert.equal((await post('/closures/F01/lift', { reason: '疫情解除' })).status, 200)
  assert.deepEqual((await list(admin)).closures, [])
  assert.equal((await post('/closures', { ...closure, code: 'F01' })).status, 409)
})

test('a fever raises an alert that is received, given to somebody, and closed with its result', async () => {
  const at = new Date().toISOString()
  const reading = { celsius: 38.5, site: 'forehead', at } as const
  const entry = anEntry({
    id: randomUUID(),
    occurredAt: at,
    people: [{ readings: [reading, reading], disposition: 'isolation' }],
  })
  const sent = await rig.call('POST', '/entries', { token: county.device.token, body: { entries: [entry] } })
  assert.equal(sent.status, 200)
  const list = async (token = admin) => (await rig.call<{ alerts: Alert[] }>('GET', '/alerts', { token })).json.alerts
  const [alert] = await list()
  assert.ok(alert)
  assert.deepEqual([alert.kind, alert.state, alert.checkpoint, alert.entry], ['fever', 'open', 'K01', entry.id])
  assert.deepEqual(await list(town), [])
  const act = (act: string, body: unknown, token = admin) => post<Alert>(`/alerts/${alert.id}/${act}`, body, token)
  assert.equal((await act('acknowledge', {}, town)).status, 404)
  assert.equal((await act('acknowledge', {}, await rig.key('supervisor'))).status, 403)
  const received = await act('acknowledge', { note: '已派人' })
  assert.deepEqual([received.status, received.json.state], [200, 'acknowledged'])
  assert.equal((await act('acknowledge', {})).status, 200, 'again')
  assert.equal((await act('assign', { to: '卫健组' })).json.owner, '卫健组')
  assert.equal((await list())[0]?.owner, '卫健组')
  assert.deepEqual((await act('resolve', { reason: ' ' })).json.errors[0]?.path, '/reason')
  assert.equal((await act('resolve', { reason: '已转运' })).json.state, 'resolved')
  assert.deepEqual(await list(), [])
  assert.equal((await act('acknowledge', {})).status, 409)
  const events = await rig.sql<{ act: string; note: string | null }[]>`
    select act, note from alert_events where alert_id = ${alert.id} order by at, id`
  assert.deepEqual(
    events.map(({ act, note }) => `${act} ${note}`),
    ['raised null', 'acknowledged 已派人', 'assigned 卫健组', 'resolved 已转运'],
  )
  assert.equal((await post('/alerts/not-an-id/acknowledge', {})).status, 404)
})

test('a gate and a device give signs of life by HTTP', async () => {
  const gate = await rig.key('gate')
  await rig.call('PATCH', '/checkpoints/K02', { token: admin, body: { unstaffed: false } })
  assert.equal((await checkpoint('K02')).state, 'offline')
  assert.equal((await post('/status', { queue: 7 }, gate)).status, 400, 'a gate names its checkpoint')
  assert.equal((await post('/status', { checkpoint: 'K02', queue: 7 }, await rig.key('gate', '330523001'))).status, 400)
  assert.equal((await post('/status', { checkpoint: 'K02', queue: 7 }, gate)).status, 204)
  assert.deepEqual([(await checkpoint('K02')).state, (await checkpoint('K02')).queue], ['quiet', 7])
  const { token, id } = county.device
  assert.equal((await post('/status', { pending: 3, battery: 81 }, token)).status, 204)
  assert.equal((await checkpoint('K01')).pendingOnTablets, 3)
  assert.equal((await post('/status', { pending: -1 }, token)).status, 400)
  assert.equal((await post('/status', { pending: 1 }, admin)).status, 403)

  const listed = await rig.call<{ devices: { id: string; name: string; state: string }[] }>('GET', '/devices', {
    token: admin,
  })
  const device = listed.json.devices.find((one) => one.id === id)
  assert.deepEqual([device?.name, device?.state], ['K01-1', 'active'])
  assert.equal((await post(`/devices/${id}/lost`, {}, town)).status, 404)
  assert.equal((await post(`/devices/${id}/lost`, {})).status, 200)
  assert.equal((await post('/status', { pending: 0 }, token)).status, 401, 'at once')
  assert.equal((await post(`/devices/${id}/retire`, {})).status, 409)
})
