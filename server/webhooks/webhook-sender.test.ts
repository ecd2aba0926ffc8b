/** Webhooks on a real Postgres and a real HTTP server: what is told, signed, tried again, and never called. */
import assert from 'node:assert/strict'
import { createHmac, randomUUID } from 'node:crypto'
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, beforeEach, test } from 'node:test'
import { connectDatabase, type Database } from '../../db/client'
import { type Core, createCore } from '../core'
import type { Env } from '../env'
import { ensureInstance } from '../instance/ensure-instance'
import { createLog } from '../log'
import { isPublicAddress } from '../outside/guarded-agent'
import type { PersonActor } from '../people/actor'
import { createTestDatabase, type TestDatabase } from '../testing/database'
import { fakeClock } from '../testing/fake-clock'
import { RIG_KEY } from '../testing/server-rig'
import { waitFor } from '../testing/wait-for'
import { sendAgain, switchWebhook } from './change-webhooks'
import { makeWebhook } from './make-webhook'
import { webhookSender } from './webhook-sender'

const SECRET = `whsec_${Buffer.from('what both sides know').toString('base64')}`
const clock = fakeClock('2026-11-23T06:00:00Z')
const log = createLog('test')
log.level = 'error'

let testDatabase: TestDatabase
let database: Database
let receiver: Server
let port = 0
let heard: { headers: IncomingHttpHeaders; body: string }[] = []
let answer = { status: 200, body: '', location: '' }
/** Where set, nobody is answered, and this takes the answers. */
let unanswered: ServerResponse[] | null = null

before(async () => {
  testDatabase = await createTestDatabase()
  database = await connectDatabase(testDatabase.target, { application: 'webhooks' })
  await database.sql`
    insert into jurisdictions (id, code, name, level, path) overriding system value values (1, '330523', '云岭县', 'county', '/1/')`
  await database.sql`
    insert into checkpoints (id, code, name, jurisdiction_id, kind, ring, set_state, lng, lat, updated_at)
    overriding system value values (1, 'K01', '吉口卡口', 1, 'county-line', 'county', 'open', 119, 30, now())`
  receiver = createServer((request, response) => {
    let body = ''
    request.on('data', (part: Buffer) => {
      body += part.toString()
    })
    request.on('end', () => {
      heard.push({ headers: request.headers, body })
      if (unanswered !== null) return unanswered.push(response)
      response.writeHead(answer.status, answer.location === '' ? {} : { Location: answer.location })
      response.end(answer.body)
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
  await database.sql`delete from webhooks`
  await database.sql`delete from alerts`
  heard = []
  answer = { status: 200, body: '', location: '' }
})

const actor: PersonActor = {
  kind: 'person',
  name: 'user:admin',
  userId: null,
  displayName: '管理员',
  role: 'admin',
  scope: '/1/',
  jurisdiction: { code: '330523', name: '云岭县' },
  sessionHash: null,
}

const open = async (
  webhookHosts: string[] = ['localhost', '127.0.0.1'],
): Promise<{ core: Core; sender: ReturnType<typeof webhookSender> }> => {
  const env = { key: RIG_KEY, webhookHosts, dataDir: '/nonexistent', demo: 'off' } as unknown as Env
  const core = createCore({ database, env, clock, log })
  await ensureInstance(core)
  await core.checkpoints.load()
  return { core, sender: webhookSender(core) }
}
const make = (core: Core, more: object = {}) =>
  makeWebhook(core, actor, {
    name: '值班群',
    form: 'standard',
    url: `http://localhost:${port}/hook?key=abc`,
    secret: SECRET,
    kinds: ['offline', 'fever'],
    ...more,
  })
const raise = async (kind = 'offline') => {
  const id = randomUUID()
  const at = new Date(clock.now())
  await database.sql`
    insert into alerts (id, kind, severity, state, checkpoint_id, entry_id, fold_key, count, level, owner, raised_at, due_at)
    values (${id}, ${kind}, 'high', 'open', 1, ${randomUUID()}, ${id}, 1, 0, '张三', ${at}, ${at})`
  await database.sql`
    insert into alert_events (id, alert_id, at, actor, act) values (${randomUUID()}, ${id}, ${at}, 'system', 'raised')`
  return id
}
const deliveries = () => database.sql<{ state: string; tries: number; fault: string | null }[]>`
  select state, tries, fault from webhook_deliveries order by made_at, id`

test('an alert is told once, signed, with nothing personal, however many servers send', async () => {
  const { core, sender } = await open()
  const other = (await open()).sender
  assert.ok((await make(core)).ok)
  const [row] = await database.sql<{ sealed: Buffer }[]>`select sealed from webhooks`
  assert.equal(row?.sealed.includes(SECRET), false, 'it lies there sealed')
  assert.equal(row?.sealed.includes('key=abc'), false)
  const alert = await raise()
  await raise('risk')
  await Promise.all([sender.round(), other.round(), sender.round()])
  await other.round()
  assert.equal(heard.length, 1, 'the risk area was not asked for')
  const [{ headers, body } = { headers: {}, body: '' }] = heard
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`
  const expected = createHmac('sha256', 'what both sides know').update(signed).digest('base64')
  assert.equal(headers['webhook-signature'], `v1,${expected}`)
  const told = JSON.parse(body)
  assert.deepEqual([told.type, told.data.id, told.data.checkpoint], ['alert.raised', alert, 'K01'])
  assert.equal(/张三|entry|owner/.test(body), false, body)
  assert.deepEqual(
    (await deliveries()).map(({ state }) => state),
    ['sent'],
  )
})

test('what fails is tried again at growing distances, then waits for a person, who sends it again', async () => {
  const { core, sender } = await open()
  const made = await make(core)
  await raise()
  answer = { status: 500, body: 'no', location: '' }
  for (const waitS of [0, 5, 30, 120, 600, 1_800, 7_200]) {
    clock.advance(waitS * 1_000)
    await sender.round()
    const [row] = await deliveries()
    assert.deepEqual([row?.state, row?.fault], ['waiting', 'HTTP 500'])
    await sender.round()
  }
  clock.advance(21_600_000)
  await sender.round()
  assert.deepEqual(
    (await deliveries()).map(({ state, tries }) => [state, tries]),
    [['failed', 8]],
  )
  assert.equal(heard.length, 8)
  answer = { status: 200, body: '', location: '' }
  assert.ok((await sendAgain(core, actor, made.ok ? made.value.id : '')).ok)
  await sender.round()
  assert.equal((await deliveries())[0]?.state, 'sent')
  assert.equal(new Set(heard.map(({ headers }) => headers['webhook-id'])).size, 1, 'a repeat is known by its id')
})

test('what a server took and came to no end with is sent by another, a minute later', async () => {
  const { core, sender } = await open()
  const other = (await open()).sender
  await make(core)
  await raise()
  unanswered = []
  const held = unanswered
  const round = sender.round()
  await waitFor('it to be under way', () => held.length === 1)
  unanswered = null
  clock.advance(59_000)
  await other.round()
  assert.equal(heard.length, 1, 'it may still come to its end')
  clock.advance(1_000)
  await other.round()
  assert.equal(heard.length, 2)
  for (const response of held) response.end()
  await round
})

test('a robot that refuses, and a receiver that leads elsewhere, have failed', async () => {
  const { core, sender } = await open()
  await make(core, { form: 'wecom', secret: '' })
  await raise()
  answer = { status: 200, body: '{"errcode":93000,"errmsg":"x"}', location: '' }
  await sender.round()
  assert.equal((await deliveries())[0]?.fault, 'code 93000')
  answer = { status: 302, body: '', location: `http://localhost:${port}/elsewhere` }
  clock.advance(5_000)
  await sender.round()
  assert.equal((await deliveries())[0]?.fault, 'HTTP 302')
  assert.equal(heard.length, 2, 'nobody went there')
})

test('an address inside the network is not called unless its name is allowed, whatever a name comes to', async () => {
  const { core, sender } = await open([])
  for (const url of [
    'https://localhost/x',
    'https://127.0.0.1/x',
    'https://[::1]/x',
    'https://[::ffff:10.0.0.1]/x',
    'https://2130706433/x',
    'https://0x7f.1/x',
    'https://169.254.169.254/latest',
    'https://10.1.2.3/x',
    'https://user:pass@example.com/x',
    'http://example.com/x',
    'ftp://example.com/x',
    'not an address',
  ]) {
    const refused = await make(core, { url })
    assert.ok(!refused.ok && refused.refusal.errors?.[0]?.path === '/url', url)
  }
  // It was allowed once, or its name answers otherwise by now: what counts is the address at the connection.
  const allowed = (await open()).core
  assert.ok((await make(allowed)).ok)
  await raise()
  await sender.round()
  assert.match((await deliveries())[0]?.fault ?? '', /inside the network/)
  assert.equal(heard.length, 0)
  assert.deepEqual(['8.8.8.8', '2001:4860:4860::8888'].map(isPublicAddress), [true, true])
  for (const inside of [
    '10.0.0.1',
    '192.168.1.1',
    '100.64.0.1',
    '0.0.0.0',
    '::',
    'fd00::1',
    'fe80::1',
    '::ffff:7f00:1',
  ]) {
    assert.equal(isPublicAddress(inside), false, inside)
  }
})

test('while it rests nothing is told, also not afterwards; a test shows that it works', async () => {
  const { core, sender } = await open()
  const made = await make(core)
  const id = made.ok ? made.value.id : ''
  await switchWebhook(core, actor, { id, enabled: false })
  await raise()
  await sender.round()
  clock.advance(1_000)
  await switchWebhook(core, actor, { id, enabled: true })
  await sender.round()
  assert.equal(heard.length, 0)
  await sendAgain(core, actor, id)
  await sender.round()
  assert.equal(JSON.parse(heard[0]?.body ?? '{}').type, 'webhook.test')
  assert.equal((await switchWebhook(core, { ...actor, scope: '/2/' }, { id, enabled: false })).ok, false)
})
