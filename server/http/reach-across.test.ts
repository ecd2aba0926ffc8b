import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { SECTION_NAMES } from '#domain/briefing/briefing'
import type { EntriesAnswer } from '#protocol/results'
import { hashToken } from '../devices/device-directory'
import { seedCounty, seedDevice } from '../testing/county-fixture'
import { anEntry } from '../testing/entry-builder'
import { bodySchema, declaredCalls, sampleOf } from '../testing/route-walk'
import { asked, heard, type ServerRig, startServerRig } from '../testing/server-rig'
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

/** What the calls are sent that name the west in the body, and where a sample of the schema is no good value. */
const ABROAD: Record<string, unknown> = {
  'POST /checkpoints': { name: '东', lng: 119, lat: 30, jurisdiction: WEST },
  'POST /users': { username: 'spy', role: 'admin', jurisdiction: WEST },
  'POST /keys': { name: 'spy', role: 'admin', jurisdiction: WEST },
  'POST /staff': { name: '东', agency: '东', jurisdiction: WEST },
  'POST /users/{name}/password': { password: 'a long enough password' },
  'POST /jurisdictions': { code: 'spy', name: '东', level: 'village', parent: WEST },
  'PUT /jurisdictions/{code}/boundary': {
    source: 'a.geojson',
    geojson: {
      type: 'Polygon',
      coordinates: [
        [
          [119, 30],
          [120, 30],
          [120, 31],
          [119, 30],
        ],
      ],
    },
  },
  'PUT /checkpoints/{code}/arrangement': { agencies: [], posts: [], leader: null, equipment: [] },
  'PUT /checkpoints/{code}/crews': { crews: [] },
  'POST /entries/{id}/reveal': { field: '/people/0/name', reason: '核实' },
  'POST /staff/{id}/pin': {},
  'PUT /reports/layouts/{id}': { name: '东', rows: 'checkpoint', columns: ['people'], indicators: [] },
  'PATCH /briefings/{id}': {
    version: 1,
    content: {
      title: '东',
      head: { organ: '', number: '', addressee: '', reportTo: '', sendTo: '', issueTo: '', attachments: [] },
      sections: Object.fromEntries(SECTION_NAMES.map((name) => [name, []])),
    },
  },
}

/** What the west keeps, made by its own calls: the body by the path, the name of it in the mark. */
const KEPT: Record<string, (nowMs: number) => object> = {
  '/instructions': () => ({ text: MARK, checkpoints: ['K02'] }),
  '/alert-pauses': (nowMs) => ({
    from: new Date(nowMs).toISOString(),
    to: new Date(nowMs + 3_600_000).toISOString(),
    reason: MARK,
    kinds: ['offline'],
  }),
  '/reports/layouts': () => ({ name: MARK, rows: 'checkpoint', columns: ['vehiclesIn'], indicators: [] }),
  '/scenarios': () => ({ name: MARK, plan: {} }),
  '/webhooks': () => ({ name: MARK, form: 'standard', url: 'https://example.org/alerts', kinds: ['fever'] }),
  '/briefings': () => ({ template: 'report' }),
}
/** The id of each, by its path. */
const kept = new Map<string, string>()

let rig: ServerRig
let operations: { method: string; path: string; access: string[] }[]
const west = {
  user: randomUUID(),
  alert: randomUUID(),
  key: randomUUID(),
  staff: randomUUID(),
  line: randomUUID(),
  permit: randomUUID(),
  entry: '',
  device: '',
  pairing: '',
  token: '',
}
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
        select ${west.line}, now(), 'user:westerner', 'west.act', ${MARK}, path from jurisdictions where code = ${WEST}`
      await sql`
        insert into staff (id, name, agency, jurisdiction_id, created_at)
        values (${west.staff}, ${`${MARK}李`}, ${MARK}, ${town?.id ?? 0}, now())`
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
  west.entry = entry.id
  assert.equal((await rig.call('POST', '/entries', { token: west.token, body: { entries: [entry] } })).status, 200)
  const westerner = await rig.key('admin', WEST)
  for (const [path, body] of Object.entries(KEPT)) {
    const made = await rig.call<{ id: string }>('POST', path, { token: westerner, body: body(Date.now()) })
    assert.equal(made.status, 201, `${path}: ${JSON.stringify(made.json)}`)
    kept.set(path, made.json.id)
  }
  await rig.sql`
    insert into trajectory_permits
      (id, plate, since, until, reason, scope, asked_by, approver, asked_at, approved_at, expires_at)
    select ${west.permit}, '\\x00', now(), now(), ${MARK}, path, 'user:westerner', 'user:westerner', now(), now(),
      now() + interval '1 day' from jurisdictions where code = ${WEST}`
})
after(() => rig.close())

/** The western one of whatever the path names. */
const withWestern = (path: string): string =>
  [...kept]
    .reduce((so, [start, id]) => (so.startsWith(`${start}/{`) ? so.replace(/\{\w+\}/, id) : so), path)
    .replace(/^\/trajectories\/\{\w+\}/, `/trajectories/${west.permit}`)
    .replace(/^\/alerts\/\{\w+\}/, `/alerts/${west.alert}`)
    .replace(/^\/devices\/\{\w+\}/, `/devices/${west.device}`)
    .replace(/^\/closures\/\{\w+\}/, '/closures/F72')
    .replace(/^\/users\/\{\w+\}/, '/users/westerner')
    .replace(/^\/keys\/\{\w+\}/, `/keys/${west.key}`)
    .replace(/^\/checkpoints\/\{\w+\}/, '/checkpoints/K02')
    .replace(/^\/jurisdictions\/\{\w+\}/, `/jurisdictions/${WEST}`)
    .replace(/^\/staff\/\{\w+\}/, `/staff/${west.staff}`)
    .replace(/^\/entries\/\{\w+\}/, `/entries/${west.entry}`)
    .replace(/^\/audit\/\{\w+\}/, `/audit/${west.line}`)
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
        if (path.includes('{')) assert.notEqual(answer.status, 200, `${role} is answered of the west: GET ${path}`)
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
  const lists = ['/checkpoints', '/alerts', '/users', '/keys', '/closures', '/audit?verb=west', '/devices', '/staff']
  // What a town writes of itself is the county's only once it is sent up.
  const listed = [...kept.keys()].filter((path) => path !== '/briefings')
  for (const path of [...lists, ...listed]) assert.ok(await seen(path), path)
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
      await rig.sql`select name, path, admin_codes, all_codes, given_hours from jurisdictions order by path`,
      await rig.sql`select id, name, agency, ended_at, pin_digest from staff order by id`,
      await rig.sql`select * from instructions`,
      await rig.sql`select * from alert_pauses`,
      await rig.sql`select id, name, columns from report_layouts`,
      await rig.sql`select id, name, plan, version, promoted_at from scenarios`,
      await rig.sql`select id, name, enabled from webhooks`,
      await rig.sql`select id, state, version from briefings`,
      await rig.sql`select id, approved_at, expires_at from trajectory_permits`,
    ])
  const token = await rig.key('admin', EAST)
  const was = await picture()
  const refusals: string[] = []
  for (const call of await declaredCalls(rig)) {
    const { method, path, name } = call
    if (method === 'GET' || !call.operation['x-access'].includes('admin')) continue
    if (!path.includes('{') && !(name in ABROAD)) continue
    const schema = bodySchema(call)
    const sample = schema === undefined ? {} : { body: ABROAD[name] ?? sampleOf(schema, 'abc') }
    const answer = await rig.call<{ errors?: unknown }>(method, withWestern(path), { token, ...sample })
    // Well formed as it is, it is refused for the place alone.
    if (answer.status !== 404 && answer.status !== 403) {
      refusals.push(`${name}: ${answer.status} ${JSON.stringify(answer.json)}`)
    }
  }
  assert.deepEqual(refusals, [])
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
  const ask = (scope: object) => asked<{ error?: { status: number } }>(screen, 'subscribe', scope)
  const own = await ask({})
  assert.ok(JSON.stringify(own).includes('K01'))
  assert.ok(!JSON.stringify(own).includes(MARK))
  assert.equal((await ask({ jurisdiction: WEST })).error?.status, 404)

  const tablet = rig.socket('/tablet', { token: east.token })
  await heard(tablet, 'policy')
  const entry = anEntry({ occurredAt: new Date().toISOString(), pairing: west.pairing })
  const { results } = await asked<EntriesAnswer>(tablet, 'entries', [entry])
  assert.equal(results[0]?.errors?.[0]?.code, 'pairing')
  const call = await rig.call<{ entries: unknown[] }>('GET', `/entries?device=${west.device}`, { token: east.token })
  assert.equal(call.status, 403)
})
