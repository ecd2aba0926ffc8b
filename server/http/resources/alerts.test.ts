/** The queue over HTTP and socket: an alert about many points, notes, history, what was closed, pauses. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { Alert, Snapshot } from '#protocol/live'
import { seedCounty } from '../../testing/county-fixture'
import { asked, type ServerRig, startServerRig } from '../../testing/server-rig'
import { waitFor } from '../../testing/wait-for'

let rig: ServerRig
let county: string
let town: string

before(async () => {
  rig = await startServerRig({
    fill: async (sql) => {
      await seedCounty(sql, new Date().toISOString())
      await sql`
        insert into jurisdictions (code, name, level, path, parent_id)
        values ('330523101', '枫岭镇', 'town', '/1/2/', (select id from jurisdictions where path = '/1/'))`
      await sql`update checkpoints set jurisdiction_id = 2 where code = 'K02'`
    },
  })
  county = await rig.key('command')
  town = await rig.key('command', '330523101')
})
after(() => rig.close())

interface Story {
  alert: Alert
  history: { act: string; note: string | null; actor: string }[]
  end: { result: string; reason: string } | null
}
type Refused = { errors?: { path: string }[] }
const call = <T>(method: string, path: string, token: string, body?: object) =>
  rig.call<T>(method, path, { token, ...(body === undefined ? {} : { body }) })
const queue = async (token: string) => (await call<{ alerts: Alert[] }>('GET', '/alerts', token)).json.alerts

/** Two points lost together, as the engine raises it. */
const raiseTogether = async (): Promise<string> => {
  const id = randomUUID()
  await rig.sql`
    insert into alerts (id, kind, severity, state, jurisdiction_id, fold_key, count, level, raised_at, due_at, since, detail)
    values (${id}, 'offline', 'high', 'open', 1, ${id}, 1, 0, now(), now() + interval '15 min', now(), '{}')`
  await rig.sql`
    insert into alert_members (alert_id, subject, checkpoint_id, since)
    select ${id}, 'offline:' || id, id, now() from checkpoints`
  await rig.sql`
    insert into alert_events (id, alert_id, at, actor, act) values (${randomUUID()}, ${id}, now(), 'system', 'raised')`
  await rig.core.bus.publish('alerts', [id])
  await waitFor('the alert', async () => (await queue(county)).some((alert) => alert.id === id))
  return id
}

test('an alert about many points shows each reader his own of them, and only who sees all acts on it', async () => {
  const id = await raiseTogether()
  const of = async (token: string) => (await queue(token)).find((alert) => alert.id === id)
  const codes = (alert?: Alert) => alert?.checkpoints?.map(({ code }) => code)
  assert.deepEqual(codes(await of(county)), ['K01', 'K02'])
  assert.deepEqual([codes(await of(town)), (await of(town))?.points], [['K02'], 2], 'of how many he is told, not which')
  const screen = rig.socket('/live', { token: town })
  const snapshot = await asked<Snapshot>(screen, 'subscribe', {})
  assert.deepEqual(codes(snapshot.alerts.find((alert) => alert.id === id)), ['K02'])
  assert.equal((await call('POST', `/alerts/${id}/acknowledge`, town, {})).status, 403)
  assert.equal((await call('POST', `/alerts/${id}/acknowledge`, county, {})).status, 200)
  assert.equal((await of(county))?.jurisdiction, '330523')
})

test('receiving gives longer to close it; notes, result and feedback stand in its history', async () => {
  const id = await raiseTogether()
  const received = await call<Alert>('POST', `/alerts/${id}/acknowledge`, county, {})
  const leftMs = Date.parse(received.json.dueAt) - Date.now()
  assert.ok(leftMs > 170 * 60_000 && leftMs < 181 * 60_000, `${leftMs} ms: twelve times fifteen minutes`)
  assert.equal(
    (await call<Refused>('POST', `/alerts/${id}/note`, county, { note: '  ' })).json.errors?.[0]?.path,
    '/note',
  )
  assert.equal((await call('POST', `/alerts/${id}/note`, county, { note: '已联系供电所' })).status, 200)
  const wrong = await call<Refused>('POST', `/alerts/${id}/resolve`, county, { reason: 'x', result: 'recovered' })
  assert.equal(wrong.json.errors?.[0]?.path, '/result', 'only the server says so')
  await call('POST', `/alerts/${id}/resolve`, county, { reason: '供电恢复', result: 'handed-over' })
  assert.equal((await call('POST', `/alerts/${id}/note`, county, { note: '补记' })).status, 200, 'also afterwards')

  const story = (await call<Story>('GET', `/alerts/${id}`, county)).json
  assert.deepEqual(
    story.history.map(({ act, note }) => [act, note]),
    [
      ['raised', null],
      ['acknowledged', null],
      ['noted', '已联系供电所'],
      ['resolved', '供电恢复'],
      ['noted', '补记'],
    ],
  )
  assert.deepEqual([story.end?.result, story.end?.reason], ['handed-over', '供电恢复'])
  const closed = await call<{ alerts: { id: string; result: string }[]; cursor: null }>(
    'GET',
    '/alerts/closed?kind=offline',
    county,
  )
  assert.deepEqual([closed.json.alerts[0]?.id, closed.json.alerts[0]?.result], [id, 'handed-over'])
  assert.deepEqual((await call<{ alerts: unknown[] }>('GET', '/alerts/closed?kind=fever', county)).json.alerts, [])
  const found = async (query: string, token = county) =>
    (await call<{ alerts: { id: string }[]; total: number }>('GET', `/alerts/closed?${query}`, token)).json
  const { total } = await found('kind=offline')
  const where = Object.fromEntries(
    await Promise.all(
      [
        'checkpoint=k01',
        'checkpoint=K02',
        'checkpoint=%25',
        'from=2099-01-01T00:00:00Z',
        'to=2099-01-01T00:00:00Z',
      ].map(async (query) => [query, (await found(`kind=offline&${query}`)).total] as const),
    ),
  )
  assert.deepEqual(where, {
    'checkpoint=k01': total,
    'checkpoint=K02': total,
    'checkpoint=%25': 0,
    'from=2099-01-01T00:00:00Z': 0,
    'to=2099-01-01T00:00:00Z': total,
  })
  assert.equal((await found('kind=offline&checkpoint=K01', town)).total, 0, 'it is not the town’s')
  assert.equal((await call('GET', '/alerts/closed?from=x', county)).status, 400)
  assert.equal((await call('GET', '/alerts/closed?kind=x', county)).status, 400)
  assert.equal((await call('GET', '/alerts/closed?cursor=x', county)).status, 400)
  assert.equal((await call('GET', `/alerts/${randomUUID()}`, county)).status, 404)
  assert.equal(
    (await queue(county)).some((alert) => alert.id === id),
    false,
  )
})

test('who reads what was written of an alert is written down, once an hour each; who sees nothing of it is not', async () => {
  const id = await raiseTogether()
  const reads = async (verb: string, target: string | null) => {
    const [row] = await rig.sql<{ n: number }[]>`
      select count(*)::int as n from audit where verb = ${verb} and target is not distinct from ${target}`
    return row?.n
  }
  const looks = () => reads('alert.read', `alert:${id}`)
  const read = (token: string) => call<Story>('GET', `/alerts/${id}`, token)
  await read(county)
  assert.equal(await looks(), 0, 'nothing was written of it yet')
  await call('POST', `/alerts/${id}/note`, county, { note: '司机亲属白术已到场' })
  const supervisor = await rig.key('supervisor')
  assert.doesNotMatch(JSON.stringify((await read(supervisor)).json), /白术/)
  assert.equal(await looks(), 0)
  for (let times = 0; times < 2; times++) assert.match(JSON.stringify((await read(county)).json), /白术/)
  assert.equal(await looks(), 1)
  await read(await rig.key('command'))
  assert.equal(await looks(), 2, 'another reader')

  await call('POST', `/alerts/${id}/resolve`, county, { reason: '白术领走' })
  assert.doesNotMatch(JSON.stringify((await call('GET', '/alerts/closed', supervisor)).json), /白术/)
  const before = await reads('alert.list', null)
  const another = await rig.key('command')
  assert.match(JSON.stringify((await call('GET', '/alerts/closed', another)).json), /白术/)
  assert.equal(await reads('alert.list', null), (before ?? 0) + 1)
})

test('a pause is made for one’s own points and time that makes sense, seen, and ended', async () => {
  const at = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString()
  const pause = { from: at(0), to: at(30), reason: '检修', kinds: ['offline'] }
  const refused = async (more: object, token = county) =>
    (await call<Refused>('POST', '/alert-pauses', token, { ...pause, ...more })).json.errors?.[0]?.path
  assert.equal(await refused({ to: at(-1) }), '/to')
  assert.equal(await refused({ from: at(-20), to: at(-10) }), '/to')
  assert.equal(await refused({ to: at(60 * 24 * 40) }), '/to')
  assert.equal(await refused({ kinds: ['fever'] }), '/kinds/0')
  assert.equal(await refused({ checkpoints: ['K02', 'K01'] }, town), '/checkpoints/1')
  assert.equal(await refused({ jurisdiction: '330523' }, town), '/jurisdiction')
  const made = await call<{ id: string }>('POST', '/alert-pauses', county, { ...pause, checkpoints: ['K01'] })
  assert.equal(made.status, 201)
  interface Pauses {
    pauses: { id: string; checkpoints: string[] | null }[]
  }
  const list = async (token: string) => (await call<Pauses>('GET', '/alert-pauses', token)).json.pauses
  assert.deepEqual(
    (await list(county)).map(({ id, checkpoints }) => [id, checkpoints]),
    [[made.json.id, ['K01']]],
  )
  assert.deepEqual(await list(town), [])
  assert.equal((await call('POST', `/alert-pauses/${made.json.id}/end`, town, {})).status, 404)
  assert.equal((await call('POST', `/alert-pauses/${made.json.id}/end`, county, {})).status, 204)
  assert.deepEqual(await list(county), [])
  assert.equal((await call('POST', `/alert-pauses/${made.json.id}/end`, county, {})).status, 404)
})
