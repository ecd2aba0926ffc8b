import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { type CountyFixture, seedCounty } from '../testing/county-fixture'
import { anEntry } from '../testing/entry-builder'
import { heard, type ServerRig, startServerRig } from '../testing/server-rig'
import { waitFor } from '../testing/wait-for'

const FOLDER = fileURLToPath(new URL('../../docs/operations', import.meta.url))
const read = (name: string) => readFileSync(join(FOLDER, name), 'utf8')

let rig: ServerRig
let county: CountyFixture
before(async () => {
  rig = await startServerRig({
    fill: async (sql) => {
      county = await seedCounty(sql, new Date().toISOString())
    },
  })
})
after(() => rig.close())

test('every figure that the dashboard and the alert rules ask for is one that the server gives', async () => {
  const { json: page } = await rig.call<string>('GET', '//metrics')
  const given = new Set([...page.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name))
  const asked = [
    ...(read('grafana-dashboard.json') + read('alert-rules.yml')).matchAll(/\b(kakou|nodejs|process)_\w+/g),
  ]
  assert.ok(asked.length > 20)
  for (const [name] of asked) assert.ok(given.has(name) || given.has(name.replace(/_(bucket|sum|count)$/, '')), name)
})

test('every alert has its page in the runbook, and every page its alert', () => {
  const alerts = [...read('alert-rules.yml').matchAll(/- alert: (\w+)/g)].map(([, name]) => `${name}.md`)
  assert.deepEqual(readdirSync(join(FOLDER, 'runbook')).sort(), alerts.sort())
  for (const [path] of read('alert-rules.yml').matchAll(/docs\/operations\/runbook\/\w+\.md/g)) {
    assert.ok(existsSync(join(FOLDER, '..', '..', path)), path)
  }
})

test('what happens is seen in the figures: stored, acknowledged, pushed, what waits, who is there, who is told', async () => {
  const figure = async (name: string): Promise<number> => {
    const { json: page } = await rig.call<string>('GET', '//metrics')
    const [, value] = new RegExp(`^${name.replace(/[{}"]/g, '\\$&')} (\\S+)$`, 'm').exec(page) ?? []
    assert.ok(value !== undefined, name)
    return Number(value)
  }
  const moving = [
    'kakou_entries_total{result="stored"}',
    'kakou_entries_total{result="duplicate"}',
    'kakou_entries_total{result="rejected"}',
    'kakou_passages_total',
    'kakou_ack_seconds_count',
    'kakou_flush_rows_sum',
    'kakou_flush_seconds_count',
    'kakou_push_seconds_count',
    'kakou_database_seconds_count',
    'kakou_tablets_connected',
    'kakou_screens_connected',
    'kakou_outbox_entries',
    'kakou_alerts',
    'kakou_alerts_open',
    'kakou_alerts_by_kind{kind="fever"}',
    'kakou_checkpoints{state="alarm"}',
  ]
  for (const name of moving) assert.equal(await figure(name), 0, name)
  const busy = await figure('kakou_busy_total')

  const screen = rig.socket('/live', { token: await rig.key('command') })
  await screen.timeout(5_000).emitWithAck('subscribe', {})
  const tablet = rig.socket('/tablet', { token: county.device.token })
  await heard(tablet, 'policy')
  await tablet.timeout(5_000).emitWithAck('status', { pending: 3 })
  const at = new Date().toISOString()
  const readings = [38.1, 38.2].map((celsius) => ({ celsius, site: 'forehead' as const, at }))
  const fever = anEntry({ occurredAt: at, people: [{ readings }], disposition: 'hospital' })
  await tablet.timeout(5_000).emitWithAck('entries', [fever, fever, { ...anEntry({ occurredAt: at }), headcount: 0 }])
  assert.equal((await rig.call('GET', '//readyz')).status, 200)
  for (const name of moving) await waitFor(`${name} to move`, async () => (await figure(name)) > 0)
  assert.equal(await figure('kakou_outbox_entries'), 3)

  await rig.sql`alter table entries rename to entries_away`
  await tablet.timeout(5_000).emitWithAck('entries', [anEntry({ occurredAt: at })])
  await rig.sql`alter table entries_away rename to entries`
  assert.equal(await figure('kakou_busy_total'), busy + 1)
  await rig.call('GET', '/checkpoints', { token: await rig.key('command') })
  const { json: page } = await rig.call<string>('GET', '//metrics')
  for (const name of [
    'nodejs_eventloop_lag_p99_seconds',
    'process_resident_memory_bytes',
    'kakou_http_seconds_count',
  ]) {
    assert.match(page, new RegExp(`^${name}[ {]`, 'm'), name)
  }
})
