import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Secret, TOTP } from 'otpauth'
import { systemClock } from '../clock'
import { seedCounty } from '../testing/county-fixture'
import { cookieOf, heard, type ServerRig, startServerRig } from '../testing/server-rig'
import { CLI_ACTOR } from './cli-actor'
import { createUser } from './users/create-user'

const PASSWORD = 'correct-horse-battery'
let rig: ServerRig
/** What the server's clock is ahead of the machine's. */
let aheadMs = 0

before(async () => {
  rig = await startServerRig({
    clock: { ...systemClock, now: () => systemClock.now() + aheadMs },
    fill: (sql) => seedCounty(sql, new Date().toISOString()),
  })
})
after(() => rig.close())

const person = async (username: string, role: 'admin' | 'command' = 'admin') => {
  const made = await createUser(rig.core, CLI_ACTOR, {
    username,
    displayName: null,
    role,
    jurisdiction: null,
    password: PASSWORD,
  })
  assert.ok(made.ok)
}

interface Refused {
  errors?: { path: string; code: string }[]
}

const signIn = (username: string, more: { password?: string; code?: string } = {}, cookie?: string) =>
  rig.call<Refused>('POST', '/session', {
    body: { username, password: PASSWORD, ...more },
    ...(cookie === undefined ? {} : { cookie }),
  })
const signedIn = async (username: string, code?: string) => {
  const answer = await signIn(username, code === undefined ? {} : { code })
  assert.equal(answer.status, 200)
  return cookieOf(answer.headers)
}

interface Account {
  secondFactorSince: string | null
  recoveryCodesLeft: number
  sessions: { id: string; current: boolean; address: string | null; agent: string | null }[]
}
const account = async (cookie: string) => (await rig.call<Account>('GET', '/account', { cookie })).json
const statusOf = async (cookie: string) => (await rig.call('GET', '/session', { cookie })).status

test('another password wants the old one, and ends all other sessions but this one', async () => {
  await person('wang', 'command')
  const [here, there] = [await signedIn('wang'), await signedIn('wang')]
  const change = (password: string, newPassword: string, cookie = here) =>
    rig.call<Refused>('PUT', '/account/password', { cookie, body: { password, newPassword } })
  const wrong = await change('not-the-password', 'another-long-password')
  assert.deepEqual([wrong.status, wrong.json.errors?.[0]?.path], [403, '/password'])
  const short = await change(PASSWORD, 'short')
  assert.deepEqual([short.status, short.json.errors?.[0]?.path], [400, '/newPassword'])
  assert.equal((await change(PASSWORD, PASSWORD)).status, 400, 'the same again')
  assert.equal((await change(PASSWORD, 'wang12345678')).status, 400, 'what anybody would try')
  const socket = rig.socket('/live', {}, { Cookie: there })
  await heard(socket, 'connect')
  const cut = heard(socket, 'disconnect')
  const changed = await change(PASSWORD, 'another-long-password')
  assert.deepEqual([changed.status, changed.json], [200, { ended: 1 }])
  await cut
  assert.deepEqual([await statusOf(here), await statusOf(there)], [200, 401])
  assert.equal((await signIn('wang')).status, 401)
  assert.equal((await signIn('wang', { password: 'another-long-password' })).status, 200)
  const phrase = `${'a long sentence of many words, '.repeat(4)}。`
  assert.equal((await change('another-long-password', phrase)).status, 200)
  assert.equal((await signIn('wang', { password: phrase })).status, 200)
  assert.equal((await signIn('wang', { password: phrase.slice(0, -1) })).status, 401, 'to the last character')
  for (let tries = 0; tries < 5; tries++) await change('guess', 'another-long-password-2')
  assert.equal((await change(phrase, 'another-long-password-2')).status, 429, 'five wrong ones')
})

test('sessions are listed and ended, one’s own by everybody', async () => {
  await person('li')
  const [here, there, third] = [await signedIn('li'), await signedIn('li'), await signedIn('li')]
  const { sessions } = await account(here)
  assert.equal(sessions.length, 3)
  assert.equal(sessions.filter(({ current }) => current).length, 1)
  assert.ok(sessions.every(({ address }) => address === '127.0.0.1'))
  const { sessions: seenThere } = await account(there)
  const thereId = seenThere.find(({ current }) => current)?.id
  const end = (session: string | null | undefined, password = PASSWORD, cookie = here) =>
    rig.call<Refused>('POST', '/account/sessions/end', { cookie, body: { session, password } })
  assert.equal((await end(thereId)).status, 200)
  assert.deepEqual([await statusOf(here), await statusOf(there), await statusOf(third)], [200, 401, 200])
  assert.deepEqual([(await end(thereId)).status, (await end('%')).status], [404, 404])
  assert.deepEqual((await end(null)).json, { ended: 1 })
  assert.deepEqual([await statusOf(here), await statusOf(third)], [200, 401])
})

test('others are ended by who gives the password once more, five tries', async () => {
  await person('shen')
  await person('shen-too')
  const [here, there, another] = [await signedIn('shen'), await signedIn('shen'), await signedIn('shen-too')]
  const [other] = (await account(here)).sessions.filter(({ current }) => !current)
  const end = (session: string | null, password?: string, cookie = here) =>
    rig.call<Refused>('POST', '/account/sessions/end', { cookie, body: { session, ...(password ? { password } : {}) } })
  assert.equal((await end(null)).status, 400, 'without a password')
  assert.equal((await end(other?.id ?? '', PASSWORD, another)).status, 404, 'of another account')
  for (const session of [null, other?.id ?? '', null, null, null]) {
    const wrong = await end(session, 'not-the-password')
    assert.deepEqual([wrong.status, wrong.json.errors?.[0]?.path], [403, '/password'])
  }
  const closed = await end(null, PASSWORD)
  assert.equal(closed.status, 429, 'the right one too, once five were wrong')
  assert.deepEqual([await statusOf(here), await statusOf(there)], [200, 200])
  assert.equal((await end(null, PASSWORD, another)).status, 200, 'nobody else is held up by it')
  assert.equal((await rig.call('DELETE', '/account/sessions', { cookie: here })).status, 404, 'there is no other way')
  assert.equal((await rig.call('DELETE', `/account/sessions/${other?.id}`, { cookie: here })).status, 404)
})

test('an administrator sees and ends sessions of others, within the jurisdiction alone', async () => {
  await person('zhao', 'command')
  const cookie = await signedIn('zhao')
  const token = await rig.key('admin')
  const list = (key: string) => rig.call<Account>('GET', '/users/zhao/sessions', { token: key })
  const { sessions } = (await list(token)).json
  assert.equal(sessions.length, 1)
  assert.ok(!JSON.stringify(sessions).includes(cookie.split('=')[1] ?? ''))
  await rig.sql`
    insert into jurisdictions (code, name, level, parent_id, path) values ('330523001', '枫岭镇', 'town', 1, '/1/2/')`
  await rig.core.bus.publish('jurisdictions')
  const town = await rig.key('admin', '330523001')
  assert.equal((await list(town)).status, 404)
  const end = (key: string, id: string) => rig.call('DELETE', `/users/zhao/sessions${id}`, { token: key })
  assert.equal((await end(town, '')).status, 404)
  assert.equal((await end(town, `/${sessions[0]?.id}`)).status, 404)
  assert.equal(await statusOf(cookie), 200)
  assert.equal((await end(token, `/${sessions[0]?.id}`)).status, 200)
  assert.equal(await statusOf(cookie), 401)
  const again = await signedIn('zhao')
  assert.deepEqual((await end(token, '')).json, { ended: 1 })
  assert.equal(await statusOf(again), 401)
  assert.equal((await rig.call('GET', '/account', { token })).status, 403, 'a key has no account')
})

test('ten minutes after it was shown the password is asked for again before what shuts others out; a key has none', async () => {
  await person('hu')
  await person('victim', 'command')
  const [cookie, shut] = [await signedIn('hu'), await signedIn('victim')]
  const end = (more: object) => rig.call<Refused & { type: string }>('DELETE', '/users/victim/sessions', more)
  aheadMs = 10 * 60_000 + 1
  try {
    const asked = await end({ cookie })
    assert.deepEqual([asked.status, asked.json.type], [403, 'urn:kakou:password-again'])
    assert.equal(await statusOf(shut), 200, 'nothing was done')
    const again = (password: string) => rig.call('POST', '/account/password/again', { cookie, body: { password } })
    assert.equal((await again('not-the-password')).status, 403)
    assert.equal((await end({ cookie })).status, 403, 'a wrong one opens nothing')
    assert.equal((await again(PASSWORD)).status, 204)
    assert.equal((await end({ cookie })).status, 200)
    assert.equal(await statusOf(shut), 401)
    aheadMs += 10 * 60_000 + 1
    assert.equal((await end({ cookie })).status, 403, 'and again after ten minutes')
    assert.equal((await rig.call('GET', '/users', { cookie })).status, 200, 'reading goes on')
    assert.equal((await end({ token: await rig.key('admin') })).status, 200)
    for (let tries = 0; tries < 4; tries++) await again('not-the-password')
    assert.equal((await again(PASSWORD)).status, 429, 'five wrong ones')
    const written = await rig.sql`select 1 from audit where actor = 'user:hu' and verb = 'session.again'`
    assert.equal(written.length, 1)
  } finally {
    aheadMs = 0
  }
})

test('with an app, sign-in wants a code, each works once, and a new session begins', async () => {
  await person('chief')
  const before = await signedIn('chief')
  const begin = (password: string) =>
    rig.call<{ secret: string; uri: string }>('POST', '/account/second-factor', { cookie: before, body: { password } })
  assert.equal((await begin('wrong')).status, 403)
  const { secret, uri } = (await begin(PASSWORD)).json
  assert.match(uri, /^otpauth:\/\/totp\/Kakou:chief\?/)
  assert.equal((await signIn('chief')).status, 200, 'not in force before a code confirms it')
  const codeNow = () => new TOTP({ secret, issuer: 'Kakou' }).generate({ timestamp: systemClock.now() + aheadMs })
  const confirm = (code: string, cookie: string) =>
    rig.call<{ recoveryCodes: string[] }>('PUT', '/account/second-factor', { cookie, body: { code } })
  assert.equal((await confirm('000000', before)).status, 400)
  const [row] = await rig.sql<{ stored: Buffer }[]>`select secret as stored from second_factors`
  assert.ok(row && !row.stored.includes(Buffer.from(Secret.fromBase32(secret).bytes)), 'sealed')
  const first = codeNow()
  const confirmed = await confirm(first, before)
  assert.equal(confirmed.status, 200)
  const fresh = cookieOf(confirmed.headers)
  assert.deepEqual([await statusOf(before), await statusOf(fresh)], [401, 200])
  assert.equal((await account(fresh)).recoveryCodesLeft, 10)

  const bare = await signIn('chief')
  assert.deepEqual([bare.status, bare.json.errors?.[0]?.path, bare.json.errors?.[0]?.code], [401, '/code', 'missing'])
  assert.equal(bare.headers.getSetCookie().length, 0)
  const [wanted] = await rig.sql`
    select 1 from audit where verb = 'session.refuse' and target = 'user:chief' and reason = 'code wanted'`
  assert.ok(wanted, 'who has the password and no code is written down')
  const replay = await signIn('chief', { code: first })
  assert.deepEqual([replay.status, replay.json.errors?.[0]?.code], [401, 'value'], 'it confirmed, so it was used')
  aheadMs += 60_000
  const code = codeNow()
  const twice = await Promise.all([signIn('chief', { code }), signIn('chief', { code })])
  assert.deepEqual(twice.map(({ status }) => status).sort(), [200, 401])
  assert.equal((await signIn('chief', { password: 'wrong', code: '123456' })).json.errors, undefined)

  const recovery = confirmed.json.recoveryCodes[0] ?? ''
  assert.match(recovery, /^(?:[0-9A-Z]{4}-){5}[0-9A-Z]{4}$/)
  const stored = JSON.stringify(await rig.sql`select * from recovery_codes`)
  assert.ok(!stored.includes(recovery.replaceAll('-', '')))
  const cookie = await signedIn('chief', recovery.toLowerCase())
  assert.equal((await signIn('chief', { code: recovery })).status, 401, 'once')
  assert.equal((await account(cookie)).recoveryCodesLeft, 9)
  const remove = (password: string) => rig.call('POST', '/account/second-factor/remove', { cookie, body: { password } })
  assert.equal((await remove('wrong')).status, 403)
  assert.equal((await remove(PASSWORD)).status, 204)
  assert.equal((await signIn('chief')).status, 200)
})

test('codes can not be guessed: five tries at an address, twenty an hour from everywhere', async () => {
  await person('guessed')
  const cookie = await signedIn('guessed')
  const body = { password: PASSWORD }
  const { secret } = (await rig.call<{ secret: string }>('POST', '/account/second-factor', { cookie, body })).json
  const code = new TOTP({ secret, issuer: 'Kakou' }).generate({ timestamp: systemClock.now() + aheadMs })
  assert.equal((await rig.call('PUT', '/account/second-factor', { cookie, body: { code } })).status, 200)
  for (let tries = 0; tries < 5; tries++) assert.equal((await signIn('guessed', { code: '000000' })).status, 401)
  assert.equal((await signIn('guessed', { code: '000000' })).status, 429)
  const attempts = rig.core.attempts
  let wait: number | null = null
  for (let tries = 0; tries < 21; tries++) {
    wait = await attempts.beginSecondFactor({ account: 'guessed', address: `10.1.1.${tries}`, browser: null })
  }
  assert.ok(wait !== null && wait > 60_000)
  assert.equal(await attempts.beginSecondFactor({ account: 'guessed', address: null, browser: 'own' }), null)
})

test('an administrator takes away the app of who lost it; nobody his own that way', async () => {
  await person('loser')
  const [user] = await rig.sql<{ id: string }[]>`select id from users where name = 'loser'`
  await rig.sql`
    insert into second_factors (user_id, secret, confirmed_at) values (${user?.id ?? ''}, ${Buffer.alloc(20)}, now())`
  assert.equal((await signIn('loser')).status, 401)
  const token = await rig.key('admin')
  assert.equal((await rig.call('DELETE', '/users/loser/second-factor', { token })).status, 200)
  const cookie = await signedIn('loser')
  assert.equal((await rig.call('DELETE', '/users/loser/second-factor', { cookie })).status, 409)
})

test('a key is listed without itself, and revoked at once, on open sockets too', async () => {
  const token = await rig.key('admin')
  const made = await rig.call<{ key: string }>('POST', '/keys', { token, body: { role: 'command', name: '大屏' } })
  assert.equal(made.status, 201)
  const { key } = made.json
  const { keys } = (
    await rig.call<{ keys: { id: string; name: string; revokedAt: string | null }[] }>('GET', '/keys', { token })
  ).json
  const one = keys.find(({ name }) => name === '大屏')
  assert.ok(one)
  assert.ok(!JSON.stringify(keys).includes(key))
  const socket = rig.socket('/live', { token: key })
  await heard(socket, 'connect')
  const cut = heard(socket, 'disconnect')
  const town = await rig.key('admin', '330523001')
  assert.equal((await rig.call('DELETE', `/keys/${one.id}`, { token: town })).status, 404)
  assert.equal((await rig.call('DELETE', '/keys/none', { token })).status, 404)
  assert.equal((await rig.call('DELETE', `/keys/${one.id}`, { token })).status, 200)
  await cut
  assert.equal((await rig.call('GET', '/checkpoints', { token: key })).status, 401)
  assert.equal(
    (await rig.call('POST', '/keys', { token: town, body: { role: 'admin', name: 'x', jurisdiction: '330523' } }))
      .status,
    404,
  )
})
