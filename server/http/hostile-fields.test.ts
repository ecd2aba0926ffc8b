/**
 * Hostile content in every field of every call that takes JSON, and across jurisdictions: found by walking what the
 * server declares, so that a new call is met with the same.
 */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { type CountyFixture, seedCounty } from '../testing/county-fixture'
import { ownMs } from '../testing/own-time'
import { bodySchema, type DeclaredCall, declaredCalls, filledPath, sampleOf } from '../testing/route-walk'
import { type ServerRig, startServerRig } from '../testing/server-rig'

let rig: ServerRig
let county: CountyFixture
let calls: DeclaredCall[]
let admin: string

before(async () => {
  rig = await startServerRig({
    fill: async (sql) => {
      county = await seedCounty(sql, new Date().toISOString())
    },
  })
  admin = await rig.key('admin')
  calls = await declaredCalls(rig)
})
after(() => rig.close())

const HOSTILE = {
  SQL: `'; drop table users; --`,
  'SQL in a dollar quote': `$$; delete from entries; $$ || pg_sleep(9) --`,
  HTML: `<img src=x onerror="alert(1)"><script>alert(2)</script>`,
  'a formula': '=HYPERLINK("http://evil.example","x")',
  'a path': '../../../../etc/passwd%00.geojson',
  'a template': '${7*7}{{7*7}}<%= 7*7 %>#{7*7}',
  'a line of log': 'x\r\n{"level":50,"msg":"forged"}',
  'text that turns round': '\u202eforged\u2066\u200b',
  'a NUL': 'a\u0000b',
  'half a character': 'a\ud800b',
  'much of it': 'x'.repeat(100_000),
} as const

/** Keys that nobody asked for: of the language, and of rows that a caller must not set. */
const EXTRA = {
  id: 1,
  role: 'admin',
  scope: '/',
  path: '/',
  jurisdiction_id: 1,
  jurisdictionId: 1,
  userId: '00000000-0000-4000-8000-000000000001',
  isAdmin: true,
  password_hash: 'x',
  constructor: { prototype: { polluted: true } },
  prototype: { polluted: true },
}

interface Problem {
  status: number
  title: string
  detail?: string
}

/** For an answer, on whatever machine. */
const BOUND_MS = 60_000

const TRACE = /\bat \S+ \(|node_modules|\.ts:\d|select .* from |insert into |violates|syntax error|relation "/i

const send = async (call: DeclaredCall, text: string, body: unknown, token = admin) => {
  const place = filledPath(call.path, () => text.slice(0, 60).replaceAll('\ud800', ''))
  const raw = JSON.stringify(body)?.replace(/^\{/, '{"__proto__":{"polluted":true},')
  const response = await fetch(`${rig.url}/api/v1${place}`, {
    method: call.method,
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    ...(call.method === 'GET' || raw === undefined ? {} : { body: raw }),
    signal: AbortSignal.timeout(BOUND_MS),
  })
  return { status: response.status, text: await response.text(), type: response.headers.get('content-type') ?? '' }
}

for (const [name, text] of Object.entries(HOSTILE)) {
  test(`${name} in every field and every path: taken as text or refused, never a fault of the server`, async () => {
    for (const call of calls) {
      const sample = sampleOf(bodySchema(call), text)
      const body =
        typeof sample === 'object' && sample !== null && !Array.isArray(sample) ? { ...EXTRA, ...sample } : sample
      const answer = await send(call, text, bodySchema(call) === undefined ? undefined : body)
      const hint = `${call.name}: ${answer.status} ${answer.text.slice(0, 200)}`
      assert.ok(answer.status < 500, hint)
      assert.doesNotMatch(answer.text, TRACE, hint)
      if (answer.status < 400) continue
      assert.equal(answer.type, 'application/problem+json', hint)
      assert.equal((JSON.parse(answer.text) as Problem).status, answer.status, hint)
    }
    assert.equal(Reflect.get({}, 'polluted'), undefined, 'the language is as it was')
    const [{ tables } = { tables: 0 }] = await rig.sql<{ tables: number }[]>`
      select count(*)::int as tables from pg_tables where tablename in ('users', 'entries', 'checkpoints')`
    assert.equal(tables, 3)
  })
}

test('keys that nobody asked for set nothing: no right, no owner, no id', async () => {
  const made = await rig.call<{ name: string }>('POST', '/users', {
    token: admin,
    body: { ...EXTRA, username: 'mass', role: 'staff', disabled_at: null, demo: 'x' },
  })
  assert.equal(made.status, 201)
  const [user] = await rig.sql<Record<string, unknown>[]>`select * from users where name = 'mass'`
  assert.deepEqual([user?.role, user?.demo, user?.jurisdiction_id], ['staff', null, 1])
  assert.notEqual(user?.id, EXTRA.userId)
  const body = { displayName: 'x', name: 'root', id: EXTRA.userId, scope: '/', password: 'another-long-password' }
  assert.equal((await rig.call('PATCH', '/users/mass', { token: admin, body })).status, 200)
  const [after] = await rig.sql<Record<string, unknown>[]>`select * from users where id = ${String(user?.id)}`
  assert.deepEqual(after, { ...user, display_name: 'x' })
})

test('JSON that is only depth, only keys, or only commas, is answered at once', async () => {
  const shapes = {
    'deep lists': '['.repeat(100_000) + ']'.repeat(100_000),
    'deep objects': '{"a":'.repeat(100_000) + '1' + '}'.repeat(100_000),
    'many keys': `{${Array.from({ length: 50_000 }, (_, key) => `"k${key}":1`).join(',')}}`,
    'one key many times': `{${'"username":"x",'.repeat(50_000)}"password":"x"}`,
    'a number without end': `{"username":${'9'.repeat(500_000)}}`,
    'no value': 'null',
  }
  for (const [name, raw] of Object.entries(shapes)) {
    for (const call of calls.filter((one) => bodySchema(one) !== undefined)) {
      const since = process.cpuUsage()
      const response = await fetch(`${rig.url}/api/v1${filledPath(call.path, () => 'x')}`, {
        method: call.method,
        headers: { Authorization: `Bearer ${admin}` },
        body: raw,
        signal: AbortSignal.timeout(BOUND_MS),
      })
      await response.text()
      assert.ok(response.status < 500, `${name}: ${call.name}: ${response.status}`)
      assert.ok(ownMs(since) < 5_000, `${name}: ${call.name}`)
    }
  }
})

test('an administrator of a town reaches nothing of the county beside it: not by id, not in a list', async () => {
  await rig.sql`
    insert into jurisdictions (code, name, level, parent_id, path) values ('330523001', '枫岭镇', 'town', 1, '/1/2/')`
  await rig.core.bus.publish('jurisdictions')
  const made = await rig.call<{ key: string }>('POST', '/keys', {
    token: admin,
    body: { role: 'gate', name: '界外钥匙' },
  })
  assert.equal(made.status, 201)
  await rig.call('POST', '/users', {
    token: admin,
    body: { username: 'beyond', role: 'staff', displayName: '界外人员' },
  })
  const [alert] = await rig.sql<{ id: string }[]>`
    insert into alerts (id, kind, severity, state, checkpoint_id, fold_key, count, level, raised_at, due_at)
    values (${randomUUID()}, 'fever', 'high', 'open', ${county.checkpoints[0]}, 'x', 1, 0, now(), now()) returning id`
  const [key] = await rig.sql<{ id: string }[]>`select id from api_keys where name = '界外钥匙'`
  const IDS: Record<string, string> = {
    code: 'K01',
    name: 'beyond',
    id: alert?.id ?? '',
    key: key?.id ?? '',
    device: county.device.id,
  }
  const town = await rig.key('admin', '330523001')
  const seen: string[] = []
  for (const call of calls) {
    for (const id of [IDS.id, IDS.key, IDS.device, IDS.code, IDS.name]) {
      const place = filledPath(call.path, (parameter) =>
        parameter === 'name' ? 'beyond' : parameter === 'code' ? 'K01' : (id ?? ''),
      )
      const schema = bodySchema(call)
      const body = schema === undefined ? {} : { body: sampleOf(schema, 'x') }
      const { status, json } = await rig.call(call.method, place, { token: town, ...body })
      const said = JSON.stringify(json ?? null)
      const isAboutParameters = call.path.includes('{') && !call.operation['x-access'].includes('open')
      if (isAboutParameters && status < 300) seen.push(`${call.name}: ${status} ${said.slice(0, 120)}`)
      if (/吉口卡口|界外|"beyond"/.test(said) && status < 300) seen.push(`${call.name}: ${said.slice(0, 200)}`)
      if (!call.path.includes('{')) break
    }
  }
  assert.deepEqual(
    [...new Set(seen)].filter((line) => !COUNTY_WIDE.some((name) => line.startsWith(name))),
    [],
  )
  const [user] = await rig.sql<{ role: string; disabled: boolean }[]>`
    select role, disabled_at is not null as disabled from users where name = 'beyond'`
  assert.deepEqual(user, { role: 'staff', disabled: false })
  const [place] = await rig.sql<{ state: string }[]>`select set_state as state from checkpoints where code = 'K01'`
  assert.equal(place?.state, 'open')
})

/** What is one for the whole instance, whoever asks. */
const COUNTY_WIDE: readonly string[] = []
