import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { CheckpointState } from '#domain/checkpoints/checkpoint-state'
import { evaluate } from '#domain/coverage/evaluate'
import { buildNetwork } from '#domain/coverage/network'
import { DEFAULT_SETTINGS } from '#domain/coverage/settings'
import { DAY_MS, HOUR_MS } from '#domain/instant'
import type { Snapshot } from '#protocol/live'
import { countyRoads } from '../../db/seed/county/county-layers'
import { generateCounty } from '../../db/seed/county/generate-county'
import { verifyCounters } from '../../db/stores/counter-store'
import { COUNTER_COLUMNS } from '../../db/stores/entry-rows'
import type { SealEntry } from '../persons/seal-entry'
import { asked, heard, type ServerRig, startServerRig } from '../testing/server-rig'
import { waitFor } from '../testing/wait-for'
import { catchUpDemo } from './catch-up'
import { seedDemo } from './seed-demo'

const DAYS = 3
const OFF_MS = 9 * HOUR_MS
const SECRET = Buffer.alloc(32, 7)
const seal: SealEntry = (body) => ({ body })
let rig: ServerRig
let nowMs: number
let entries: number

before(async () => {
  rig = await startServerRig({
    fill: async (sql) => {
      nowMs = Date.now()
      await sql`insert into instance (digest_secret, demo, created_at) values (${SECRET}, 'county', now())`
      const parts = { sql, clock: { now: () => nowMs }, digestSecret: SECRET, seal }
      entries = (await seedDemo(parts, { days: DAYS, mode: 'county' })).entries
    },
  })
})
after(() => rig?.close())

test('counters equal a recount, and days are the sums of their hours', async () => {
  assert.ok(entries > DAYS * 1500, `${entries} entries`)
  assert.deepEqual(await verifyCounters(rig.sql), [])
  const [sum] = await rig.sql<{ people: number }[]>`select sum(people)::int as people from counters`
  const [heads] = await rig.sql<{ people: number }[]>`select sum(headcount)::int as people from entries where standing`
  assert.equal(sum?.people, heads?.people)
  const key = await rig.key('command')
  const range = `from=${new Date(nowMs - (DAYS + 2) * DAY_MS).toISOString()}&to=${new Date(nowMs + DAY_MS).toISOString()}`
  const total = async (by: string) => {
    const { json } = await rig.call<{ counts: Record<string, number>[] }>('GET', `/counts?${range}&by=${by}`, {
      token: key,
    })
    return COUNTER_COLUMNS.map((column) => {
      const name = column.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
      return json.counts.reduce((all, row) => all + (row[name] ?? 0), 0)
    })
  }
  const hours = await total('hour')
  assert.deepEqual(await total('day'), hours)
  assert.deepEqual(await total('checkpoint'), hours)
})

test('checkpoints are in the states that the county means', async () => {
  const states = await liveStates()
  for (const { code, condition } of generateCounty().checkpoints) {
    const state = states.get(code)
    if (condition === 'silent') assert.equal(state, 'offline', code)
    else if (condition === 'staffed') assert.match(String(state), /^(reporting|quiet|alarm)$/, code)
    else assert.equal(state, condition, code)
  }
  const alarms = [...states.values()].filter((state) => state === 'alarm').length
  assert.ok(alarms >= 1 && alarms <= 3, `${alarms} alarms`)
})

test('the stored roads give the coverage of the county that was made', async () => {
  const county = generateCounty()
  const network = buildNetwork(countyRoads(county), [county.boundary.coordinates], DEFAULT_SETTINGS)
  const states = await liveStates()
  const { places, checkpoints, closures } = county
  const { summary } = evaluate(network, {
    places,
    // Each is in some state.
    checkpoints: checkpoints.map(({ code, lng, lat }) => ({ code, lng, lat, state: states.get(code) ?? 'open' })),
    closures,
  })
  const token = await rig.key('command')
  const stored = await waitFor(
    'the coverage',
    async () => {
      const { status, json } = await rig.call<{ summary: typeof summary }>('GET', '/coverage', { token })
      return status === 200 ? json.summary : null
    },
    { timeoutMs: 60_000 },
  )
  assert.deepEqual(stored, summary)
})

test('alerts are few, folded, and of their time', async () => {
  const alerts = await rig.sql<{ kind: string; state: string; raisedAt: Date; dueAt: Date; closedAt: Date | null }[]>`
    select kind, state, raised_at as "raisedAt", due_at as "dueAt", resolved_at as "closedAt" from alerts`
  assert.ok(alerts.length > 0)
  for (const { raisedAt, dueAt, closedAt } of alerts) {
    assert.ok(raisedAt.getTime() > nowMs - (DAYS + 1) * DAY_MS && raisedAt.getTime() <= nowMs)
    assert.ok(dueAt > raisedAt)
    assert.ok(closedAt === null || (closedAt > raisedAt && closedAt.getTime() <= nowMs))
  }
  const standing = alerts.filter(({ state }) => state !== 'resolved')
  assert.ok(standing.length >= 1 && standing.length <= 8, `${standing.length} stand`)
  for (const { raisedAt } of standing) assert.ok(raisedAt.getTime() > nowMs - 2 * HOUR_MS)
})

test('no entry lies in the future, and the partitions hold them all', async () => {
  const [last] = await rig.sql<{ at: Date }[]>`select max(occurred_at) as at from entries`
  assert.ok(last !== undefined && last.at.getTime() <= nowMs)
  const [left] = await rig.sql<{ count: number }[]>`select count(*)::int as count from entries_default`
  assert.equal(left?.count, 0)
})

test('the same seed at the same moment gives the same figures', async () => {
  const figures = async (one: ServerRig) =>
    JSON.stringify(
      await one.sql`
        select c.code, k.hour, k.direction, k.vehicles_in, k.vehicles_out, k.people, k.fevers, k.risk_vehicles, k.held
        from counters k join checkpoints c on c.id = k.checkpoint_id order by 1, 2, 3`,
    )
  const other = await startServerRig({
    fill: async (sql) => {
      await sql`insert into instance (digest_secret, demo, created_at) values (${Buffer.alloc(32, 9)}, 'county', now())`
      const parts = { sql, clock: { now: () => nowMs }, digestSecret: Buffer.alloc(32, 9), seal }
      await seedDemo(parts, { days: DAYS, mode: 'county' })
    },
  })
  try {
    assert.equal(await figures(other), await figures(rig))
  } finally {
    await other.close()
  }
})

test('a database that holds something is left alone', async () => {
  const parts = { sql: rig.sql, clock: { now: () => nowMs }, digestSecret: SECRET, seal }
  await assert.rejects(seedDemo(parts, { days: 1, mode: 'county' }), /not empty/)
})

test('time that the server was off is filled, up to now', async () => {
  const counted = async () => (await rig.sql<{ n: number }[]>`select count(*)::int as n from entries`)[0]?.n ?? 0
  const before = await counted()
  const clock = { ...rig.core.clock, now: () => nowMs + OFF_MS }
  const core = { ...rig.core, clock, env: { ...rig.core.env, demo: 'traffic' as const } }
  const made = await catchUpDemo(core)
  assert.ok(made > 20, `${made} made`)
  assert.ok((await counted()) === before + made)
  assert.deepEqual(await verifyCounters(rig.sql), [])
  const [first] = await rig.sql<{ at: Date }[]>`
    select min(occurred_at) as at from entries where received_at > ${new Date(nowMs + HOUR_MS)}`
  assert.ok(first !== undefined && first.at.getTime() > nowMs)
  assert.equal(await catchUpDemo(core), 0)
})

const liveStates = async (): Promise<Map<string, CheckpointState>> => {
  const socket = rig.socket('/live', { token: await rig.key('command') })
  await heard(socket, 'connect')
  const snapshot = await asked<Snapshot>(socket, 'subscribe', {})
  return new Map(snapshot.checkpoints.map(({ code, state }) => [code, state]))
}
