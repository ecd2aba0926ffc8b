import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Socket } from 'socket.io-client'
import { COUNT_NAMES } from '#domain/entries/counts'
import { Alert, CheckpointLive, Closure, Delta, Snapshot } from '#protocol/live'
import { EntriesAnswer } from '#protocol/results'
import { Policy } from '#protocol/tablet'
import { type CountyFixture, seedCounty } from '../testing/county-fixture'
import { anEntry } from '../testing/entry-builder'
import { fakeClock } from '../testing/fake-clock'
import { asked, heard, type ServerRig, startServerRig } from '../testing/server-rig'

const clock = fakeClock('2026-03-01T10:20:00.000+08:00')
const now = () => new Date(clock.now()).toISOString()
const HOURS = 3_600_000
let rig: ServerRig
let county: CountyFixture
let admin: string
let tablet: Socket
let policy: unknown

before(async () => {
  rig = await startServerRig({
    clock,
    fill: async (sql) => {
      county = await seedCounty(sql, now())
    },
  })
  admin = await rig.key('admin')
  tablet = rig.socket('/tablet', { token: county.device.token })
  policy = (await heard(tablet, 'policy'))[0]
})
after(() => rig.close())

const keys = (value: object | undefined) => Object.keys(value ?? {}).sort()
const ask = (event: string, ...args: unknown[]): Promise<Record<string, unknown>> => asked(tablet, event, ...args)

test('a tablet hears what the wire says, by its names', async () => {
  const { seq, riskAreas, rules, watchlist, level } = Policy.parse(policy)
  assert.deepEqual([seq, riskAreas, rules, keys(watchlist), level], [0, [], [], ['count', 'version'], 'brief'])
  assert.deepEqual(await ask('time'), { now: now() })
  assert.deepEqual(await ask('status', { pending: 0, queue: 2, battery: 55, stock: { 口罩: 100 } }), {})
  const bad = { ...anEntry({ occurredAt: now() }), direction: 'up' }
  const answer = await ask('entries', [anEntry({ occurredAt: now(), seq: 7 }), bad, 3])
  EntriesAnswer.parse(answer)
  const results = answer.results as object[]
  assert.deepEqual(results.map(keys), [
    ['id', 'status'],
    ['errors', 'id', 'status'],
    ['errors', 'id', 'status'],
  ])
  const again = rig.socket('/tablet', { token: county.device.token })
  assert.equal(((await heard(again, 'policy'))[0] as Policy).seq, 7)
})

test('a screen gets snapshot and delta, a caller the same things, by the names of the wire', async () => {
  const closure = {
    name: '枫岭封堵点',
    lng: 119.6,
    lat: 30.6,
    authority: '县指挥部',
    document: '8 号',
    responsible: '张工',
    emergency: '电话',
  }
  assert.equal((await rig.call('POST', '/closures', { token: admin, body: closure })).status, 201)
  const screen = rig.socket('/live', { token: admin })
  const snapshot = Snapshot.parse(await asked(screen, 'subscribe'))
  assert.deepEqual(keys(snapshot), ['alerts', 'at', 'checkpoints', 'closures', 'coverage', 'version'])
  assert.deepEqual(keys(snapshot.checkpoints[0]?.today), [...COUNT_NAMES].sort())
  const told = heard(screen, 'delta')
  const readings = [38.4, 38.2].map((celsius) => ({ celsius, site: 'forehead' as const, at: now() }))
  const entry = anEntry({ occurredAt: now(), people: [{ readings }], disposition: 'isolation' })
  await ask('entries', [entry])
  clock.advance(300)
  const delta = Delta.parse((await told)[0])
  assert.equal(delta.since, snapshot.version)
  const [alert] = delta.alerts ?? []
  const list = async (path: string) => (await rig.call<Record<string, unknown[]>>('GET', path, { token: admin })).json
  assert.deepEqual(Alert.parse((await list('/alerts')).alerts?.[0]), alert)
  assert.deepEqual(keys(alert), [
    'checkpoint',
    'count',
    'dueAt',
    'entry',
    'id',
    'jurisdiction',
    'kind',
    'level',
    'raisedAt',
    'severity',
    'state',
  ])
  Closure.parse((await list('/closures')).closures?.[0])
  const one = CheckpointLive.parse((await rig.call('GET', '/checkpoints/K01', { token: admin })).json)
  assert.equal(one.today.fevers, 1)
  assert.equal((await list('/checkpoints')).checkpoints?.length, 2)
  const [sum] = (await list('/counts?by=checkpoint,hour,day,direction')).counts ?? []
  assert.deepEqual(keys(sum as object), [...COUNT_NAMES, 'checkpoint', 'day', 'direction', 'hour'].sort())
})

test('a retired device hands in for 72 hours, then not a minute more; nothing on it is wiped', async () => {
  assert.equal((await rig.call('POST', `/devices/${county.device.id}/retire`, { token: admin })).status, 200)
  // A jump: going through every second of three days would keep the machine busy past the call's own patience.
  clock.setTo(clock.now() + 72 * HOURS - 60_000)
  const late = anEntry({ occurredAt: now() })
  assert.equal(EntriesAnswer.parse(await ask('entries', [late])).results[0]?.status, 'stored')
  clock.advance(60_000)
  assert.equal(((await ask('entries', [late])).error as { status: number }).status, 403)
  const { status } = await rig.call('POST', '/entries', { token: county.device.token, body: { entries: [late] } })
  assert.equal(status, 401)
  const again = rig.socket('/tablet', { token: county.device.token })
  assert.deepEqual(await heard(again, 'revoked'), [{ wipe: false }])
})
