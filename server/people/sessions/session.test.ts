import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { seedCounty } from '../../testing/county-fixture'
import { cookieOf, type ServerRig, startServerRig } from '../../testing/server-rig'
import { hashPassword } from '../passwords/password'

const PASSWORD = 'correct-horse-battery'
let rig: ServerRig

before(async () => {
  rig = await startServerRig({
    fill: async (sql) => {
      await seedCounty(sql, new Date().toISOString())
      const hash = await hashPassword(PASSWORD)
      for (const name of ['李四', 'wang', 'zhao']) {
        await sql`
          insert into users (id, name, display_name, role, jurisdiction_id, password_hash, created_at)
          select ${randomUUID()}, ${name}, ${name}, 'command', id, ${hash}, now() from jurisdictions`
      }
    },
  })
})
after(() => rig.close())

const signIn = (username: string, password: string) =>
  rig.call<{ detail: string; user: { name: string } }>('POST', '/session', { body: { username, password } })

test('the right password opens a session, the cookie holds it, signing out ends it', async () => {
  const signed = await signIn(' 李四 ', PASSWORD)
  assert.equal(signed.status, 200)
  const set = signed.headers.getSetCookie()[0] ?? ''
  assert.match(set, /^kakou_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/)
  const cookie = cookieOf(signed.headers)
  const told = await rig.call('GET', '/session', { cookie })
  assert.deepEqual(told.json, {
    user: {
      name: '李四',
      displayName: '李四',
      role: 'command',
      jurisdiction: { code: '330523', name: '云岭县' },
    },
    zone: 'Asia/Shanghai',
    wall: false,
  })
  assert.equal((await rig.call('DELETE', '/session', { cookie })).status, 204)
  assert.equal((await rig.call('GET', '/session', { cookie })).status, 401)
  assert.equal((await rig.call('GET', '/session')).status, 401)
})

test('signing in again gives a new id and ends the old one', async () => {
  const first = cookieOf((await signIn('李四', PASSWORD)).headers)
  const again = await rig.call('POST', '/session', { cookie: first, body: { username: '李四', password: PASSWORD } })
  assert.notEqual(cookieOf(again.headers), first)
  assert.equal((await rig.call('GET', '/session', { cookie: first })).status, 401)
})

test('a session ends half a day after its last use, and a week after its sign-in however much it is used', async () => {
  const cookie = cookieOf((await signIn('李四', PASSWORD)).headers)
  const statusWith = async (change: Promise<unknown>) => {
    await change
    return (await rig.call('GET', '/session', { cookie })).status
  }
  assert.equal(await statusWith(rig.sql`update sessions set created_at = now() - interval '6 days 23 hours'`), 200)
  assert.equal(await statusWith(rig.sql`update sessions set created_at = now() - interval '7 days'`), 401)
  assert.equal(await statusWith(rig.sql`update sessions set created_at = now(), expires_at = now()`), 401)
  const [{ expires } = { expires: new Date(0) }] = await rig.sql<{ expires: Date }[]>`
    select expires_at as expires from sessions order by expires_at desc limit 1`
  assert.ok(expires.getTime() - Date.now() <= 12 * 3_600_000)
})

test('an unknown name and a wrong password are answered alike, and five wrong ones close the account to the address', async () => {
  const unknown = await signIn('nobody', 'x')
  const wrong = await signIn('wang', 'x')
  assert.equal(unknown.status, 401)
  assert.deepEqual(unknown.json, wrong.json)
  for (let tries = 0; tries < 4; tries++) assert.equal((await signIn('wang', 'x')).status, 401)
  const closed = await signIn('wang', PASSWORD)
  assert.equal(closed.status, 429)
  assert.ok(Number(closed.headers.get('retry-after')) > 500)
  assert.equal((await signIn('zhao', PASSWORD)).status, 200, 'another account at the same address')
})

test('every sign-in is audited, open or refused, without the password', async () => {
  await signIn('zhao', PASSWORD)
  await signIn('zhao', 'a-wrong-secret')
  await signIn('a-secret-in-the-wrong-field', 'x')
  const lines = await rig.sql<{ line: string }[]>`
    select verb || ' ' || coalesce(target, actor) || ' ' || coalesce(reason, '') as line from audit order by id`
  const text = lines.map(({ line }) => line)
  assert.ok(text.includes('session.open user:zhao '))
  assert.ok(text.includes('session.refuse user:zhao wrong password'))
  assert.ok(text.includes('session.refuse system unknown name'))
  const all = JSON.stringify(await rig.sql`select * from audit`)
  assert.ok(!all.includes('secret') && !all.includes(PASSWORD))
})

test('a disabled account can not sign in', async () => {
  await rig.sql`update users set disabled_at = now() where name = 'zhao'`
  assert.equal((await signIn('zhao', PASSWORD)).status, 401)
})
