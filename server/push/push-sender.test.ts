/** Pushes on a real Postgres, with a receiver that stands in for the push service and a browser's side that decrypts. */
import assert from 'node:assert/strict'
import { createDecipheriv, createECDH, hkdfSync, randomBytes, randomUUID } from 'node:crypto'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, beforeEach, test } from 'node:test'
import { connectDatabase, type Database } from '../../db/client'
import { type Core, createCore } from '../core'
import type { Env } from '../env'
import { ensureInstance } from '../instance/ensure-instance'
import { createLog } from '../log'
import type { PersonActor } from '../people/actor'
import { createTestDatabase, type TestDatabase } from '../testing/database'
import { fakeClock } from '../testing/fake-clock'
import { RIG_KEY } from '../testing/server-rig'
import { testPush, unsubscribe } from './change-push'
import { pushSender } from './push-sender'
import { subscribe } from './subscribe'
import { pointOf } from './vapid'

const clock = fakeClock('2026-11-23T06:00:00Z')
const log = createLog('test')
log.level = 'error'

let testDatabase: TestDatabase
let database: Database
let receiver: Server
let port = 0
let heard: { path: string; headers: IncomingHttpHeaders; body: Buffer }[] = []
let status = 201

before(async () => {
  testDatabase = await createTestDatabase()
  database = await connectDatabase(testDatabase.target, { application: 'pushes' })
  await database.sql`
    insert into jurisdictions (id, code, name, level, path, parent_id) overriding system value values
      (1, '330523', '云岭县', 'county', '/1/', null), (2, '330523100', '青溪镇', 'town', '/1/2/', 1)`
  await database.sql`
    insert into checkpoints (id, code, name, jurisdiction_id, kind, ring, set_state, lng, lat, updated_at)
    overriding system value values (1, 'K01', '吉口卡口', 2, 'county-line', 'county', 'open', 119, 30, now())`
  receiver = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      heard.push({ path: request.url ?? '', headers: request.headers, body: Buffer.concat(parts) })
      response.writeHead(status).end()
    })
  })
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
  port = (receiver.address() as AddressInfo).port
})
after(async () => {
  receiver.closeAllConnections()
  receiver.close()
  await database.end()
  await testDatabase.drop()
})
beforeEach(async () => {
  await database.sql`delete from alerts`
  await database.sql`delete from users`
  heard = []
  status = 201
})

const open = async (webhookHosts = ['localhost']): Promise<{ core: Core; sender: ReturnType<typeof pushSender> }> => {
  const env = { key: RIG_KEY, webhookHosts, pushContact: null, dataDir: '/nonexistent', demo: 'off' } as unknown as Env
  const core = createCore({ database, env, clock, log })
  await ensureInstance(core)
  await core.checkpoints.load()
  return { core, sender: pushSender(core) }
}

/** Somebody who is signed in, of the county or the town. */
const signIn = async (core: Core, jurisdiction: 1 | 2): Promise<PersonActor> => {
  const id = randomUUID()
  await database.sql`
    insert into users (id, name, display_name, role, jurisdiction_id, password_hash, created_at)
    values (${id}, ${id}, '值班长', 'command', ${jurisdiction}, 'x', ${new Date(clock.now())})`
  const actor = await core.sessions.find(await core.sessions.open(id, null, null))
  assert.ok(actor !== null)
  return actor
}

/** A browser: what it gives away, and how it reads what comes. */
const browser = () => {
  const pair = createECDH('prime256v1')
  pair.generateKeys()
  const p256dh = pair.getPublicKey()
  const auth = randomBytes(16)
  const derive = (key: Buffer, salt: Buffer, info: Buffer, length: number) =>
    Buffer.from(hkdfSync('sha256', key, salt, info, length))
  const read = (body: Buffer) => {
    const salt = body.subarray(0, 16)
    const point = body.subarray(21, 21 + body.readUInt8(20))
    const sealed = body.subarray(21 + point.length)
    const info = Buffer.concat([Buffer.from('WebPush: info\0'), p256dh, point])
    const input = derive(pair.computeSecret(point), auth, info, 32)
    const key = derive(input, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16)
    const decipher = createDecipheriv(
      'aes-128-gcm',
      key,
      derive(input, salt, Buffer.from('Content-Encoding: nonce\0'), 12),
    )
    decipher.setAuthTag(sealed.subarray(-16))
    const text = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()])
    assert.equal(text.at(-1), 2, 'the last record')
    return JSON.parse(text.subarray(0, -1).toString())
  }
  return { keys: { p256dh: p256dh.toString('base64url'), auth: auth.toString('base64url') }, read }
}

const switchOn = (core: Core, actor: PersonActor, more: object = {}) =>
  subscribe(core, actor, {
    endpoint: `http://localhost:${port}/send/${actor.userId}`,
    keys: browser().keys,
    severities: ['critical', 'high', 'medium'],
    language: 'zh',
    ...more,
  })

const raise = async (severity = 'high', act = 'raised', level = 0) => {
  const id = randomUUID()
  const at = new Date(clock.now())
  await database.sql`
    insert into alerts (id, kind, severity, state, checkpoint_id, entry_id, fold_key, count, level, owner, raised_at, due_at)
    values (${id}, 'fever', ${severity}, 'open', 1, ${randomUUID()}, ${id}, 1, ${level}, '张三', ${at},
      ${new Date(clock.now() + 600_000)})`
  await database.sql`
    insert into alert_events (id, alert_id, at, actor, act) values (${randomUUID()}, ${id}, ${at}, 'system', ${act})`
  return id
}
const deliveries = () => database.sql<{ state: string; tries: number; fault: string | null }[]>`
  select state, tries, fault from push_deliveries order by made_at, id`

test('a browser is told once, in what it alone can read, and nothing of a person', async () => {
  const { core, sender } = await open()
  const other = (await open()).sender
  const actor = await signIn(core, 1)
  const { keys, read } = browser()
  assert.ok((await switchOn(core, actor, { keys })).ok)
  const [row] = await database.sql<{ sealed: Buffer }[]>`select sealed from push_subscriptions`
  assert.equal(row?.sealed.includes('localhost'), false, 'the address lies there sealed')
  const alert = await raise()
  await Promise.all([sender.round(), other.round()])
  await sender.round()
  assert.equal(heard.length, 1)
  const headers: IncomingHttpHeaders = heard[0]?.headers ?? {}
  const body = heard[0]?.body ?? Buffer.of()
  assert.deepEqual(read(body), {
    title: '复测确认发热 · 吉口卡口',
    body: '紧急 · 告警 · 须在 14:10 前接收',
    tag: alert,
    link: `/command?checkpoint=K01&alert=${alert}`,
    stays: false,
    urgent: true,
  })
  assert.equal(headers['content-encoding'], 'aes128gcm')
  assert.deepEqual([headers.ttl, headers.urgency, headers.topic], ['3600', 'high', alert.replaceAll('-', '')])
  const pair = core.keys.push
  assert.ok(pair !== null && headers.authorization?.endsWith(`k=${pointOf(pair.publicKey)}`))
  const again = (await open()).core
  assert.deepEqual(again.keys.push?.publicKey, pair.publicKey, 'the key is made once')
})

test('each is told of the own jurisdiction and the own severities, and of what climbed where it climbed to', async () => {
  const { core, sender } = await open()
  const county = await signIn(core, 1)
  const town = await signIn(core, 2)
  await switchOn(core, county, { severities: ['critical', 'high'] })
  await switchOn(core, town)
  await raise('medium')
  await sender.round()
  assert.deepEqual(
    heard.map(({ path }) => path),
    [`/send/${town.userId}`],
  )
  heard = []
  await raise('high', 'escalated', 1)
  await sender.round()
  assert.deepEqual(
    heard.map(({ path }) => path),
    [`/send/${county.userId}`],
  )
  heard = []
  const closed = await raise()
  await database.sql`update alerts set state = 'resolved' where id = ${closed}`
  await sender.round()
  assert.equal(heard.length, 0, 'what was closed meanwhile is no news')
})

test('what fails is tried for minutes and shows; what is gone is forgotten', async () => {
  const { core, sender } = await open()
  const actor = await signIn(core, 1)
  await switchOn(core, actor)
  await raise()
  status = 503
  for (const waitS of [0, 5, 30, 120, 300]) {
    clock.advance(waitS * 1_000)
    await sender.round()
  }
  assert.deepEqual([...(await deliveries())], [{ state: 'failed', tries: 5, fault: 'HTTP 503' }])
  for (const gone of [404, 410]) {
    await switchOn(core, actor)
    clock.advance(1_000)
    assert.ok((await testPush(core, actor)).ok)
    status = gone
    await sender.round()
    assert.equal((await database.sql`select 1 from push_subscriptions`).length, 0, String(gone))
  }
  assert.equal((await testPush(core, actor)).ok, false)
})

test('nothing comes after signing out, nor to whoever signed in at this browser before', async () => {
  const { core, sender } = await open()
  const endpoint = `http://localhost:${port}/one`
  const county = await signIn(core, 1)
  const town = await signIn(core, 2)
  await switchOn(core, county, { endpoint })
  await switchOn(core, town, { endpoint })
  await raise()
  await sender.round()
  assert.equal(heard.length, 1)
  assert.ok((await unsubscribe(core, town)).ok)
  await switchOn(core, county, { endpoint })
  assert.ok(county.sessionHash !== null)
  await core.sessions.end(county.sessionHash)
  clock.advance(1_000)
  await raise()
  await sender.round()
  assert.equal(heard.length, 1)
  assert.equal((await database.sql`select 1 from push_subscriptions`).length, 0)
})

test('an address inside the network, on plain HTTP, or with keys that are none is refused in words', async () => {
  const { core } = await open([])
  const actor = await signIn(core, 1)
  for (const endpoint of [
    `http://localhost:${port}/x`,
    'https://localhost/x',
    'https://10.1.2.3/x',
    'https://[::1]/x',
    'https://169.254.169.254/latest',
    'http://push.example.com/x',
    'https://user:pass@push.example.com/x',
    'not an address',
  ]) {
    const refused = await switchOn(core, actor, { endpoint })
    assert.ok(!refused.ok && refused.refusal.errors?.[0]?.path === '/endpoint', endpoint)
  }
  const wrong = await switchOn(core, actor, {
    endpoint: 'https://push.example.com/x',
    keys: { p256dh: 'AAAA', auth: 'AAAA' },
  })
  assert.ok(!wrong.ok && wrong.refusal.errors?.[0]?.path === '/keys')
  // It was allowed once, or its name answers otherwise by now.
  const allowed = (await open()).core
  await switchOn(allowed, actor)
  await testPush(allowed, actor)
  await pushSender(core).round()
  assert.match((await deliveries())[0]?.fault ?? '', /inside the network/)
  assert.equal(heard.length, 0)
})
