/**
 * The table of who may do what, row by row, against the real server: for every call that the server declares, every
 * kind of caller that it names gets through, and every other is refused. A new route is in the table by being declared.
 */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { Role } from '../../db/schema/people'
import { CLI_ACTOR } from '../people/cli-actor'
import { createUser } from '../people/users/create-user'
import { type CountyFixture, seedCounty, seedDevice } from '../testing/county-fixture'
import { bodySchema, type DeclaredCall, declaredCalls, filledPath, sampleOf } from '../testing/route-walk'
import { type ServerRig, startServerRig } from '../testing/server-rig'
import { EVERYBODY } from './route'

let rig: ServerRig
let county: CountyFixture
let calls: DeclaredCall[]
const users = new Map<Role, string>()

before(async () => {
  rig = await startServerRig({
    fill: async (sql) => {
      county = await seedCounty(sql, new Date().toISOString())
    },
  })
  for (const role of EVERYBODY) {
    const input = { username: `one.${role}`, displayName: null, role, jurisdiction: null, password: null }
    assert.ok((await createUser(rig.core, CLI_ACTOR, input)).ok)
    const [user] = await rig.sql<{ id: string }[]>`select id from users where name = ${input.username}`
    users.set(role, user?.id ?? '')
  }
  calls = await declaredCalls(rig)
})
after(() => rig.close())

/** Who calls: a credential made anew for each call, since a call may end it. */
type Caller = () => Promise<{ token?: string; cookie?: string }>

const person =
  (role: Role): Caller =>
  async () => ({ cookie: `kakou_session=${await rig.core.sessions.open(users.get(role) ?? '', '127.0.0.1', null)}` })

const deviceIn =
  (state: 'active' | 'retired' | 'lost', endedHoursAgo = 0): Caller =>
  async () => {
    const { id, token } = await seedDevice(rig.sql, county.checkpoints[0], new Date().toISOString())
    const endedAt = state === 'active' ? null : new Date(Date.now() - endedHoursAgo * 3_600_000)
    await rig.sql`update devices set state = ${state}, ended_at = ${endedAt} where id = ${id}`
    return { token }
  }

/** The callers that a route may name, by the word that it names them by. */
const NAMED: Record<string, Caller> = {
  ...Object.fromEntries(EVERYBODY.map((role) => [role, person(role)])),
  device: deviceIn('active'),
  gate: async () => ({ token: await rig.key('gate') }),
  wall: async () => ({
    cookie: `kakou_session=${await rig.core.sessions.open(users.get('command') ?? '', '127.0.0.1', null, true)}`,
  }),
}

/** Nobody, whatever the route says. */
const NOBODY: Record<string, Caller> = {
  'without a credential': async () => ({}),
  'with a made-up token': async () => ({ token: `kd_${'x'.repeat(43)}` }),
  'with a made-up key': async () => ({ token: `kk_${randomUUID()}` }),
  'with a made-up cookie': async () => ({ cookie: `kakou_session=${'x'.repeat(43)}` }),
  'with a key that was revoked': async () => {
    const token = await rig.key('admin')
    await rig.sql`update api_keys set revoked_at = now() where id = (select id from api_keys order by created_at desc limit 1)`
    return { token }
  },
  'with a session that ended': async () => {
    const { cookie = '' } = await person('admin')()
    await rig.sql`update sessions set expires_at = now()`
    return { cookie }
  },
  'with a session of a shut account': async () => {
    const { cookie = '' } = await person('planner')()
    await rig.sql`update users set disabled_at = now() where id = ${users.get('planner') ?? ''}`
    return { cookie }
  },
  'with a lost device': deviceIn('lost'),
  'with a device that was retired four days ago': deviceIn('retired', 96),
}

type Verdict = 'let in' | 'password again' | 'unknown' | 'not of this role' | 'failed'

const send = async (call: DeclaredCall, caller: Caller): Promise<Verdict> => {
  const schema = bodySchema(call)
  const body = schema === undefined ? {} : { body: sampleOf(schema, 'x') }
  // Nothing lies under these: what counts is who is let in to look.
  const place = filledPath(call.path, () => 'nothing')
  const { status, json } = await rig.call<{ type?: string; detail?: string }>(call.method, place, {
    ...(await caller()),
    ...body,
  })
  if (status === 401) return 'unknown'
  if (status === 403 && json.detail === 'Your role does not include this.') return 'not of this role'
  if (json?.type === 'urn:kakou:password-again') return 'password again'
  return status >= 500 ? 'failed' : 'let in'
}

const isOpen = ({ operation }: DeclaredCall) => operation['x-access'].includes('open')

test('every row: who is named gets through, everybody else is refused', { timeout: 200_000 }, async () => {
  let allowed = 0
  let refused = 0
  for (const call of calls.filter((one) => !isOpen(one))) {
    for (const [name, caller] of Object.entries(NAMED)) {
      const isNamed = call.operation['x-access'].includes(name)
      if (isNamed) allowed++
      else refused++
      assert.equal(await send(call, caller), isNamed ? 'let in' : 'not of this role', `${name} ${call.name}`)
    }
  }
  assert.ok(allowed > 100 && refused > 100, `${allowed} allowed, ${refused} refused`)
})

test('every call: nobody who is not known any more is let in', { timeout: 200_000 }, async () => {
  for (const [name, caller] of Object.entries(NOBODY)) {
    for (const call of calls.filter((one) => !isOpen(one))) {
      assert.equal(await send(call, caller), 'unknown', `${name}: ${call.name}`)
    }
  }
  await rig.sql`update users set disabled_at = null`
})

test('a key stands for its role', { timeout: 200_000 }, async () => {
  for (const role of EVERYBODY) {
    const token = await rig.key(role)
    for (const call of calls.filter((one) => !isOpen(one))) {
      const isNamed = call.operation['x-access'].includes(role)
      const verdict = await send(call, async () => ({ token }))
      assert.equal(verdict, isNamed ? 'let in' : 'not of this role', `a key of ${role}: ${call.name}`)
    }
  }
})

/** What an administrator does only after he showed his password a moment ago. One that is new here needs a thought. */
const WEIGHTY_CALLS = [
  'DELETE /jurisdictions/{code}',
  'DELETE /keys/{id}',
  'DELETE /users/{name}/second-factor',
  'DELETE /users/{name}/sessions',
  'DELETE /users/{name}/sessions/{id}',
  'PATCH /jurisdictions/{code}',
  'PATCH /users/{name}',
  'PATCH /webhooks/{id}',
  'POST /devices/{id}/lost',
  'POST /devices/{id}/retire',
  'POST /jurisdictions/{code}/move',
  'POST /keys',
  'POST /session/wall',
  'POST /users',
  'POST /users/{name}/password',
  'POST /webhooks',
  'PUT /retention',
]

test('what shuts others out or lets them in asks a person for the password again, and a program never', async () => {
  const weighty = calls.filter(({ operation }) => operation['x-password-again'])
  assert.deepEqual(weighty.map(({ name }) => name).sort(), WEIGHTY_CALLS)
  const stale: Caller = async () => {
    const caller = await person('admin')()
    await rig.sql`update sessions set created_at = now() - interval '11 minutes'`
    return caller
  }
  const token = await rig.key('admin')
  for (const call of calls.filter((one) => !isOpen(one) && one.operation['x-access'].includes('admin'))) {
    const isWeighty = WEIGHTY_CALLS.includes(call.name)
    assert.equal(await send(call, stale), isWeighty ? 'password again' : 'let in', call.name)
    if (isWeighty) assert.equal(await send(call, async () => ({ token })), 'let in', `a key: ${call.name}`)
  }
})

test('every socket: tablets at one door, people and their programs at the other', async () => {
  const door = async (namespace: '/tablet' | '/live', caller: Caller): Promise<string> => {
    const { token, cookie } = await caller()
    const socket = rig.socket(
      namespace,
      token === undefined ? {} : { token },
      cookie === undefined ? {} : { Cookie: cookie },
    )
    // One that is lost is let in for one message alone.
    const greetings = namespace === '/tablet' ? ['policy', 'revoked'] : ['connect']
    try {
      return await firstOf(socket, [...greetings, 'connect_error'])
    } finally {
      socket.close()
    }
  }
  for (const [name, caller] of Object.entries(NAMED)) {
    const isPerson = name !== 'device' && name !== 'gate'
    const live = name === 'reporter' ? 'forbidden' : isPerson ? 'connect' : 'unauthorized'
    assert.equal(await door('/live', caller), live, `${name} at /live`)
    assert.equal(await door('/tablet', caller), name === 'device' ? 'policy' : 'unauthorized', `${name} at /tablet`)
  }
  for (const [name, caller] of Object.entries(NOBODY)) {
    assert.equal(await door('/live', caller), 'unauthorized', `${name} at /live`)
    const isDevice = name.includes('device')
    assert.equal(await door('/tablet', caller), isDevice ? 'revoked' : 'unauthorized', `${name} at /tablet`)
  }
})

/** The first of these events that comes; of a refusal, its word. */
const firstOf = (socket: ReturnType<ServerRig['socket']>, events: readonly string[]): Promise<string> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`none of ${events.join(', ')} came`)), 60_000)
    for (const event of events) {
      socket.once(event, (...args: unknown[]) => {
        clearTimeout(timer)
        resolve(event === 'connect_error' ? (args[0] as Error).message : event)
      })
    }
  })
