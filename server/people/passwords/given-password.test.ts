import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { TOTP } from 'otpauth'
import { HOUR_MS } from '#domain/instant'
import { systemClock } from '../../clock'
import { seedCounty } from '../../testing/county-fixture'
import { cookieOf, heard, type ServerRig, startServerRig } from '../../testing/server-rig'

const OWN = 'correct-horse-battery'
let rig: ServerRig
let admin: string
/** What the server's clock is ahead of the machine's. */
let aheadMs = 0

before(async () => {
  rig = await startServerRig({
    clock: { ...systemClock, now: () => systemClock.now() + aheadMs },
    fill: async (sql) => {
      await seedCounty(sql, new Date().toISOString())
      await sql`
        insert into jurisdictions (code, name, level, parent_id, path)
        select town.code, town.name, 'town', id, path || town.step
        from jurisdictions, (values ('330523001', '枫岭镇', '71/'), ('330523002', '竹溪镇', '72/')) town (code, name, step)
        where jurisdictions.code = '330523'`
    },
  })
  admin = await rig.key('admin')
})
after(() => rig.close())

const give = async (username: string, more: { role?: string; jurisdiction?: string } = {}) => {
  const body = { username, role: 'command', ...more }
  const made = await rig.call<{ password: string }>('POST', '/users', { token: admin, body })
  assert.equal(made.status, 201)
  return made.json.password
}
const signIn = (username: string, password: string) =>
  rig.call<{ owes?: string; errors?: { path: string }[] }>('POST', '/session', { body: { username, password } })
const get = async (path: string, cookie: string) => (await rig.call('GET', path, { cookie })).status
const liveOf = async (cookie: string) => {
  const socket = rig.socket('/live', {}, { Cookie: cookie })
  const event = await Promise.race([
    heard(socket, 'connect').then(() => 'connect'),
    heard(socket, 'connect_error').then(([error]) => (error as Error).message),
  ])
  socket.close()
  return event
}

test('a password that an administrator gave does nothing but be changed', async () => {
  const password = await give('fang')
  const signed = await signIn('fang', password)
  assert.deepEqual([signed.status, signed.json.owes], [200, 'password'])
  const cookie = cookieOf(signed.headers)
  assert.deepEqual([await get('/session', cookie), await get('/account', cookie)], [200, 200])
  for (const path of ['/checkpoints', '/entries', '/alerts', '/jurisdictions', '/counts']) {
    assert.equal(await get(path, cookie), 403, path)
  }
  assert.equal(await liveOf(cookie), 'forbidden')
  const body = { password, newPassword: OWN }
  assert.equal((await rig.call('PUT', '/account/password', { cookie, body })).status, 200)
  assert.deepEqual([await get('/checkpoints', cookie), await liveOf(cookie)], [200, 'connect'])
  assert.equal((await signIn('fang', OWN)).json.owes, undefined)
  // Given another one, it is the same again.
  const again = await rig.call<{ password: string }>('POST', '/users/fang/password', { token: admin })
  assert.equal((await signIn('fang', again.json.password)).json.owes, 'password')
})

test('it runs out after 72 hours, or what the jurisdiction says; one’s own does not', async () => {
  const rules = (code: string, change: object) =>
    rig.call('PATCH', `/jurisdictions/${code}`, { token: admin, body: change })
  const inTown = { jurisdiction: '330523001' }
  assert.equal((await rules('330523001', { givenHours: 24 })).status, 200)
  const [county, town, own] = [await give('long'), await give('short', inTown), await give('owner')]
  const cookie = cookieOf((await signIn('owner', own)).headers)
  const body = { password: own, newPassword: OWN }
  assert.equal((await rig.call('PUT', '/account/password', { cookie, body })).status, 200)
  aheadMs += 25 * HOUR_MS
  const refused = await signIn('short', town)
  assert.deepEqual([refused.status, refused.json.errors?.[0]?.path], [401, '/password'])
  assert.equal((await signIn('long', county)).status, 200)
  aheadMs += 48 * HOUR_MS
  assert.equal((await signIn('long', county)).status, 401)
  assert.equal((await signIn('long', 'a guess of another')).json.errors, undefined, 'only who knows it is told')
  assert.equal((await signIn('owner', OWN)).status, 200)
  const [line] = await rig.sql`select 1 from audit where verb = 'session.refuse' and reason = 'first password ran out'`
  assert.ok(line)
  // 0 takes the town's own rule away.
  await rules('330523001', { givenHours: 0 })
  const password = await give('late', inTown)
  aheadMs += 25 * HOUR_MS
  assert.equal((await signIn('late', password)).status, 200)
})

const open = async (username: string, more: { role?: string; jurisdiction?: string }) => {
  const password = await give(username, more)
  const cookie = cookieOf((await signIn(username, password)).headers)
  const body = { password, newPassword: OWN }
  assert.equal((await rig.call('PUT', '/account/password', { cookie, body })).status, 200)
  return cookie
}

/** Puts an app in place; the cookie of the session that this opens. */
const addApp = async (cookie: string) => {
  const begun = await rig.call<{ secret: string }>('POST', '/account/second-factor', {
    cookie,
    body: { password: OWN },
  })
  const code = new TOTP({ secret: begun.json.secret, issuer: 'Kakou' }).generate({ timestamp: Date.now() + aheadMs })
  const confirmed = await rig.call('PUT', '/account/second-factor', { cookie, body: { code } })
  assert.equal(confirmed.status, 200)
  return cookieOf(confirmed.headers)
}

test('where the jurisdiction says so its administrators, and those below, have an app before anything else', async () => {
  const boss = await open('boss', { role: 'admin', jurisdiction: '330523001' })
  const other = await open('clerk', { role: 'command', jurisdiction: '330523001' })
  const socket = rig.socket('/live', {}, { Cookie: boss })
  await heard(socket, 'connect')
  const cut = heard(socket, 'disconnect')
  const required = { token: admin, body: { codes: 'administrators' } }
  assert.equal((await rig.call('PATCH', '/jurisdictions/330523', required)).status, 200)
  await cut
  const { json } = await rig.call<{ owes?: string }>('GET', '/session', { cookie: boss })
  assert.equal(json.owes, 'code')
  assert.deepEqual([await get('/users', boss), await get('/checkpoints', other)], [403, 200])
  // The town can not free itself.
  const free = { token: await rig.key('admin', '330523001'), body: { codes: 'none' } }
  assert.equal((await rig.call('PATCH', '/jurisdictions/330523001', free)).status, 200)
  assert.equal(await get('/users', boss), 403)
  assert.equal(await get('/users', await addApp(boss)), 200)
})

test('where the jurisdiction says so everybody does, but for keys, tablets and walls', async () => {
  const inTown = { role: 'command', jurisdiction: '330523002' }
  const reporter = await open('one-who-counts', { ...inTown, role: 'reporter' })
  const officer = await open('one-on-duty', inTown)
  const elsewhere = await open('one-elsewhere', { role: 'command', jurisdiction: '330523' })
  const wall = cookieOf((await rig.call('POST', '/session/wall', { cookie: await open('one-wall', inTown) })).headers)
  const socket = rig.socket('/live', {}, { Cookie: officer })
  await heard(socket, 'connect')
  const cut = heard(socket, 'disconnect')
  const town = '/jurisdictions/330523002'
  const everybody = { token: await rig.key('admin', '330523'), body: { codes: 'everybody' } }
  assert.equal((await rig.call('PATCH', town, everybody)).status, 200)
  await cut
  const listed = await rig.call<{ jurisdictions: { code: string; codes: string }[] }>('GET', '/jurisdictions', {
    token: admin,
  })
  assert.equal(listed.json.jurisdictions.find(({ code }) => code === '330523002')?.codes, 'everybody')
  for (const cookie of [reporter, officer]) {
    const { json } = await rig.call<{ owes?: string }>('GET', '/session', { cookie })
    assert.equal(json.owes, 'code')
    assert.equal(await get('/checkpoints', cookie), 403)
  }
  assert.deepEqual([await get('/checkpoints', elsewhere), await get('/wall', wall)], [200, 200])
  const key = await rig.call('GET', '/checkpoints', { token: await rig.key('command', '330523002') })
  assert.equal(key.status, 200)
  const free = await addApp(officer)
  assert.equal(await get('/checkpoints', free), 200)
  // Taking the app away again owes one at once.
  assert.equal(
    (await rig.call('POST', '/account/second-factor/remove', { cookie: free, body: { password: OWN } })).status,
    204,
  )
  assert.equal(await get('/checkpoints', free), 403)
  const [line] = await rig.sql`
    select 1 from audit where verb = 'jurisdiction.sign-in' and target = 'jurisdiction:330523002'`
  assert.ok(line)
})
