import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Socket } from 'socket.io-client'
import { DEFAULT_THRESHOLDS } from '#domain/entries/thresholds'
import type { Alert, CheckpointLive, Delta, Snapshot } from '#protocol/live'
import { entrySource } from '../devices/device-directory'
import { Ingest } from '../entries/ingest'
import { type CountyFixture, seedCounty } from '../testing/county-fixture'
import { anEntry } from '../testing/entry-builder'
import { fakeClock } from '../testing/fake-clock'
import { asked, heard, type ServerRig, startServerRig } from '../testing/server-rig'
import { waitFor } from '../testing/wait-for'
import { LiveState } from './live-state'

const SECOND = 1_000
const MINUTE = 60 * SECOND

const clock = fakeClock('2026-03-01T14:00:00+08:00')
const now = () => new Date(clock.now()).toISOString()
let rig: ServerRig
let county: CountyFixture
let admin: string
let tablet: Socket

before(async () => {
  rig = await startServerRig({
    clock,
    fill: async (sql) => {
      county = await seedCounty(sql, now())
    },
  })
  admin = await rig.key('admin')
  tablet = rig.socket('/tablet', { token: county.device.token })
  await heard(tablet, 'policy')
})
after(() => rig.close())

const send = (...entries: unknown[]) => asked(tablet, 'entries', entries)
const status = () => asked(tablet, 'status', { pending: 0 })
const shown = async (code = 'K01') =>
  (await rig.call<CheckpointLive>('GET', `/checkpoints/${code}`, { token: admin })).json
const state = async () => (await shown()).state

/** Time goes by, with a status often enough. */
const passWithStatus = async (ms: number) => {
  for (let left = ms; left > 0; left -= 60 * SECOND) {
    clock.advance(Math.min(left, 60 * SECOND))
    await status()
  }
}

test('offline after 120 s without a status, not a second before', async () => {
  assert.equal(await state(), 'offline', 'nobody was heard of yet')
  await status()
  assert.equal(await state(), 'quiet')
  clock.advance(119 * SECOND)
  assert.equal(await state(), 'quiet')
  await send(anEntry({ occurredAt: now() }))
  clock.advance(1 * SECOND)
  assert.equal(await state(), 'offline', 'an entry is no status')
  await status()
  assert.equal(await state(), 'reporting')
})

test('quiet after 30 min without an entry', async () => {
  await status()
  await send(anEntry({ occurredAt: now() }))
  await passWithStatus(30 * MINUTE - SECOND)
  assert.equal(await state(), 'reporting')
  await passWithStatus(SECOND)
  assert.equal(await state(), 'quiet')
})

test('an alarm lasts until somebody acknowledges, through silence; unstaffed and offline go before it', async () => {
  await status()
  const readings = [38.4, 38.2].map((celsius) => ({ celsius, site: 'forehead' as const, at: now() }))
  await send(anEntry({ occurredAt: now(), people: [{ readings }], disposition: 'isolation' }))
  assert.equal(await state(), 'alarm')
  await passWithStatus(40 * MINUTE)
  assert.equal(await state(), 'alarm')
  const change = (body: object) => rig.call('PATCH', '/checkpoints/K01', { token: admin, body })
  await change({ unstaffed: true })
  assert.equal(await state(), 'unstaffed')
  clock.advance(121 * SECOND)
  assert.equal(await state(), 'offline')
  await change({ unstaffed: false })
  await status()
  assert.equal(await state(), 'alarm')
  const { json } = await rig.call<{ alerts: Alert[] }>('GET', '/alerts', { token: admin })
  const fever = json.alerts.find(({ kind }) => kind === 'fever')
  await rig.call('POST', `/alerts/${fever?.id}/assign`, { token: admin, body: { to: '卫健组' } })
  assert.equal(await state(), 'alarm', 'to name somebody is not to have received it')
  await rig.call('POST', `/alerts/${fever?.id}/acknowledge`, { token: admin, body: {} })
  assert.equal(await state(), 'quiet')
  await change({ state: 'closed' })
  assert.equal(await state(), 'closed')
  await change({ state: 'open' })
})

test('at local midnight today falls to zero by a delta; the hour ends a minute after it is 60 minutes old', async () => {
  clock.setTo('2026-03-02T23:58:30+08:00')
  clock.advance(SECOND)
  await status()
  await send(anEntry({ occurredAt: now(), headcount: 3 }))
  // A tablet's clock may be up to two minutes ahead: that one is tomorrow's.
  await send(anEntry({ occurredAt: '2026-03-03T00:00:10+08:00', headcount: 5 }))
  const screen = rig.socket('/live', { token: admin })
  const snapshot = await asked<Snapshot>(screen, 'subscribe', {})
  const people = snapshot.checkpoints.find(({ code }) => code === 'K01')?.today.people
  assert.equal(people, 3)
  const last = new Map<string, CheckpointLive>()
  screen.on('delta', ({ checkpoints = [] }: Delta) => {
    for (const change of checkpoints) {
      if ('today' in change) last.set(change.code, { ...last.get(change.code), ...change } as CheckpointLive)
    }
  })
  clock.advance(88 * SECOND)
  assert.equal((await shown()).today.people, 3)
  clock.advance(2 * SECOND)
  await waitFor('the day to end on the screen', () => last.get('K01')?.today.people === 5)
  assert.equal((await shown()).hour.people, 8)
  clock.advance(58 * MINUTE)
  assert.equal((await shown()).hour.people, 5)
  clock.advance(2 * MINUTE)
  assert.equal((await shown()).hour.people, 0)
  await waitFor('the hour to end on the screen', () => {
    clock.advance(SECOND)
    return last.get('K01')?.hour.people === 0
  })
})

test('a day is the jurisdiction’s, also in the counts', async () => {
  const days = async () => {
    const { json } = await rig.call<{ counts: { day: string; people: number }[] }>(
      'GET',
      '/counts?by=day&from=2026-03-02T00:00:00%2B08:00',
      { token: admin },
    )
    return json.counts.map(({ day, people }) => [day, people])
  }
  const before = [
    ['2026-03-02', 3],
    ['2026-03-03', 5],
  ]
  assert.deepEqual(await days(), before)
  const told = heard(tablet, 'policy') as Promise<[{ post: { zone: string } }]>
  const moved = await rig.call('PUT', '/settings', { token: admin, body: { zone: 'Asia/Tokyo' } })
  assert.equal(moved.status, 200)
  assert.equal((await told)[0].post.zone, 'Asia/Tokyo')
  assert.deepEqual(await days(), [['2026-03-03', 8]])
  assert.equal((await shown()).today.people, 8)
})

test('after a restart the hour is what it was, and nobody is offline for its sake', async () => {
  await status()
  await send(anEntry({ occurredAt: now(), headcount: 2 }))
  await send(anEntry({ occurredAt: new Date(clock.now() - 59 * MINUTE).toISOString() }))
  await send(anEntry({ occurredAt: new Date(clock.now() - 61 * MINUTE).toISOString() }))
  clock.advance(10 * SECOND)
  await waitFor('the heartbeat to be written', async () => {
    const [row] = await rig.sql<{ seen: Date | null }[]>`select max(last_seen_at) as seen from devices`
    return row?.seen !== null && clock.now() - (row?.seen.getTime() ?? 0) < 60 * SECOND
  })
  const entries = [anEntry({ occurredAt: now(), checkpoint: 'K02' })]
  assert.equal((await rig.call('POST', '/entries', { token: await rig.key('gate'), body: { entries } })).status, 200)
  const { checkpoints, policy } = rig.core
  const again = new LiveState({ sql: rig.sql, clock, checkpoints, policy, onChange() {}, onStations() {} })
  await again.load()
  const { at: _, ...before } = await shown()
  const seen = again.snapshot('/').checkpoints
  const found = seen.find(({ code }) => code === 'K01')
  const gate = seen.find(({ code }) => code === 'K02')
  assert.equal(gate?.state, (await shown('K02')).state)
  assert.notEqual(gate?.state, 'offline', 'an entry of a gate is a call of it')
  assert.deepEqual(found?.hour, before.hour)
  assert.deepEqual(found?.today, before.today)
  assert.equal(found?.state, before.state)
  assert.equal(before.hour.people, 3)
})

test('the counts of a checkpoint are right whatever reads and flushes come at once', async () => {
  const { checkpoints, policy, devices, secret, log } = rig.core
  const live = new LiveState({ sql: rig.sql, clock, checkpoints, policy, onChange() {}, onStations() {} })
  await live.load()
  const device = await devices.find(county.device.token)
  assert.ok(device)
  const ingest = new Ingest({
    sql: rig.sql,
    clock,
    log,
    digestSecret: () => secret,
    epoch: () => '',
    thresholds: () => DEFAULT_THRESHOLDS,
    seal: (body) => ({ body }),
    onStored: (changes) => live.apply(changes),
  })
  const seat = live.board.seat(county.checkpoints[0])
  const start = seat?.today[2] ?? 0
  const reads: Promise<void>[] = []
  const sends: Promise<unknown>[] = []
  for (let round = 0; round < 60; round++) {
    reads.push(live.loadCounts(round % 2 === 0 ? null : [county.checkpoints[0]]))
    sends.push(ingest.submit(entrySource(device), [anEntry({ occurredAt: now() })]))
    if (round % 3 === 0) await sends.at(-1)
  }
  await Promise.all([...reads, ...sends])
  assert.equal((seat?.today[2] ?? 0) - start, 60)
  assert.equal(seat?.log, null, 'nothing is kept once all is read')
})

test('a clock that ran ahead and is set back shows the day that it is again, and hears who falls silent', async () => {
  clock.setTo('2026-03-10T09:00:00+08:00')
  clock.advance(SECOND)
  await send(anEntry({ occurredAt: now(), headcount: 4 }))
  assert.equal((await shown()).today.people, 4)
  clock.setTo('2026-03-12T12:00:00+08:00')
  clock.advance(SECOND)
  await asked(tablet, 'status', { pending: 2, queue: 9 })
  assert.equal((await shown()).today.people, 0)
  clock.setTo('2026-03-10T09:01:00+08:00')
  clock.advance(SECOND)
  await waitFor('the counts of the day to be read again', async () => (await shown()).today.people === 4)
  await asked(tablet, 'status', { pending: 1, queue: 3 })
  const { queue, pendingOnTablets } = await shown()
  assert.deepEqual([queue, pendingOnTablets], [3, 1], 'what is told now is newer than what a wrong clock wrote')
  clock.advance(121 * SECOND)
  assert.equal(await state(), 'offline')
})
