import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Entry } from '#domain/entries/entry'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '#domain/instant'
import type { PersonActor } from '../people/actor'
import { CLI_ACTOR } from '../people/cli-actor'
import { createKey } from '../people/keys/create-key'
import { setPassword } from '../people/passwords/set-password'
import { createUser } from '../people/users/create-user'
import { type CountyFixture, seedCounty, seedDevice } from '../testing/county-fixture'
import { anEntry } from '../testing/entry-builder'
import { fakeClock } from '../testing/fake-clock'
import { cookieOf, type ServerRig, startServerRig } from '../testing/server-rig'
import type { TrajectoryPassage } from './read-trajectory'
import type { ShownPermit } from './show-permit'

const clock = fakeClock(Date.now())
let rig: ServerRig
let county: CountyFixture
const cookies: Record<string, string> = {}

before(async () => {
  rig = await startServerRig({
    clock,
    fill: async (sql) => {
      county = await seedCounty(sql, new Date(clock.now()).toISOString())
    },
  })
  for (const [username, role] of [
    ['wang', 'command'],
    ['zhao', 'command'],
    ['guihua', 'planner'],
  ] as const) {
    const password = `${username}-has-a-long-password`
    const made = await createUser(rig.core, CLI_ACTOR, {
      username,
      displayName: null,
      role,
      jurisdiction: null,
      password,
    })
    assert.ok(made.ok)
    const { headers } = await rig.call('POST', '/session', { body: { username, password } })
    cookies[username] = cookieOf(headers)
  }
  // The test goes on for longer than a session.
  await rig.sql`update sessions set expires_at = ${new Date(clock.now() + 9 * DAY_MS)}`
  const second = await seedDevice(rig.sql, county.checkpoints[1], new Date(clock.now()).toISOString())
  await post(county.device.token, [passing('浙E3K7P2', 60), passing('鄂A12345', 58), passing('鄂B99999', 61)])
  await post(second.token, [passing('浙E3K7P2', 30), passing('鄂A12345', 27), passing('鄂C11111', 10)])
})
after(() => rig.close())

const passing = (plate: string, minutesAgo: number): Entry =>
  anEntry({
    occurredAt: new Date(clock.now() - minutesAgo * MINUTE_MS).toISOString(),
    vehicle: { plate, kind: 'car' },
  })
const PASSWORD = 'stones-in-the-garden'
const personOf = (name: string): PersonActor => ({ ...CLI_ACTOR, name: `user:${name}` })
const post = (token: string, entries: Entry[]) => rig.call('POST', '/entries', { token, body: { entries } })
type Answer = ShownPermit & {
  errors?: { path: string }[]
  passages?: TrajectoryPassage[]
  companions?: { plate: string; passages: number; checkpoints: number }[]
  trajectories?: ShownPermit[]
}
const call = (who: string, method: string, path: string, body?: unknown) =>
  rig.call<Answer>(method, `/trajectories${path}`, { cookie: cookies[who] ?? '', body })
const ask = (changes: Record<string, unknown> = {}, who = 'wang') =>
  call(who, 'POST', '', {
    plate: '浙e·3k7p2',
    from: new Date(clock.now() - DAY_MS).toISOString(),
    to: new Date(clock.now() + HOUR_MS).toISOString(),
    reason: '密接车辆溯源',
    approver: 'zhao',
    ...changes,
  })

test('a trajectory is shown when another gave leave, and until its time is up', async () => {
  const asked = await ask()
  assert.equal(asked.status, 201)
  const { id } = asked.json
  assert.equal((await call('wang', 'GET', `/${id}`)).status, 403)
  const approval = { minutes: 30, reason: '同意' }
  assert.equal((await call('wang', 'POST', `/${id}/approve`, approval)).status, 404, 'nobody gives himself leave')
  const waiting = await call('zhao', 'GET', '')
  assert.deepEqual(
    waiting.json.trajectories?.map(({ plate, askedBy, approvedAt }) => [plate, askedBy, approvedAt]),
    [['浙E3K7P2', 'user:wang', null]],
  )
  assert.equal((await call('zhao', 'POST', `/${id}/approve`, approval)).status, 200)
  assert.equal((await call('zhao', 'POST', `/${id}/approve`, approval)).status, 409)
  assert.equal((await call('zhao', 'GET', `/${id}`)).status, 404, 'who gives leave does not look')
  const { json } = await call('wang', 'GET', `/${id}`)
  assert.deepEqual(
    json.passages?.map(({ checkpoint, lng }) => [checkpoint, lng]),
    [
      ['K01', 119.5],
      ['K02', 119.7],
    ],
  )
  const near = await call('wang', 'GET', `/${id}/companions?minutes=5`)
  assert.deepEqual(
    near.json.companions?.map(({ plate, passages, checkpoints }) => [plate, passages, checkpoints]),
    [['鄂A12345', 2, 2]],
  )
  assert.deepEqual((await call('wang', 'GET', `/${id}/companions?minutes=2`)).json.companions, [])
  assert.equal((await call('wang', 'GET', `/${id}/companions?minutes=0`)).status, 400)
  const lines = await rig.sql<{ line: string }[]>`
    select actor || ' ' || verb || ' ' || reason || ' ' || coalesce(change, '') as line from audit
    where target = ${`trajectory:${id}`}`
  for (const verb of ['ask', 'approve', 'read']) {
    assert.ok(
      lines.some(({ line }) => line.includes(`trajectory.${verb} `)),
      verb,
    )
  }
  assert.ok(lines.every(({ line }) => !line.includes('3K7P2')))
  const [stored] = await rig.sql<{ row: string }[]>`select row_to_json(p)::text as row from trajectory_permits p`
  assert.ok(!stored?.row.includes('3K7P2'))
  clock.setTo(clock.now() + 30 * MINUTE_MS)
  assert.equal((await call('wang', 'GET', `/${id}`)).status, 410)
})

test('it is asked for a whole plate, at most fourteen days, and of another who may give leave', async () => {
  const faults = async (changes: Record<string, unknown>) => {
    const { status, json } = await ask(changes)
    return [status, json.errors?.[0]?.path]
  }
  assert.deepEqual(await faults({ plate: '浙E?' }), [400, '/plate'])
  assert.deepEqual(await faults({ from: new Date(clock.now() - 15 * DAY_MS).toISOString() }), [400, '/to'])
  assert.deepEqual(await faults({ to: '2020-01-01T00:00:00Z' }), [400, '/to'])
  for (const approver of ['wang', 'guihua', 'nobody', "' or 1=1"]) {
    assert.deepEqual(await faults({ approver }), [400, '/approver'], approver)
  }
  assert.deepEqual(await faults({ reason: '' }), [400, '/reason'])
  assert.equal((await ask({}, 'guihua')).status, 403)
})

test('leave that nobody gave within a day has to be asked for again', async () => {
  const { json } = await ask()
  clock.setTo(clock.now() + DAY_MS)
  assert.equal((await call('zhao', 'POST', `/${json.id}/approve`, { reason: '同意' })).status, 410)
  assert.deepEqual((await call('zhao', 'GET', '')).json.trajectories, [])
})

test('leave is another’s own: not of an account that the asker made or gave a password, however many hands are between', async () => {
  const people = { chief: 'admin', deputy: 'admin', made: 'command', reset: 'command' } as const
  const give = async (by: string, username: string, role: 'admin' | 'command') =>
    createUser(rig.core, personOf(by), { username, displayName: null, role, jurisdiction: null, password: PASSWORD })
  for (const [username, role] of Object.entries(people)) {
    const by = username === 'deputy' ? 'chief' : username === 'made' ? 'deputy' : null
    const made =
      by === null
        ? createUser(rig.core, CLI_ACTOR, { username, displayName: null, role, jurisdiction: null, password: PASSWORD })
        : give(by, username, role)
    assert.ok((await made).ok, username)
    const { headers } = await rig.call('POST', '/session', { body: { username, password: PASSWORD } })
    cookies[username] = cookieOf(headers)
  }
  const refused = async (who: string, approver: string) => {
    const { status, json } = await ask({ approver }, who)
    assert.deepEqual([status, json.errors?.[0]?.path], [400, '/approver'], `${who} of ${approver}`)
  }
  await refused('chief', 'deputy')
  await refused('chief', 'made')
  await refused('made', 'chief')
  assert.equal(
    (await ask({ approver: 'made' }, 'wang')).status,
    201,
    'of an officer in whose account nobody who asks had a hand',
  )

  const before = await ask({ approver: 'reset' }, 'chief')
  assert.equal(before.status, 201)
  const given = { username: 'reset', password: 'another-password-of-his' }
  assert.ok((await setPassword(rig.core, personOf('chief'), given)).ok)
  const { headers } = await rig.call('POST', '/session', { body: given })
  cookies.reset = cookieOf(headers)
  const approved = await call('reset', 'POST', `/${before.json.id}/approve`, { reason: '同意' })
  assert.equal(approved.status, 403, 'who was given a password since it was asked')
  assert.equal((await call('chief', 'GET', `/${before.json.id}`)).status, 403)
  await refused('chief', 'reset')

  const made = await createKey(rig.core, personOf('chief'), { role: 'command', jurisdiction: null, name: null })
  assert.ok(made.ok)
  const token = made.value.key
  const span = { from: new Date(clock.now() - DAY_MS).toISOString(), to: new Date(clock.now()).toISOString() }
  const byKey = (approver: string) =>
    rig.call<Answer>('POST', '/trajectories', { token, body: { plate: '浙E3K7P2', ...span, reason: '溯源', approver } })
  for (const approver of ['chief', 'deputy', 'made', 'reset']) {
    const { status, json } = await byKey(approver)
    assert.deepEqual([status, json.errors?.[0]?.path], [400, '/approver'], `a key of chief, ${approver}`)
  }
})
