import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { seedCounty } from '../../testing/county-fixture'
import { cookieOf, heard, type ServerRig, startServerRig } from '../../testing/server-rig'
import type { Account } from './list-users'

let rig: ServerRig
let admin: string

before(async () => {
  rig = await startServerRig({ fill: (sql) => seedCounty(sql, new Date().toISOString()) })
  await rig.sql`
    insert into jurisdictions (code, name, level, parent_id, path) values ('330523001', '枫岭镇', 'town', 1, '/1/2/')`
  await rig.core.bus.publish('jurisdictions')
  admin = await rig.key('admin')
})
after(() => rig.close())

const PASSWORD = 'ten-or-more-characters'
const make = (body: object, token = admin) =>
  rig.call<{ name: string; password: string | null; errors: { path: string }[] }>('POST', '/users', { token, body })
const signIn = (username: string, password: string) => rig.call('POST', '/session', { body: { username, password } })

test('an account is made, listed, and signs in', async () => {
  const made = await make({ username: 'Ｌi.Si', displayName: '李四', role: 'command', password: PASSWORD })
  assert.deepEqual([made.status, made.json], [201, { name: 'li.si', password: null }])
  assert.equal((await signIn('LI.SI', PASSWORD)).status, 200)
  const { json } = await rig.call<{ users: Account[] }>('GET', '/users', { token: admin })
  const account = json.users.find(({ name }) => name === 'li.si')
  assert.deepEqual(
    [account?.displayName, account?.role, account?.jurisdiction, account?.disabled],
    ['李四', 'command', { code: '330523', name: '云岭县' }, false],
  )
  assert.ok(!JSON.stringify(json).includes('argon2'))
})

test('a name that is taken, a bad name and a short password are refused by field', async () => {
  await make({ username: 'twice', role: 'staff', password: PASSWORD })
  const taken = await make({ username: 'TWICE', role: 'staff', password: PASSWORD })
  assert.deepEqual([taken.status, taken.json.errors[0]?.path], [409, '/username'])
  const bad = await make({ username: 'a b', role: 'staff', password: 'short' })
  assert.deepEqual([bad.status, bad.json.errors.map(({ path }) => path)], [400, ['/username', '/password']])
})

/** As whoever was given a password does it first of all. */
const takeOver = (cookie: string, password: string) =>
  rig.call('PUT', '/account/password', { cookie, body: { password, newPassword: `${password} of one's own` } })

test('another password ends the sessions, and cuts their sockets', async () => {
  const { json } = await make({ username: 'wang', role: 'command' })
  const cookie = cookieOf((await signIn('wang', json.password ?? '')).headers)
  assert.equal((await takeOver(cookie, json.password ?? '')).status, 200)
  const socket = rig.socket('/live', {}, { Cookie: cookie })
  await heard(socket, 'connect')
  const cut = heard(socket, 'disconnect')
  const set = await rig.call<{ password: string }>('POST', '/users/wang/password', { token: admin })
  assert.equal(set.status, 200)
  await cut
  assert.equal((await rig.call('GET', '/session', { cookie })).status, 401)
  assert.equal((await signIn('wang', set.json.password)).status, 200)
})

test('a shut account is out at once; nobody shuts himself out', async () => {
  await make({ username: 'chief', role: 'admin', password: PASSWORD })
  const chief = cookieOf((await signIn('chief', PASSWORD)).headers)
  assert.equal((await takeOver(chief, PASSWORD)).status, 200)
  await make({ username: 'gone', role: 'staff', password: PASSWORD })
  const gone = cookieOf((await signIn('gone', PASSWORD)).headers)
  const shut = await rig.call('PATCH', '/users/gone', { cookie: chief, body: { disabled: true } })
  assert.equal(shut.status, 200)
  assert.equal((await rig.call('GET', '/session', { cookie: gone })).status, 401)
  assert.equal((await signIn('gone', PASSWORD)).status, 401)
  const own = await rig.call('PATCH', '/users/chief', { cookie: chief, body: { disabled: true } })
  assert.equal(own.status, 409)
})

test('a name in Chinese goes through an address', async () => {
  await make({ username: '赵六', role: 'staff', password: PASSWORD })
  const path = `/users/${encodeURIComponent('赵六')}`
  assert.equal((await rig.call('PATCH', path, { token: admin, body: { displayName: '赵工' } })).status, 200)
  assert.equal((await rig.call('POST', `${path}/password`, { token: admin })).status, 200)
  assert.equal((await rig.call('PATCH', '/users/nobody', { token: admin, body: {} })).status, 404)
})

test('a town sees and makes accounts of the town alone', async () => {
  const town = await rig.key('admin', '330523001')
  const { json } = await make({ username: 'towny', role: 'staff', password: PASSWORD }, town)
  assert.equal(json.name, 'towny')
  const listed = await rig.call<{ users: Account[] }>('GET', '/users', { token: town })
  assert.deepEqual(
    listed.json.users.map(({ name }) => name),
    ['towny'],
  )
  assert.equal(
    (await make({ username: 'up', role: 'admin', jurisdiction: '330523', password: PASSWORD }, town)).status,
    404,
  )
  assert.equal((await rig.call('POST', '/users/twice/password', { token: town })).status, 404)
})
