import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Socket } from 'socket.io-client'
import type { Delta, Snapshot } from '#protocol/live'
import { changeAlert } from '../../db/stores/alert-store'
import { type CountyFixture, seedCounty, seedDevice } from '../testing/county-fixture'
import { anEntry } from '../testing/entry-builder'
import { asked, heard, type ServerRig, startServerRig } from '../testing/server-rig'
import { waitFor } from '../testing/wait-for'

let rig: ServerRig
let county: CountyFixture
let tablet: Socket
let key: string
/** An alert that stood before this server started. */
const STANDING = '01900000-0000-7000-8000-000000000001'
const now = () => new Date().toISOString()

before(async () => {
  rig = await startServerRig({
    fill: async (sql) => {
      county = await seedCounty(sql, now())
      await sql`
        insert into alerts (id, kind, severity, state, checkpoint_id, fold_key, count, level, raised_at, due_at)
        select ${STANDING}, 'queue', 'medium', 'open', id, 'standing', 1, 0, ${now()}, ${now()}
        from checkpoints where code = 'K01'`
    },
  })
  key = await rig.key('command')
  tablet = rig.socket('/tablet', { token: county.device.token })
  await heard(tablet, 'policy')
  await asked(tablet, 'status', { pending: 0 })
})

after(() => rig.close())

const subscribe = (socket: Socket, ask: unknown = {}): Promise<Snapshot & { error?: unknown }> =>
  asked(socket, 'subscribe', ask)

const send = (...entries: unknown[]) => asked(tablet, 'entries', entries)

const peopleAt = (change: { code: string } | undefined): number | undefined =>
  change !== undefined && 'today' in change ? (change as { today: { people: number } }).today.people : undefined

test('a snapshot holds all, and deltas bring absolute values in an unbroken chain', async () => {
  const screen = rig.socket('/live', { token: key })
  const snapshot = await subscribe(screen)
  assert.deepEqual(snapshot.checkpoints.map(({ code }) => code).sort(), ['K01', 'K02'])
  const before = snapshot.checkpoints.find(({ code }) => code === 'K01')?.today.people ?? 0
  const deltas: Delta[] = []
  screen.on('delta', (delta: Delta) => deltas.push(delta))
  const began = performance.now()
  for (let sent = 1; sent <= 40; sent++) await send(anEntry({ occurredAt: now() }))
  await waitFor('all to be counted', () =>
    deltas.some(({ checkpoints }) => checkpoints?.some((change) => peopleAt(change) === before + 40)),
  )
  let version = snapshot.version
  for (const delta of deltas) {
    assert.equal(delta.since, version)
    version = delta.version
  }
  // The cost is per tick, five a second, however many entries came; on a busy machine 40 of them take many ticks.
  const ticks = Math.ceil((performance.now() - began) / 200) + 1
  assert.ok(deltas.length <= ticks, `${deltas.length} deltas in ${ticks} ticks`)
  const again = await subscribe(screen)
  assert.equal(again.checkpoints.find(({ code }) => code === 'K01')?.today.people, before + 40)
  assert.equal(again.checkpoints.find(({ code }) => code === 'K01')?.hour.people, before + 40)
})

test('an alert that stood before the start is shown with its checkpoint', async () => {
  const { alerts } = await subscribe(rig.socket('/live', { token: key }))
  assert.equal(alerts.find(({ id }) => id === STANDING)?.checkpoint, 'K01')
})

test('a delta says of a checkpoint only what changed', async () => {
  const screen = rig.socket('/live', { token: key })
  await subscribe(screen)
  const delta = heard(screen, 'delta') as Promise<[Delta]>
  await send(anEntry({ occurredAt: now() }))
  const [change] = (await delta)[0].checkpoints ?? []
  assert.deepEqual(Object.keys(change ?? {}).sort(), ['at', 'code', 'hour', 'state', 'today'])
})

test('a fever is an alarm on the screens, until somebody receives it', async () => {
  const screen = rig.socket('/live', { token: key })
  await subscribe(screen)
  const at = now()
  const readings = [38.4, 38.2].map((celsius) => ({ celsius, site: 'forehead' as const, at }))
  const deltas: Delta[] = []
  screen.on('delta', (delta: Delta) => deltas.push(delta))
  await send(anEntry({ occurredAt: at, people: [{ readings }], disposition: 'isolation' }))
  const changes = () => deltas.flatMap(({ alerts = [] }) => alerts)
  const alert = await waitFor('the alert', () => changes().find((one) => 'kind' in one && one.kind === 'fever'))
  await waitFor('the alarm', () =>
    deltas.some(({ checkpoints = [] }) => checkpoints.some((one) => 'state' in one && one.state === 'alarm')),
  )
  // As another server of this database does it: the screens follow the notice.
  await changeAlert(rig.sql, { id: alert.id, state: 'acknowledged', at: now() })
  await rig.core.bus.publish('alerts', [alert.id])
  await waitFor('the alert to be received', () =>
    changes().some((one) => one.id === alert.id && 'state' in one && one.state === 'acknowledged'),
  )
})

test('a scope ends where the jurisdiction does', async () => {
  await rig.sql`
    insert into jurisdictions (code, name, level, parent_id, path)
    select '330523100', '下坊乡', 'town', id, path || '2/' from jurisdictions where code = '330523'`
  await rig.core.bus.publish('jurisdictions')
  const town = await rig.key('command', '330523100')
  const screen = rig.socket('/live', { token: town })
  const snapshot = await subscribe(screen)
  assert.deepEqual(snapshot.checkpoints, [])
  const above = await subscribe(screen, { jurisdiction: '330523' })
  assert.ok(above.error)
  const { json } = await rig.call<{ checkpoints: unknown[] }>('GET', '/checkpoints', { token: town })
  assert.deepEqual(json.checkpoints, [])
  const { status } = await rig.call('GET', '/entries?checkpoint=K01', { token: town })
  assert.equal(status, 404)
})

test('devices, gates and strangers get no live picture', async () => {
  for (const token of [county.device.token, await rig.key('gate'), 'nobody']) {
    const socket = rig.socket('/live', { token })
    assert.equal(((await heard(socket, 'connect_error')) as [Error])[0].message, 'unauthorized')
  }
})

test('what the counters say is what the board shows', async () => {
  const late = await seedDevice(rig.sql, county.checkpoints[1], now())
  const other = rig.socket('/tablet', { token: late.token })
  await heard(other, 'policy')
  const yesterday = new Date(Date.now() - 30 * 3_600_000).toISOString()
  await asked(other, 'entries', [anEntry({ occurredAt: yesterday }), anEntry({ occurredAt: now(), direction: 'out' })])
  const { json } = await rig.call<{ today: { people: number; vehiclesOut: number } }>('GET', '/checkpoints/K02', {
    token: key,
  })
  assert.equal(json.today.people, 1)
  assert.equal(json.today.vehiclesOut, 1)
  const counts = await rig.call<{ counts: { people: number }[] }>('GET', '/counts?checkpoint=K02', { token: key })
  assert.equal(counts.json.counts[0]?.people, 2)
})
