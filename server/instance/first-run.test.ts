import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { CLI_ACTOR } from '../people/cli-actor'
import { createKey } from '../people/keys/create-key'
import { cookieOf, type ServerRig, startServerRig } from '../testing/server-rig'
import { openInstance } from './open-instance'
import type { SetupState } from './setup-state'

const rigs: ServerRig[] = []
const start = async (demo: 'off' | 'county') => {
  const rig = await startServerRig({ env: { demo } })
  rigs.push(rig)
  return rig
}
after(async () => {
  for (const rig of rigs) await rig.close()
})

const ACCOUNT = { username: 'Chen', password: 'ten-or-more-characters', displayName: '陈工' }

test('with KAKOU_DEMO=off a one-time code makes the administrator, who goes through the steps', async () => {
  const rig = await start('off')
  const code = /one-time code (\S+)/.exec(rig.lines.join('\n'))?.[1] ?? ''
  assert.match(code, /^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/)
  assert.deepEqual(await openInstance(rig.core), rig.lines, 'the same code at every start')

  const asked = await rig.call<SetupState>('GET', '/setup')
  const none = { administrator: false, zone: false, roads: false, checkpoint: false, pairing: false }
  assert.deepEqual(asked.json, { needed: true, steps: none })

  const make = (body: object) => rig.call<{ detail: string }>('POST', '/setup/administrator', { body })
  assert.equal((await make({ ...ACCOUNT, code: '0000-0000-0000' })).status, 401)
  assert.equal((await make({ ...ACCOUNT, code, password: 'short' })).status, 400)
  const made = await make({ ...ACCOUNT, code: code.toLowerCase() })
  assert.equal(made.status, 201)
  const cookie = cookieOf(made.headers)
  const session = await rig.call<{ user: { name: string; role: string } }>('GET', '/session', { cookie })
  assert.deepEqual([session.json.user.name, session.json.user.role], ['chen', 'admin'])

  assert.equal((await make({ ...ACCOUNT, username: 'other', code })).status, 401, 'the code works once')
  assert.equal((await rig.call('GET', '/setup')).status, 204, 'no more open')
  assert.deepEqual(await openInstance(rig.core), [])

  const half = await rig.call('PUT', '/settings', { cookie, body: { zone: 'Asia/Kolkata' } })
  assert.equal(half.status, 400)
  const set = await rig.call('PUT', '/settings', {
    cookie,
    body: { zone: 'Europe/Vaduz', name: '瓦杜兹', code: '7001' },
  })
  assert.deepEqual(set.json, { zone: 'Europe/Vaduz', name: '瓦杜兹', code: '7001' })
  const after = await rig.call<{ zone: string }>('GET', '/session', { cookie })
  assert.equal(after.json.zone, 'Europe/Vaduz', 'read as it was written')
  const state = await rig.call<SetupState>('GET', '/setup', { cookie })
  assert.deepEqual(state.json, { needed: true, steps: { ...none, administrator: true, zone: true } })

  assert.equal((await rig.call('POST', '/setup/administrator', { body: { ...ACCOUNT, code } })).status, 401)
  for (let tries = 0; tries < 5; tries++) await make({ ...ACCOUNT, code: 'x' })
  assert.equal((await make({ ...ACCOUNT, code })).status, 429)
})

test('the demo has an account for each role, with passwords printed once; nothing is open', async () => {
  const rig = await start('county')
  const accounts = rig.lines.slice(1).map((line) => line.trim().split(/\s+/))
  assert.deepEqual(
    accounts.map(([name]) => name),
    ['admin', 'zhihui', 'weijian', 'guihua', 'ducha', 'baobiao', 'kakou'],
  )
  for (const [username, password] of accounts) {
    assert.match(password ?? '', /^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/)
    assert.equal((await rig.call('POST', '/session', { body: { username, password } })).status, 200)
  }
  assert.deepEqual(await openInstance(rig.core), [], 'once')
  assert.equal((await rig.call('GET', '/setup')).status, 204)
})

test('the demo is seeded once, before its accounts, and not where checkpoints exist', async () => {
  const rig = await start('off')
  await rig.sql`delete from users`
  let seeded = 0
  const core = { ...rig.core, env: { ...rig.core.env, demo: 'county' as const } }
  const lines = await openInstance(core, async () => {
    seeded++
    await rig.sql`update instance set demo_seeded_at = now()`
  })
  assert.equal(lines.length, 8, 'a heading, and a line for each role')
  await openInstance(core, async () => {
    seeded++
  })
  assert.equal(seeded, 1)
})

test('a key made by the tool is valid at once, and sees its jurisdiction', async () => {
  const rig = await start('off')
  const made = await createKey(rig.core, CLI_ACTOR, { role: 'supervisor', jurisdiction: null, name: null })
  assert.ok(made.ok)
  assert.match(made.value.key, /^kk_[\w-]{43}$/)
  const { key } = made.value
  assert.equal((await rig.call('GET', '/session', { token: key })).status, 200)
  assert.equal((await rig.call('GET', '/users', { token: key })).status, 403)
  const nowhere = await createKey(rig.core, CLI_ACTOR, { role: 'gate', jurisdiction: '999999', name: null })
  assert.ok(!nowhere.ok)
})
