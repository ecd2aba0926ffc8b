import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { hashToken } from '../devices/device-directory'
import { seedCounty, seedDevice } from '../testing/county-fixture'
import { anEntry } from '../testing/entry-builder'
import { heard, type ServerRig, startServerRig } from '../testing/server-rig'
import type { OpenApi } from './openapi'
import { EVERYBODY } from './route'

/** Stands in every name of the western town, so that an answer that holds it shows what it should not. */
const MARK = '西岭秘'
const EAST = '330523001'
const WEST = '330523002'

/** What each event of a socket is bound to. One that is new needs its line, and a test that tries to reach across. */
const EVENTS: Record<string, string> = {
  'live-sockets.ts subscribe': 'the jurisdiction of who is signed in, or one within it',
  'tablet-sockets.ts entries': 'the checkpoint where the device stood, by its pairings',
  'tablet-sockets.ts items': 'the checkpoint where the device stood, by its pairings',
  'tablet-sockets.ts read': 'an instruction to the checkpoint where the device stands',
  'tablet-sockets.ts status': 'the device itself, at the checkpoint where it stands',
  'tablet-sockets.ts time': 'nothing: it tells the time',
}

let rig: ServerRig
let operations: { method: string; path: string; access: string[] }[]
const west = { user: randomUUID(), alert: randomUUID(), key: randomUUID(), device: '', pairing: '', token: '' }
let east: { token: string }

before(async () => {
  rig = await startServerRig({
    fill: async (sql) => {
      const now = new Date().toISOString()
      const { checkpoints } = await seedCounty(sql, now)
      await sql`
        insert into jurisdictions (code, name, level, parent_id, path)
        select town.code, town.name, 'town', j.id, j.path || number || '/' from jurisdictions j,
          (values (${EAST}, '东镇', 71), (${WEST}, ${`${MARK}镇`}, 72)) as town (code, name, number)
        where j.code = '330523'`
      await sql`update checkpoints c set jurisdiction_id = j.id from jurisdictions j where j.code = ${EAST} and c.code = 'K01'`
      await sql`
        update checkpoints c set jurisdiction_id = j.id, name = ${`${MARK}卡口`}, road = ${MARK} from jurisdictions j
        where j.code = ${WEST} and c.code = 'K02'`
      east = await seedDevice(sql, checkpoints[0], now)
      const device = await seedDevice(sql, checkpoints[1], now)
      Object.assign(west, { device: device.id, pairing: device.pairing, token: device.token })
      const [town] = await sql<{ id: number }[]>`select id from jurisdictions where code = ${WEST}`
      await sql`
        insert into users (id, name, display_name, role, jurisdiction_id, password_hash, created_at)
        values (${west.user}, 'westerner', ${`${MARK}王`}, 'admin', ${town?.id ?? 0}, 'x', now())`
      await sql`
        insert into api_keys (id, key_hash, role, jurisdiction_id, name, created_at)
        values (${west.key}, ${hashToken(west.key)}, 'gate', ${town?.id ?? 0}, ${MARK}, now())`
      await sql`
        insert into closures (code, name, jurisdiction_id, lng, lat, authority, document, starts_at, responsible, emergency)
        values ('F72', ${MARK}, ${town?.id ?? 0}, 119, 30, ${MARK}, ${MARK}, now(), ${MARK}, ${MARK})`
      await sql`
        insert into alerts (id, kind, severity, state, checkpoint_id, fold_key, count, level, raised_at, due_at, owner)
        values (${west.alert}, 'fever', 'high', 'open', ${checkpoints[1]}, ${MARK}, 1, 0, now(), now(), ${MARK})`
      await sql`
        insert into audit (id, at, actor, verb, target, scope)
        select ${randomUUID()}, now(), 'user:westerner', 'west.act', ${MARK}, path from jurisdictions where code = ${WEST}`
    },
  })
  const document = (await rig.call<OpenApi>('GET', '//api/openapi.json')).json
  operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      access: operation['x-access'],
    })),
  )
  const entry = anEntry({ occurredAt: new Date().toISOString(), note: MARK })
  assert.equal((await rig.call('POST', '/entries', { token: west.token, body: { entries: [entry] } })).status, 200)
})
after(() => rig.close())

/** The western one of whatever the path names. */
const withWestern = (path: string): string =>
  path
    .replace(/^\/alerts\/\{\w+\}/, `/alerts/${west.alert}`)
    .replace(/^\/devices\/\{\w+\}/, `/devices/${west.device}`)
    .replace(/^\/closures\/\{\w+\}/, '/closures/F72')
    .replace(/^\/users\/\{\w+\}/, '/users/westerner')
    .replace(/^\/keys\/\{\w+\}/, `/keys/${west.key}`)
    .replace(/^\/checkpoints\/\{\w+\}/, '/checkpoints/K02')
    .replace(/\{\w+\}/g, 'K02')

test('no read of an eastern account, of any role, answers with anything of the west', async () => {
  let answered = 0
  for (const role of EVERYBODY) {
    const token = await rig.key(role, EAST)
    for (const { method, path, access } of operations) {
      if (method !== 'GET' || !access.includes(role)) continue
      for (const query of ['', `?checkpoint=K02`, `?jurisdiction=${WEST}`]) {
        const answer = await rig.call('GET', withWestern(path) + query, { token })
        assert.notEqual(answer.status, 500, `${role} GET ${path}`)
        assert.ok(!JSON.stringify(answer.json ?? '').includes(MARK), `${role} sees the west: GET ${path}${query}`)
        if (answer.status === 200) answered++
      }
    }
  }
  assert.ok(answered > 20, `${answered} reads were answered at all`)
})

test('the county sees the west, so the mark can be found', async () => {
  const token = await rig.key('admin')
  const seen = (path: string) =>
    rig.call('GET', path, { token }).then(({ json }) => JSON.stringify(json).includes(MARK))
  for (const path of ['/checkpoints', '/alerts', '/users', '/keys', '/closures', '/audit', '/devices']) {
    assert.ok(await seen(path), path)
  }
})

test('no write of an eastern administrator changes anything of the west', async () => {
  const picture = async () =>
    JSON.stringify([
      await rig.sql`select code, name, set_state, updated_at from checkpoints where code = 'K02'`,
      await rig.sql`select code, lifted_at from closures where code = 'F72'`,
      await rig.sql`select id, state, owner from alerts where id = ${west.alert}`,
      await rig.sql`select id, state, pairing_id from devices where id = ${west.device}`,
      await rig.sql`select id, role, display_name, disabled_at, password_hash from users where id = ${west.user}`,
      await rig.sql`select id, revoked_at from api_keys where id = ${west.key}`,
    ])
  const token = await rig.key('admin', EAST)
  const was = await picture()
  const body = {
    name: '东',
    displayName: '东',
    reason: '东',
    to: '东',
    checkpoint: 'K02',
    jurisdiction: WEST,
    state: 'lost',
    disabled: true,
    username: 'spy',
    role: 'admin',
    lng: 119,
    lat: 30,
    lanes: [],
    crews: [],
    agencies: [],
    posts: [],
    leader: null,
    equipment: [],
  }
  let tried = 0
  for (const { method, path, access } of operations) {
    if (method === 'GET' || !access.includes('admin') || !path.includes('{')) continue
    const answer = await rig.call(method, withWestern(path), { token, body })
    assert.ok(answer.status >= 400 && answer.status < 500, `${method} ${path}: ${answer.status}`)
    tried++
  }
  assert.ok(tried >= 10, `${tried} writes were tried`)
  // Those that name the place in the body.
  for (const path of ['/checkpoints', '/closures', '/users', '/devices/pairing-codes', '/pairing-codes']) {
    const answer = await rig.call('POST', path, { token, body: { ...body, code: null } })
    assert.ok(answer.status >= 400 && answer.status < 500, `POST ${path}: ${answer.status}`)
  }
  assert.equal(await picture(), was)
})

test('every event of a socket says what it is bound to', () => {
  const folder = fileURLToPath(new URL('../live/', import.meta.url))
  const found = readdirSync(folder)
    .filter((name) => name.endsWith('-sockets.ts'))
    .flatMap((name) => {
      const text = readFileSync(folder + name, 'utf8')
      return [...text.matchAll(/socket\.on\('([\w-]+)'/g)].map(([, event]) => `${name} ${event}`)
    })
    .filter((event) => !event.endsWith(' disconnect'))
  assert.deepEqual(found.sort(), Object.keys(EVENTS).sort())
})

test('a socket of the east is given nothing of the west, and stores nothing there', async () => {
  const screen = rig.socket('/live', { token: await rig.key('command', EAST) })
  const ask = (asked: object) => screen.timeout(8_000).emitWithAck('subscribe', asked)
  const own = await ask({})
  assert.ok(JSON.stringify(own).includes('K01'))
  assert.ok(!JSON.stringify(own).includes(MARK))
  assert.equal((await ask({ jurisdiction: WEST })).error?.status, 404)

  const tablet = rig.socket('/tablet', { token: east.token })
  await heard(tablet, 'policy')
  const entry = anEntry({ occurredAt: new Date().toISOString(), pairing: west.pairing })
  const { results } = await tablet.timeout(8_000).emitWithAck('entries', [entry])
  assert.equal(results[0].errors?.[0]?.code, 'pairing')
  const call = await rig.call<{ entries: unknown[] }>('GET', `/entries?device=${west.device}`, { token: east.token })
  assert.equal(call.status, 403)
})
