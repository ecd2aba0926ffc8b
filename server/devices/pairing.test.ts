import assert from 'node:assert/strict'
import { generateKeyPairSync, randomUUID, sign } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { PairingAnswer } from '#protocol/pairing'
import { CLI_ACTOR } from '../people/cli-actor'
import { type CountyFixture, seedCounty, seedDevice } from '../testing/county-fixture'
import { anEntry } from '../testing/entry-builder'
import { heard, type ServerRig, startServerRig } from '../testing/server-rig'
import { createDevices } from './create-device'
import { endDevice } from './end-device'
import { placeDevice } from './place-device'

let rig: ServerRig
let county: CountyFixture
let admin: string

before(async () => {
  rig = await startServerRig({
    fill: async (sql) => {
      county = await seedCounty(sql, new Date().toISOString())
    },
  })
  admin = await rig.key('admin')
})
after(() => rig.close())

const newCode = async (checkpoint = 'K01') => {
  const issued = await rig.call<{ code: string }>('POST', `/checkpoints/${checkpoint}/pairing-codes`, { token: admin })
  assert.equal(issued.status, 201)
  return issued.json.code
}

const pair = (body: object) => rig.call<PairingAnswer>('POST', '/pairings', { body })

test('a code pairs once; the same claim is answered alike, another is refused', async () => {
  const code = await newCode()
  assert.match(code, /^[0-9A-HJKMNP-TV-Z]{8}$/)
  const claim = randomUUID()
  const paired = await pair({ code: `${code.slice(0, 4)}-${code.slice(4)}`.toLowerCase(), claim })
  assert.equal(paired.status, 201)
  const { token, checkpoint, post, sealTo } = paired.json
  assert.match(token, /^kd_[\w-]{43}$/)
  assert.deepEqual([checkpoint, post.name, post.zone], ['K01', '吉口卡口', 'Asia/Shanghai'])
  assert.deepEqual([sealTo?.kty, sealTo?.crv, 'd' in (sealTo ?? {})], ['EC', 'P-256', false])
  assert.deepEqual((await pair({ code, claim })).json, paired.json)
  assert.equal((await pair({ code, claim: randomUUID() })).status, 410)
  const sent = await rig.call<{ results: { status: string }[] }>('POST', '/entries', {
    token,
    body: { entries: [anEntry({ id: randomUUID(), occurredAt: new Date().toISOString() })] },
  })
  assert.equal(sent.json.results[0]?.status, 'stored')
  const stored = JSON.stringify(await rig.sql`select * from pairing_codes, devices`)
  assert.ok(!stored.includes(code) && !stored.includes(token), 'code and token are stored hashed')
  assert.ok(!stored.includes(claim), 'else the token could be made of what the database holds, the code being guessed')
})

test('two tablets at once: one gets it', async () => {
  const code = await newCode()
  const both = await Promise.all([pair({ code, claim: randomUUID() }), pair({ code, claim: randomUUID() })])
  assert.deepEqual(both.map(({ status }) => status).sort(), [201, 410])
})

test('a code is over after ten minutes', async () => {
  const code = await newCode()
  await rig.sql`update pairing_codes set expires_at = now() where claim is null`
  assert.equal((await pair({ code, claim: randomUUID() })).status, 410)
})

test('by its old token or its old key a tablet keeps its id, and what it moved from ends', async () => {
  const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const key = keys.publicKey.export({ format: 'jwk' })
  const first = (await pair({ code: await newCode(), claim: randomUUID(), key })).json
  const second = (
    await pair({
      code: await newCode('K02'),
      claim: randomUUID(),
      device: { id: first.device, proof: first.token },
    })
  ).json
  assert.equal(second.device, first.device)
  assert.equal(second.checkpoint, 'K02')
  assert.notEqual(second.pairing, first.pairing)
  assert.equal((await rig.call('GET', '/entries', { token: first.token })).status, 401, 'the old token')

  const claim = randomUUID()
  const proof = sign('sha256', Buffer.from(claim), { key: keys.privateKey, dsaEncoding: 'ieee-p1363' })
  const device = { id: first.device, proof: proof.toString('base64url') }
  assert.equal((await pair({ code: await newCode(), claim, device })).json.device, first.device)

  const stranger = await pair({ code: await newCode(), claim: randomUUID(), device: { ...device, proof: 'no' } })
  assert.equal(stranger.status, 201)
  assert.notEqual(stranger.json.device, first.device)
  const bad = await pair({ code: await newCode(), claim: randomUUID(), key: { kty: 'RSA' } })
  assert.equal(bad.status, 400)
})

test('a lost device is shut out at once and told to clear itself; a retired one hands in', async () => {
  const made = await createDevices(rig.core, CLI_ACTOR, { checkpoint: 'K01', count: 2 })
  assert.ok(made.ok)
  const [lost, retired] = made.value
  assert.ok(lost && retired)
  const socket = rig.socket('/tablet', { token: lost.token })
  await heard(socket, 'policy')
  const revoked = heard(socket, 'revoked')
  assert.ok((await endDevice(rig.core, CLI_ACTOR, { device: lost.id, as: 'lost' })).ok)
  assert.deepEqual(await revoked, [{ wipe: true }])
  const own = (id: string) => `/entries?device=${id}`
  assert.equal((await rig.call('GET', own(lost.id), { token: lost.token })).status, 401)

  assert.equal((await rig.call('GET', own(retired.id), { token: retired.token })).status, 200)
  assert.ok((await endDevice(rig.core, CLI_ACTOR, { device: retired.id, as: 'retired' })).ok)
  assert.equal((await rig.call('GET', own(retired.id), { token: retired.token })).status, 200)
  await rig.sql`update devices set ended_at = now() - interval '73 hours' where id = ${retired.id}`
  await rig.core.bus.publish('devices', [retired.id])
  let status = 0
  for (let tries = 0; tries < 50 && status !== 401; tries++) {
    status = (await rig.call('GET', own(retired.id), { token: retired.token })).status
  }
  assert.equal(status, 401)
})

test('a moved device keeps its token and stands at the new place', async () => {
  const placed = await placeDevice(rig.core, CLI_ACTOR, { device: county.device.id, checkpoint: 'K02' })
  assert.ok(placed.ok)
  const rows = await rig.sql<{ code: string; ended: boolean }[]>`
    select c.code, p.ended_at is not null as ended from pairings p join checkpoints c on c.id = p.checkpoint_id
    where p.device_id = ${county.device.id} order by p.started_at`
  assert.deepEqual(
    [...rows],
    [
      { code: 'K01', ended: true },
      { code: 'K02', ended: false },
    ],
  )
  const nowhere = await placeDevice(rig.core, CLI_ACTOR, { device: county.device.id, checkpoint: 'K99' })
  assert.ok(!nowhere.ok && nowhere.refusal.kind === 'not-found')
})

test('an administrator moves a device over HTTP, and its tablet hears where it stands', async () => {
  const [made] = await rig.sql<{ id: string }[]>`select id from checkpoints where code = 'K01'`
  const device = await seedDevice(rig.sql, Number(made?.id), new Date().toISOString())
  const tablet = rig.socket('/tablet', { token: device.token })
  await heard(tablet, 'policy')
  const told = heard(tablet, 'policy')
  const path = `/devices/${device.id}/place`
  assert.equal((await rig.call('POST', path, { token: admin, body: { checkpoint: 'K02' } })).status, 200)
  assert.equal(((await told)[0] as { post: { code: string } }).post.code, 'K02')
  assert.equal((await rig.call('POST', path, { token: admin, body: { checkpoint: 'K99' } })).status, 404)
  assert.equal((await rig.call('POST', path, { token: await rig.key('command'), body: {} })).status, 403)
})

test('five wrong codes from an address, side by side, are looked at; then 429 for any', async () => {
  const code = await newCode()
  const wrong = await Promise.all(
    Array.from({ length: 20 }, () => pair({ code: '0000000Z', claim: randomUUID() }).then(({ status }) => status)),
  )
  const [{ failed } = { failed: 0 }] = await rig.sql<{ failed: number }[]>`
    select points as failed from attempts where key like 'code:%'`
  const counted = wrong.filter((status) => status === 404).length
  assert.ok(counted <= 5 && failed >= 5, `${counted} looked at, ${failed} counted`)
  assert.equal(counted + wrong.filter((status) => status === 429).length, 20)
  const last = await pair({ code, claim: randomUUID() })
  assert.deepEqual([last.status, Number(last.headers.get('retry-after')) > 500], [429, true])
})
