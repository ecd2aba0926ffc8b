import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '#domain/instant'
import { CLI_ACTOR } from '../people/cli-actor'
import { createUser } from '../people/users/create-user'
import { type CountyFixture, seedCounty } from '../testing/county-fixture'
import { anEntry } from '../testing/entry-builder'
import { fakeClock } from '../testing/fake-clock'
import { asked, cookieOf, heard, type ServerRig, startServerRig } from '../testing/server-rig'
import { waitFor } from '../testing/wait-for'

const PASSWORD = 'wang-has-a-long-password'
/** Noon at the county, so that no hour of the test lies in another day. */
const clock = fakeClock(Math.floor(Date.now() / DAY_MS) * DAY_MS + 4 * HOUR_MS)
let rig: ServerRig
let county: CountyFixture

before(async () => {
  rig = await startServerRig({
    clock,
    fill: async (sql) => {
      county = await seedCounty(sql, new Date(clock.now()).toISOString())
    },
  })
  const wang = { username: 'wang', displayName: null, role: 'command', jurisdiction: null, password: PASSWORD } as const
  assert.ok((await createUser(rig.core, CLI_ACTOR, wang)).ok)
})
after(() => rig.close())

const signIn = () => rig.call('POST', '/session', { body: { username: 'wang', password: PASSWORD } })

test('a browser that became a wall sees the live picture for weeks, and nothing else', async () => {
  const cookie = cookieOf((await signIn()).headers)
  const kept = await rig.call('POST', '/session/wall', { cookie })
  assert.equal(kept.status, 204)
  const [session = ''] = kept.headers.getSetCookie()
  assert.match(session, /Max-Age=34560000/, 'a wall starts again by itself')
  const wall = cookieOf(kept.headers)
  assert.equal((await rig.call('GET', '/session', { cookie })).status, 401, 'the old one ended')

  const whose = await rig.call<{ wall: boolean }>('GET', '/session', { cookie: wall })
  assert.equal(whose.json.wall, true)
  assert.equal((await rig.call('GET', '/wall', { cookie: wall })).status, 200)
  for (const path of ['/checkpoints', '/entries', '/audit', '/users', '/account', '/alerts', '/export']) {
    const { status } = await rig.call('GET', path, { cookie: wall })
    assert.ok(status === 403 || status === 404, `${path}: ${status}`)
  }
  assert.equal((await rig.call('POST', '/session/wall', { cookie: wall })).status, 403, 'it renews nothing by itself')
  const socket = rig.socket('/live', {}, { Cookie: wall })
  await heard(socket, 'connect')
  const snapshot = await asked<{ checkpoints: unknown[] }>(socket, 'subscribe', {})
  assert.equal(snapshot.checkpoints.length, 2)

  const room = rig.socket('/live', { token: await rig.key('command') })
  await asked(room, 'subscribe', {})
  const told = new Map<string, { id: string; owner?: string }>()
  for (const [who, from] of [
    ['wall', socket],
    ['room', room],
  ] as const) {
    from.on('delta', ({ alerts = [] }: { alerts?: { id: string }[] }) => {
      for (const alert of alerts) told.set(`${who} ${alert.id}`, alert)
    })
  }
  const id = '01900000-0000-7000-8000-0000000000aa'
  await rig.sql`
    insert into alerts (id, kind, severity, state, checkpoint_id, fold_key, count, level, owner, raised_at, due_at)
    select ${id}, 'queue', 'medium', 'acknowledged', id, 'owned', 1, 0, '李明', now(), now() from checkpoints where code = 'K01'`
  await rig.core.bus.publish('alerts', [id])
  await waitFor('both to be told', () => {
    clock.advance(300)
    return told.has(`wall ${id}`) && told.has(`room ${id}`)
  })
  assert.deepEqual([told.get(`wall ${id}`)?.owner, told.get(`room ${id}`)?.owner], [undefined, '李明'])
  const again = await asked<{ alerts: { id: string }[] }>(socket, 'subscribe', {})
  const shown = again.alerts.find((alert) => alert.id === id)
  assert.ok(shown !== undefined && !('owner' in shown), 'a wall is told nobody’s name')
  await rig.sql`delete from alerts where id = ${id}`
  await rig.core.bus.publish('alerts', [id])
  room.close()
  socket.close()

  const statusAfter = async (change: Promise<unknown>) => {
    await change
    return (await rig.call('GET', '/session', { cookie: wall })).status
  }
  assert.equal(await statusAfter(rig.sql`update sessions set created_at = now() - interval '300 days'`), 200)
  assert.equal(await statusAfter(rig.sql`update sessions set created_at = now() - interval '370 days'`), 401)
  const [line] = await rig.sql<{ count: number }[]>`
    select count(*)::int as count from audit where verb = 'session.wall' and actor = 'user:wang'`
  assert.equal(line?.count, 1)
})

test('a program is no browser', async () => {
  assert.equal((await rig.call('POST', '/session/wall', { token: await rig.key('command') })).status, 400)
})

test('alerts bear a masked plate and a temperature, the day its hours; names stay away', async () => {
  const occurredAt = new Date(clock.now() - MINUTE_MS).toISOString()
  const readings = [37.8, 38.1].map((celsius) => ({ celsius, site: 'forehead' as const, at: occurredAt }))
  const entry = anEntry({
    occurredAt,
    vehicle: { plate: '苏B2H990', kind: 'car', plateType: '02' },
    people: [{ name: '王建国', readings }],
    disposition: 'isolation',
  })
  const { status } = await rig.call('POST', '/entries', { token: county.device.token, body: { entries: [entry] } })
  assert.equal(status, 200)
  const token = await rig.key('command')
  const { json } = await rig.call<{
    hours: { hour: string; vehiclesIn: number }[]
    subjects: Record<string, { plate: string | null; celsius: number | null }>
  }>('GET', '/wall', { token })
  assert.deepEqual(Object.values(json.subjects), [{ plate: '苏B·2H**0', celsius: 38.1 }])
  assert.equal(
    json.hours.reduce((sum, { vehiclesIn }) => sum + vehiclesIn, 0),
    1,
  )
  assert.ok(json.hours.every(({ hour }) => Date.parse(hour) % HOUR_MS === 0))
  assert.doesNotMatch(JSON.stringify(json), /王建国|2H990/)
})
