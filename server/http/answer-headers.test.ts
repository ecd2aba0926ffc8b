/** What every answer says of how it may be used, and what holds by TLS. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { readEnv } from '../env'
import { createLog } from '../log'
import { CLI_ACTOR } from '../people/cli-actor'
import { createUser } from '../people/users/create-user'
import { type CountyFixture, seedCounty } from '../testing/county-fixture'
import { anEntry } from '../testing/entry-builder'
import { type DeclaredCall, declaredCalls, filledPath } from '../testing/route-walk'
import { asked, cookieOf, heard, type ServerRig, startServerRig } from '../testing/server-rig'

const USER = { username: 'chief', password: 'correct-horse-battery' }
/** As a proxy on this machine says it. */
const BY_TLS = { 'X-Forwarded-Proto': 'https', 'X-Forwarded-For': '203.0.113.9' }
let rig: ServerRig
let county: CountyFixture
let calls: DeclaredCall[]

before(async () => {
  rig = await startServerRig({
    env: { trustedProxies: readEnv({ TRUSTED_PROXIES: '127.0.0.1' }).trustedProxies },
    fill: async (sql) => {
      county = await seedCounty(sql, new Date().toISOString())
    },
  })
  const input = { ...USER, displayName: null, role: 'admin', jurisdiction: null } as const
  assert.ok((await createUser(rig.core, CLI_ACTOR, input)).ok)
  calls = await declaredCalls(rig)
})
after(() => rig.close())

test('every answer of the API is kept nowhere, framed nowhere, sniffed by nobody, and for no other site', async () => {
  const token = await rig.key('admin')
  const foreign = { Origin: 'https://evil.example' }
  for (const { name, method, path } of calls.filter(({ method }) => method === 'GET')) {
    for (const headers of [foreign, { ...foreign, Authorization: `Bearer ${token}` }]) {
      const answer = await rig.call(
        method,
        filledPath(path, () => 'nothing'),
        { headers },
      )
      const said = (header: string) => answer.headers.get(header)
      const hint = `${name}: ${answer.status}`
      assert.equal(said('cache-control'), 'no-store', hint)
      assert.equal(said('x-content-type-options'), 'nosniff', hint)
      assert.equal(said('referrer-policy'), 'same-origin', hint)
      assert.match(said('content-security-policy') ?? '', /^default-src 'none';.*frame-ancestors 'none'$/, hint)
      assert.equal(said('cross-origin-resource-policy'), 'same-origin', hint)
      assert.equal(said('access-control-allow-origin'), null, hint)
      assert.equal(said('server'), null, hint)
      assert.equal(said('x-powered-by'), null, hint)
      assert.equal(said('strict-transport-security'), null, `${hint}: HSTS means nothing without TLS`)
      if (![204, 304].includes(answer.status))
        assert.match(said('content-type') ?? '', /json|text|octet|spreadsheet|wordprocessing/, hint)
    }
  }
})

test('a call is known by one id in its answer and in every line of the log', async () => {
  const lines: string[] = []
  const log = createLog('rig', { write: (line) => void lines.push(line) })
  const own = await startServerRig({ databaseUrl: rig.databaseUrl, log })
  try {
    // `info` is below what rigs log.
    log.level = 'info'
    const token = await rig.key('planner')
    const headers = { 'X-Request-Id': 'proxy-4711.a' }
    const refused = await own.call('GET', '/users', { token, headers })
    assert.deepEqual([refused.status, refused.headers.get('x-request-id')], [403, 'proxy-4711.a'])
    const line = lines.map((text) => JSON.parse(text)).find(({ msg }) => /not of this role/.test(msg))
    assert.equal(line?.request, 'proxy-4711.a')
    for (const forged of ['x', 'a'.repeat(65), 'two words and more', '"},{"level":50']) {
      const made = (await own.call('GET', '/users', { token, headers: { 'X-Request-Id': forged } })).headers
      assert.match(made.get('x-request-id') ?? '', /^[0-9a-f-]{36}$/)
    }
  } finally {
    await own.close()
  }
})

test('entries that could not be stored are found in the log by their ids and their sender, and by nothing of theirs', async () => {
  const lines: string[] = []
  const own = await startServerRig({
    databaseUrl: rig.databaseUrl,
    log: createLog('rig', { write: (line) => void lines.push(line) }),
  })
  try {
    const { token, id } = county.device
    const tablet = own.socket('/tablet', { token })
    await heard(tablet, 'policy')
    const vehicle = { plate: '浙E12345', plateForm: 'civil', kind: 'car' } as const
    const [bySocket, byCall] = ['李四陪同', '王五陪同'].map((note) =>
      anEntry({ occurredAt: new Date().toISOString(), vehicle, note }),
    )
    await rig.sql`alter table entries rename to entries_away`
    try {
      await asked(tablet, 'entries', [bySocket])
      assert.equal((await own.call('POST', '/entries', { token, body: { entries: [byCall] } })).status, 503)
    } finally {
      await rig.sql`alter table entries_away rename to entries`
    }
    const said = lines.map((line) => JSON.parse(line) as { msg: string; entries?: string[]; device?: string })
    for (const entry of [bySocket, byCall]) assert.ok(said.some(({ entries }) => entries?.includes(entry?.id ?? '')))
    assert.equal(said.filter(({ device, msg }) => device === id && /could not be stored/.test(msg)).length, 2)
    assert.doesNotMatch(lines.join(''), /浙E12345|陪同/)
  } finally {
    await own.close()
  }
})

test('by TLS cookies are held to this host and to TLS, and the browser comes back by TLS alone', async () => {
  const signed = await rig.call('POST', '/session', { body: USER, headers: BY_TLS })
  assert.equal(signed.status, 200)
  const cookies = signed.headers.getSetCookie()
  assert.equal(cookies.length, 3)
  for (const cookie of cookies) assert.match(cookie, /^__Host-kakou_\w+=[^;]+; Path=\/;.* SameSite=Lax; Secure/)
  assert.equal(cookies.filter((cookie) => cookie.includes('HttpOnly')).length, 2)
  const session = cookieOf(signed.headers)
  const ask = (cookie: string, headers: Record<string, string>) => rig.call('GET', '/session', { cookie, headers })
  const told = await ask(session, BY_TLS)
  assert.equal(told.status, 200)
  assert.equal(told.headers.get('strict-transport-security'), 'max-age=63072000; includeSubDomains')
  assert.equal(told.headers.get('cross-origin-opener-policy'), 'same-origin')
  const planted = session.replace('__Host-', '')
  assert.equal((await ask(planted, BY_TLS)).status, 401, 'a cookie that plain HTTP could have planted')
  const [row] = await rig.sql<{ address: string }[]>`select address from sessions`
  assert.equal(row?.address, '203.0.113.9')
})

test('across the internet nothing is answered by plain HTTP but whether the server lives', async () => {
  const from = (address: string, more: Record<string, string> = {}) => ({ 'X-Forwarded-For': address, ...more })
  const ask = async (path: string, headers: Record<string, string>) => (await rig.call('GET', path, { headers })).status
  for (const address of ['203.0.113.9', '59.192.7.7', '2001:db8:1::9', '::ffff:203.0.113.9']) {
    for (const path of ['/session', '/checkpoints', '//metrics', '//', '//login', '//ca.crt']) {
      assert.equal(await ask(path, from(address)), 403, `${address} ${path}`)
    }
    assert.equal(await ask('//healthz', from(address)), 200)
    const signIn = await rig.call('POST', '/session', { headers: from(address), body: USER })
    assert.equal(signIn.status, 403)
    const socket = rig.socket('/live', { token: await rig.key('command') }, from(address))
    assert.match(((await heard(socket, 'connect_error')) as [Error])[0].message, /websocket error/)
    assert.equal(await ask('/session', from(address, { 'X-Forwarded-Proto': 'https' })), 401, 'by TLS it is heard')
  }
  for (const address of [
    '127.0.0.1',
    '10.1.2.3',
    '172.20.0.1',
    '192.168.1.9',
    '100.64.0.9',
    'fd00::9',
    'fe80::9',
    '::1',
  ]) {
    assert.equal(await ask('/session', from(address)), 401, address)
  }
})

test('a write by cookie needs our own header and origin; a socket by cookie our own page', async () => {
  const signed = await rig.call('POST', '/session', { body: USER })
  const Cookie = cookieOf(signed.headers)
  const write = (headers: Record<string, string>) =>
    rig.call('POST', '/account/sessions/end', { headers: { Cookie, ...headers }, body: { password: USER.password } })
  assert.equal((await write({})).status, 403, 'a form of another site sends no header of its own')
  assert.equal((await write({ 'X-Kakou': '1', Origin: 'https://evil.example' })).status, 403)
  assert.equal((await write({ 'X-Kakou': '1', Origin: 'null' })).status, 403)
  assert.equal((await write({ 'X-Kakou': '1', 'Sec-Fetch-Site': 'cross-site' })).status, 403)
  for (const Authorization of ['Basic eA==', 'Bearer', 'x']) {
    const hint = `what is no token does not speak for the cookie: ${Authorization}`
    assert.equal((await write({ Authorization })).status, 403, hint)
    assert.equal((await write({ Authorization, 'X-Kakou': '1', Origin: 'https://evil.example' })).status, 403, hint)
  }
  assert.equal((await write({ 'X-Kakou': '1', Origin: rig.url, 'Sec-Fetch-Site': 'same-origin' })).status, 200)

  for (const Origin of ['https://evil.example', 'null', `${rig.url}.evil.example`]) {
    const socket = rig.socket('/live', {}, { Cookie, Origin })
    assert.equal(((await heard(socket, 'connect_error')) as [Error])[0].message, 'unauthorized', Origin)
  }
  await heard(rig.socket('/live', {}, { Cookie, Origin: rig.url }), 'connect')
})
