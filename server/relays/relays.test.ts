import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { RelayContent, RelayPart } from '#protocol/relay'
import { readSealTo, type SealTo, sealRelayPart } from '#protocol/relay-seal'
import type { EntriesAnswer } from '#protocol/results'
import type { Policy } from '#protocol/tablet'
import { type CountyFixture, seedCounty, seedDevice } from '../testing/county-fixture'
import { anEntry } from '../testing/entry-builder'
import { aQueue } from '../testing/item-builder'
import { heard, type ServerRig, startServerRig } from '../testing/server-rig'

let rig: ServerRig
let county: CountyFixture
let sealTo: SealTo
const now = () => new Date().toISOString()

before(async () => {
  rig = await startServerRig({
    fill: async (sql) => {
      county = await seedCounty(sql, now())
      await sql`
        insert into jurisdictions (code, name, level, parent_id, path) values ('330523001', '枫岭镇', 'town', 1, '/1/2/')`
    },
  })
  const socket = rig.socket('/tablet', { token: county.device.token })
  const [policy] = (await heard(socket, 'policy')) as [Policy]
  const read = readSealTo(policy.sealTo)
  assert.ok(read, 'the server offers a key to seal to')
  sealTo = read
})
after(() => rig.close())

/** A device with a key of its own, and how it signs. */
const keyed = async () => {
  const device = await seedDevice(rig.sql, county.checkpoints[0], now())
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify'])
  const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', pair.publicKey)
  await rig.sql`update devices set public_key = ${JSON.stringify({ kty, crv, x, y })}::text::jsonb where id = ${device.id}`
  return { ...device, sign: pair.privateKey }
}
const file = (...parts: RelayPart[]) => ({ format: 'kakou-relay', version: 1, at: now(), parts })
const send = (body: unknown, token: string, query = '') =>
  rig.call<EntriesAnswer & { errors?: { path: string }[] }>('POST', `/relays${query}`, { token, body })
const statuses = ({ json }: { json: EntriesAnswer }) => json.results.map(({ status }) => status)
const content = (changes: Partial<RelayContent> = {}): RelayContent => ({ entries: [], items: [], ...changes })

test('a rescued outbox counts as its device’s, whoever carries it, and twice does no harm', async () => {
  const device = await keyed()
  const carrier = await seedDevice(rig.sql, county.checkpoints[1], now())
  const entries = Array.from({ length: 30 }, (_, index) =>
    anEntry({ occurredAt: now(), seq: index + 1, pairing: device.pairing }),
  )
  const queue = aQueue({ occurredAt: now(), seq: 31 })
  const rescued = file(
    await sealRelayPart(crypto, sealTo, device.id, content({ entries }), device.sign),
    await sealRelayPart(crypto, sealTo, device.id, content({ items: [queue], entries: [{ id: 'x' }] }), device.sign),
  )
  assert.equal(JSON.stringify(rescued).includes('浙'), false)
  const first = await send(rescued, carrier.token)
  assert.equal(first.status, 200)
  assert.deepEqual(statuses(first), [...entries.map(() => 'stored'), 'rejected', 'stored'])
  const again = await send(rescued, await rig.key('planner'))
  assert.deepEqual(statuses(again), [...entries.map(() => 'duplicate'), 'rejected', 'duplicate'])
  const rows = await rig.sql<{ source: string; checkpoint: number; seq: number }[]>`
    select source, checkpoint_id as checkpoint, seq::int as seq from entries
    where id = any(${entries.map(({ id }) => id)}::uuid[]) order by seq`
  assert.equal(rows.length, 30)
  assert.ok(rows.every(({ source, checkpoint }) => source === device.id && checkpoint === county.checkpoints[0]))
  assert.equal(rows.at(-1)?.seq, 30)
  const trace = await rig.sql<{ actor: string }[]>`
    select actor from audit where verb = 'relay.import' and target = ${`device:${device.id}`} order by at`
  assert.equal(trace.length, 2)
  assert.equal(trace[0]?.actor, `device:${carrier.id}`)
})

test('what its device did not make, or somebody touched, is refused, and nothing of it stored', async () => {
  const device = await keyed()
  const thief = await keyed()
  const entry = anEntry({ occurredAt: now() })
  const good = await sealRelayPart(crypto, sealTo, device.id, content({ entries: [entry] }), device.sign)
  const unsigned = await sealRelayPart(crypto, sealTo, device.id, content({ entries: [entry] }), null)
  const forged = await sealRelayPart(crypto, sealTo, device.id, content({ entries: [entry] }), thief.sign)
  const guessed = await sealRelayPart(crypto, sealTo, device.id, content({ entries: [entry], token: 'x' }), null)
  const moved = { ...good, device: thief.id }
  const touched = { ...good, box: `${good.box.slice(0, -4)}AAAA` }
  for (const part of [unsigned, forged, guessed, moved, touched]) {
    assert.equal((await send(file(part), thief.token)).status, 400)
  }
  assert.equal((await send(file({ ...good, device: randomUUID() }), thief.token)).status, 400)
  assert.equal((await send(file({ ...good, to: '999' }), thief.token)).status, 410)
  for (const nonsense of [{}, [], 'x', { ...file(good), version: 2 }, file()]) {
    assert.equal((await send(nonsense, thief.token)).status, 400)
  }
  assert.equal((await send(file(good), 'nobody')).status, 401)
  assert.equal((await send(file(good), await rig.key('gate'))).status, 403)
  const [row] = await rig.sql`select 1 from entries where id = ${entry.id}`
  assert.equal(row, undefined)
  assert.deepEqual(statuses(await send(file(good), thief.token)), ['stored'])
})

test('a tablet without a key proves itself by its token, sealed in', async () => {
  const { device } = county
  const sealed = content({ token: device.token, entries: [anEntry({ occurredAt: now() })] })
  const part = await sealRelayPart(crypto, sealTo, device.id, sealed, null)
  assert.deepEqual(statuses(await send(file(part), device.token)), ['stored'])
})

test('retired long ago it is still taken; lost it is only where an administrator allows it', async () => {
  const device = await keyed()
  await rig.sql`update devices set state = 'retired', ended_at = now() - interval '30 days' where id = ${device.id}`
  const part = async () =>
    file(
      await sealRelayPart(
        crypto,
        sealTo,
        device.id,
        content({ entries: [anEntry({ occurredAt: now() })] }),
        device.sign,
      ),
    )
  assert.deepEqual(statuses(await send(await part(), await rig.key('staff'))), ['stored'])
  await rig.sql`update devices set state = 'lost', ended_at = now() where id = ${device.id}`
  await rig.core.bus.publish('devices', [device.id])
  const admin = await rig.key('admin')
  const lost = await part()
  assert.equal((await send(lost, admin)).status, 403)
  assert.equal((await send(lost, await rig.key('command'), '?allowLost=true')).status, 403)
  const elsewhere = await rig.key('admin', '330523001')
  assert.equal((await send(lost, elsewhere, '?allowLost=true')).status, 403, 'by an administrator of another town')
  assert.deepEqual(statuses(await send(lost, admin, '?allowLost=true')), ['stored'])
})

test('a part that unfolds to more than a message holds is refused', async () => {
  const device = await keyed()
  const bomb = { entries: [{ note: 'x'.repeat(3_000_000) }], items: [] }
  const part = await sealRelayPart(crypto, sealTo, device.id, bomb, device.sign)
  assert.ok(part.box.length < 100_000)
  assert.equal((await send(file(part), device.token)).status, 400)
})
