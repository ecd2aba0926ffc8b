import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { seedCounty } from '../testing/county-fixture'
import { type ServerRig, startServerRig } from '../testing/server-rig'

const FOLDER = fileURLToPath(new URL('../../docs/operations', import.meta.url))
const read = (name: string) => readFileSync(join(FOLDER, name), 'utf8')

let rig: ServerRig
before(async () => {
  rig = await startServerRig({ fill: (sql) => seedCounty(sql, new Date().toISOString()) })
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

test('an entry is seen in the figures: stored, acknowledged, pushed', async () => {
  const { json: before } = await rig.call<string>('GET', '//metrics')
  assert.match(before, /kakou_outbox_entries 0/)
  assert.match(before, /kakou_ack_seconds_count 0/)
})
