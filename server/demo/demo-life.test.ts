import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { DAY_MS, HOUR_MS } from '#domain/instant'
import { findUnresolved } from '../../db/stores/alert-store'
import { verifyCounters } from '../../db/stores/counter-store'
import { systemClock } from '../clock'
import { type ServerRig, startServerRig } from '../testing/server-rig'
import { waitFor } from '../testing/wait-for'
import { playTraffic } from './play-traffic'
import { removeDemo } from './remove-demo'
import { seedDemo } from './seed-demo'
import { trimDemo } from './trim-demo'
import { workAlerts } from './work-alerts'

const SECRET = Buffer.alloc(32, 7)
let rig: ServerRig

before(async () => {
  rig = await startServerRig({
    env: { demo: 'traffic' },
    fill: async (sql) => {
      await sql`insert into instance (digest_secret, demo, created_at) values (${SECRET}, 'traffic', now())`
      await seedDemo(
        { sql, clock: systemClock, digestSecret: SECRET, seal: (body) => ({ body }) },
        { days: 1, mode: 'traffic' },
      )
    },
  })
})
after(() => rig?.close())

const countEntries = async (): Promise<number> => {
  const [row] = await rig.sql<{ count: number }[]>`select count(*)::int as count from entries`
  return row?.count ?? 0
}

const people = async (): Promise<number> => {
  const token = await rig.key('command')
  const { json } = await rig.call<{ checkpoints: { today: { people: number } }[] }>('GET', '/checkpoints', { token })
  return json.checkpoints.reduce((sum, { today }) => sum + today.people, 0)
}

test('the server plays the demo: its tablets are on the socket, the silent one is not', async () => {
  await waitFor(
    'tablets are heard of',
    async () => {
      const [row] = await rig.sql<{ heard: number }[]>`
      select count(*)::int as heard from devices d
      where d.demo is not null and d.last_seen_at > (select max(created_at) from instance) + interval '1 second'`
      return (row?.heard ?? 0) > 10
    },
    { timeoutMs: 60_000 },
  )
  const silent = await rig.sql`
    select 1 from devices d join pairings p on p.id = d.pairing_id join checkpoints c on c.id = p.checkpoint_id
    where d.demo is not null and d.last_seen_at < now() - interval '20 minutes'`
  assert.ok(silent.length >= 1)
})

test('traffic comes through the socket and moves the counts', async () => {
  const before = { entries: await countEntries(), people: await people() }
  const end = new AbortController()
  const report = await playTraffic(rig.sql, systemClock, { url: rig.url, rate: 20, minutes: 0.05, signal: end.signal })
  assert.ok(report.stored > 20 && report.stored < 130, `${report.stored} stored`)
  assert.deepEqual({ refused: report.refused, waiting: report.waiting }, { refused: 0, waiting: 0 })
  assert.ok((await countEntries()) >= before.entries + report.stored)
  await waitFor('the counts move', async () => (await people()) > before.people)
  assert.deepEqual(await verifyCounters(rig.sql), [])
  const [left] = await rig.sql<{ count: number }[]>`
    select count(*)::int as count from devices where version = 'demo traffic'`
  assert.equal(left?.count, 0)
})

test('alerts are received and closed when their time has come', async () => {
  assert.ok((await findUnresolved(rig.sql)).length > 0)
  await workAlerts(rig.sql, Date.now() + 3 * HOUR_MS)
  assert.equal((await findUnresolved(rig.sql)).length, 0)
  const events = await rig.sql<{ act: string }[]>`select distinct act from alert_events order by act`
  assert.deepEqual(
    events.map(({ act }) => act),
    ['acknowledged', 'raised', 'resolved'],
  )
})

test('what is older than 30 days goes with its counts', async () => {
  const before = await countEntries()
  const nowMs = Date.now() + 30 * DAY_MS - 10 * HOUR_MS
  await trimDemo(rig.sql, nowMs)
  const left = await countEntries()
  assert.ok(left > 0 && left < before, `${left} of ${before}`)
  assert.deepEqual(await verifyCounters(rig.sql), [])
  const [details] = await rig.sql<{ count: number }[]>`select count(*)::int as count from entry_details`
  assert.equal(details?.count, left)
})

test('the demo goes, and what is real stays', async () => {
  const [town] = await rig.sql<{ id: number }[]>`select id from jurisdictions where parent_id is not null limit 1`
  await rig.sql`
    insert into checkpoints (code, name, jurisdiction_id, kind, ring, set_state, lng, lat, updated_at)
    values ('R1', '真实卡口', ${town?.id ?? 0}, 'town', 'town', 'open', 119.5, 30.4, now())`
  // An administrator changed a threshold: with it the demo's risk areas are in force in his name.
  const admin = await rig.key('admin')
  type Policy = { version: string; document: { riskAreas: { code: string }[]; rules: { id: string }[] } }
  const policy = async () => (await rig.call<Policy>('GET', '/policy', { token: admin })).json
  const { version, document } = await policy()
  const real = { ...document.riskAreas[0], id: 'wuhan', code: '420100', name: '武汉市', rule: 'watch-list' }
  const changed = { ...document, riskAreas: [...document.riskAreas, real] }
  const body = { base: version, document: changed, note: '加一个真实的' }
  assert.equal((await rig.call('PUT', '/policy', { token: admin, body })).status, 201)
  const gone = await removeDemo(rig.sql, Date.now())
  assert.ok(gone.entries > 0 && gone.checkpoints >= 12)
  const [left] = await rig.sql`
    select (select count(*)::int from entries) as entries, (select count(*)::int from entry_details) as details,
      (select count(*)::int from counters) as counters, (select count(*)::int from alerts) as alerts,
      (select count(*)::int from devices) as devices, (select count(*)::int from networks) as networks,
      (select count(*)::int from places) as places, (select count(*)::int from closures) as closures,
      (select count(*)::int from boundaries) as boundaries, (select count(*)::int from jurisdictions) as jurisdictions,
      (select count(*)::int from checkpoints) as checkpoints`
  assert.deepEqual(left, {
    ...{
      entries: 0,
      details: 0,
      counters: 0,
      alerts: 0,
      devices: 0,
      networks: 0,
      places: 0,
      closures: 0,
      boundaries: 0,
    },
    jurisdictions: 1,
    checkpoints: 1,
  })
  await waitFor('the risk areas of the demo are out of force', async () => {
    const { document: left } = await policy()
    const rules = left.rules.map(({ id }) => id).join()
    return left.riskAreas.map(({ code }) => code).join() === '420100' && rules === 'watch-list'
  })
  const token = await rig.key('command')
  await waitFor('only the real checkpoint is left', async () => {
    const { json } = await rig.call<{ checkpoints: { code: string }[] }>('GET', '/checkpoints', { token })
    return json.checkpoints.map(({ code }) => code).join() === 'R1'
  })
})
