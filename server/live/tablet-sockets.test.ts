import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { EntriesAnswer } from '#protocol/results'
import type { Policy } from '#protocol/tablet'
import { type CountyFixture, seedCounty, seedDevice } from '../testing/county-fixture'
import { anEntry } from '../testing/entry-builder'
import { asked, heard, type ServerRig, startServerRig } from '../testing/server-rig'
import { waitFor } from '../testing/wait-for'

let rig: ServerRig
let county: CountyFixture
const now = () => new Date().toISOString()

before(async () => {
  rig = await startServerRig({
    fill: async (sql) => {
      county = await seedCounty(sql, now())
    },
  })
})

after(() => rig.close())

const tabletAt = async (checkpoint: number) => {
  const device = await seedDevice(rig.sql, checkpoint, now())
  const socket = rig.socket('/tablet', { token: device.token })
  const [policy] = (await heard(socket, 'policy')) as [Policy]
  return { device, socket, policy }
}

test('a tablet is told its policy, sends entries and hears of their fate', async () => {
  const { device, socket, policy } = await tabletAt(county.checkpoints[0])
  assert.equal(policy.pairing, device.pairing)
  assert.equal(policy.post.code, 'K01')
  assert.equal(policy.limits.entriesPerMessage, 500)
  assert.equal(policy.seq, 0)
  const entry = anEntry({ occurredAt: now(), seq: 1 })
  const answer = await asked<EntriesAnswer>(socket, 'entries', [entry, { id: 'X' }])
  assert.equal(answer.epoch, policy.epoch)
  assert.deepEqual(
    answer.results.map(({ id, status }) => [id, status]),
    [
      [entry.id, 'stored'],
      [null, 'rejected'],
    ],
  )
  const { now: at } = await asked<{ now: string }>(socket, 'time')
  assert.ok(Math.abs(Date.parse(at) - Date.now()) < 5_000)
})

test('messages that make no sense are told so, and nothing of them is kept', async () => {
  const { socket } = await tabletAt(county.checkpoints[0])
  for (const nonsense of [null, 'x', {}, [], Array.from({ length: 501 }, () => anEntry({ occurredAt: now() }))]) {
    const answer = await asked<{ error: { status: number } }>(socket, 'entries', nonsense)
    assert.equal(answer.error.status, 400)
  }
  const heavy = Array.from({ length: 30 }, () => anEntry({ occurredAt: now(), note: '长'.repeat(2_000), purpose: 'x' }))
  const padded = heavy.map((entry) => ({ ...entry, extra: 'y'.repeat(40_000) }))
  const answer = await asked<{ error: { status: number } }>(socket, 'entries', padded)
  assert.equal(answer.error.status, 413)
  const [row] = await rig.sql<{ count: string }[]>`
    select count(*) from entries where id = any(${padded.map(({ id }) => id)}::uuid[])`
  assert.equal(row?.count, '0')
  const bad = await asked<{ error: { status: number } }>(socket, 'status', { pending: -1 })
  assert.equal(bad.error.status, 400)
})

test('strangers and other protocols are refused with the words of the wire', async () => {
  const stranger = rig.socket('/tablet', { token: 'nobody' })
  assert.equal(((await heard(stranger, 'connect_error')) as [Error])[0].message, 'unauthorized')
  const future = rig.socket('/tablet', { token: county.device.token, protocol: 99 })
  const [error] = (await heard(future, 'connect_error')) as [Error & { data: unknown }]
  assert.equal(error.message, 'upgrade')
  assert.deepEqual(error.data, { min: 1, max: 1 })
})

test('a lost tablet is told to wipe, at once and whenever it comes back, and its calls get 401', async () => {
  const { device, socket } = await tabletAt(county.checkpoints[0])
  await rig.sql`update devices set state = 'lost', ended_at = now() where id = ${device.id}`
  const told = heard(socket, 'revoked')
  await rig.core.bus.publish('devices', [device.id])
  assert.deepEqual(await told, [{ wipe: true }])
  const again = rig.socket('/tablet', { token: device.token })
  const closed = heard(again, 'disconnect')
  assert.deepEqual(await heard(again, 'revoked'), [{ wipe: true }])
  await closed
  const { status } = await rig.call('POST', '/entries', { token: device.token, body: { entries: [] } })
  assert.equal(status, 401)
})

test('a retired tablet hands in what it made before, marked as such', async () => {
  const { device, socket } = await tabletAt(county.checkpoints[0])
  await rig.sql`update devices set state = 'retired', ended_at = now() where id = ${device.id}`
  const known = heard(socket, 'policy')
  await rig.core.bus.publish('devices', [device.id])
  await known
  const entry = anEntry({ occurredAt: now() })
  const answer = await asked<EntriesAnswer>(socket, 'entries', [entry])
  assert.equal(answer.results[0]?.status, 'stored')
  const key = await rig.key('command')
  const page = await rig.call<{ entries: { id: string; afterRetire?: boolean }[] }>(
    'GET',
    `/entries?device=${device.id}`,
    {
      token: key,
    },
  )
  assert.equal(page.json.entries[0]?.afterRetire, true)
})

test('a tablet that was moved sends what waits in the old name', async () => {
  const { device, socket } = await tabletAt(county.checkpoints[0])
  const pairing = randomUUID()
  await rig.sql`
    insert into pairings (id, device_id, checkpoint_id, started_at)
    values (${pairing}, ${device.id}, ${county.checkpoints[1]}, ${now()})`
  await rig.sql`update devices set pairing_id = ${pairing} where id = ${device.id}`
  const policy = heard(socket, 'policy') as Promise<[Policy]>
  await rig.core.bus.publish('devices', [device.id])
  assert.equal((await policy)[0].post.code, 'K02')
  const waiting = anEntry({ occurredAt: now(), pairing: device.pairing })
  const fresh = anEntry({ occurredAt: now(), pairing })
  await asked(socket, 'entries', [waiting, fresh])
  const rows = await rig.sql<{ id: string; checkpoint: number }[]>`
    select id, checkpoint_id as checkpoint from entries where id = any(${[waiting.id, fresh.id]}::uuid[])`
  const at = new Map(rows.map(({ id, checkpoint }) => [id, checkpoint]))
  assert.equal(at.get(waiting.id), county.checkpoints[0])
  assert.equal(at.get(fresh.id), county.checkpoints[1])
})

test('a status keeps its checkpoint from going offline, and is written down', async () => {
  const { device, socket } = await tabletAt(county.checkpoints[1])
  assert.deepEqual(await asked(socket, 'status', { battery: 80, pending: 7, queue: 4 }), {})
  const key = await rig.key('planner')
  const { json } = await rig.call<{ state: string; queue: number; pendingOnTablets: number }>(
    'GET',
    '/checkpoints/K02',
    {
      token: key,
    },
  )
  assert.notEqual(json.state, 'offline')
  assert.equal(json.queue, 4)
  assert.equal(json.pendingOnTablets, 7)
  await waitFor('the heartbeat to be written', async () => {
    const [row] = await rig.sql<{ pending: number }[]>`select pending from devices where id = ${device.id}`
    return row?.pending === 7
  })
})

test('one mad tablet is told to wait, and its neighbour is served', async () => {
  const { socket: mad } = await tabletAt(county.checkpoints[0])
  const { socket: calm } = await tabletAt(county.checkpoints[1])
  const batch = () => Array.from({ length: 400 }, () => anEntry({ occurredAt: now() }))
  const flood = Promise.all(Array.from({ length: 30 }, () => asked(mad, 'entries', batch())))
  const answer = await asked<EntriesAnswer>(calm, 'entries', [anEntry({ occurredAt: now() })])
  assert.equal(answer.results[0]?.status, 'stored')
  const answers = (await flood) as ({ busy: true; retryAfterMs: number } | EntriesAnswer)[]
  const busy = answers.filter((one) => 'busy' in one)
  assert.ok(busy.length > 0, 'the flood was taken whole')
  assert.ok(busy.every((one) => 'retryAfterMs' in one && one.retryAfterMs > 0))
})
