import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { readXlsx } from 'hucre/xlsx'
import type { DailyBoard } from '#protocol/report'
import { type CountyFixture, seedCounty } from '../testing/county-fixture'
import { anEntry } from '../testing/entry-builder'
import { fakeClock } from '../testing/fake-clock'
import { aZeroReport } from '../testing/item-builder'
import { type ServerRig, startServerRig } from '../testing/server-rig'
import { waitFor } from '../testing/wait-for'

const clock = fakeClock('2026-11-23T17:40:00.000+08:00')
const now = () => new Date(clock.now()).toISOString()
const period = { from: '2026-11-22T18:00:00+08:00', to: '2026-11-23T18:00:00+08:00' }
let rig: ServerRig
let county: CountyFixture

before(async () => {
  rig = await startServerRig({
    clock,
    fill: async (sql) => {
      county = await seedCounty(sql, now())
    },
  })
})
after(() => rig.close())

/** Asks again until the answer is as it should become; rejects after 10 s. */
const waitForValue = async <T>(ask: () => Promise<T>, is: (value: T) => boolean): Promise<T> => {
  let value = await ask()
  await waitFor('the answer', async () => {
    value = await ask()
    return is(value)
  })
  return value
}
const board = async (query = '') => {
  const token = await rig.key('command')
  return await rig.call<DailyBoard>('GET', `/reports/daily${query}`, { token })
}
const report = (items: unknown[]) => rig.call('POST', '/items', { token: county.device.token, body: { items } })
const lines = ({ json }: { json: DailyBoard }) =>
  json.periods[0]?.checkpoints.map(({ code, status, report: made }) => [code, status, made?.abnormal, made?.late])

test('a period is open, then reported or missing; the last report of it stands', async () => {
  assert.deepEqual(lines(await board()), [
    ['K01', 'open', undefined, undefined],
    ['K02', 'open', undefined, undefined],
  ])
  await report([aZeroReport({ occurredAt: now(), period, drill: true })])
  assert.equal(lines(await board())?.[0]?.[1], 'open', 'practice is no report')
  await report([aZeroReport({ occurredAt: now(), period, noTraffic: true })])
  const zero = await board()
  assert.deepEqual(lines(zero)?.[0], ['K01', 'zero', 0, false])
  assert.equal(zero.json.periods[0]?.checkpoints[0]?.report?.noTraffic, true)
  clock.advance(3_600_000)
  await report([aZeroReport({ occurredAt: now(), period, abnormal: 2, what: '两人发热' })])
  const late = await board('?date=2026-11-23')
  assert.deepEqual(lines(late), [
    ['K01', 'abnormal', 2, true],
    ['K02', 'missing', undefined, undefined],
  ])
  const [sums] = late.json.periods
  assert.deepEqual([sums?.reported, sums?.zero, sums?.missing], [1, 0, 1])
  assert.equal(lines(await board('?date=2026-11-24'))?.[0]?.[1], 'open', 'the day after is another period')
})

test('a day that does not exist, and one who may not ask, are refused', async () => {
  assert.equal((await board('?date=2026-02-30')).status, 400)
  assert.equal((await board('?date=x')).status, 400)
  const { status } = await rig.call('GET', '/reports/daily', { token: county.device.token })
  assert.equal(status, 403)
})

test('whatever form of time the wire takes can be counted', async () => {
  const odd = { from: '2026-11-22T18:00:00,5+0800', to: '2026-11-23T24:00:00+08:00' }
  await report([aZeroReport({ occurredAt: now(), period: odd })])
  assert.equal((await board('?date=2026-11-24')).status, 200)
})

const entries = (...made: ReturnType<typeof anEntry>[]) =>
  rig.call<{ results: { status: string }[] }>('POST', '/entries', {
    token: county.device.token,
    body: { entries: made },
  })

test('figures are those of the window, cumulative ones of all before its end, and the sum adds up', async () => {
  const at = (time: string) => ({ occurredAt: `2026-11-${time}:00+08:00`, clockOffsetMs: 0 })
  const fever = [38.2, 38.4].map((celsius) => ({ celsius, site: 'forehead' as const, at: '2026-11-23T09:10:00+08:00' }))
  const stored = await entries(
    anEntry({ ...at('22T17:59'), headcount: 3 }),
    anEntry({ ...at('22T18:00'), direction: 'out' }),
    anEntry({ ...at('23T09:20'), people: [{ readings: fever }], disposition: 'isolation' }),
    anEntry({ ...at('23T17:59'), disposition: 'turn-back', headcount: 2 }),
    anEntry({ ...at('23T18:00'), headcount: 9 }),
    anEntry({ ...at('23T12:00'), headcount: 50, drill: true }),
  )
  assert.deepEqual(
    stored.json.results.map(({ status }) => status),
    Array(6).fill('stored'),
  )
  await rig.sql`update devices set pending = 128, last_seen_at = ${new Date(clock.now())} where id = ${county.device.id}`
  const { json } = await board('?date=2026-11-23')
  const [first] = json.rows
  assert.deepEqual(
    [first?.counts.vehiclesIn, first?.counts.vehiclesOut, first?.counts.people, first?.counts.fevers, first?.pending],
    [2, 1, 4, 1, 128],
  )
  assert.deepEqual(
    [first?.total.people, json.before.counts.people, json.sum.counts.people, json.sum.pending],
    [7, 3, 4, 128],
  )
  assert.equal(json.sum.counts.turnedBackPeople, 2)
  const two = await board('?date=2026-11-23&from=2026-11-22')
  assert.equal(two.json.sum.counts.people, 7)
  assert.equal((await board('?date=2026-11-22&from=2026-11-23')).status, 400)

  const times = await rig.call<{ toAlert: { slowest: number }; toIsolation: { cases: number; slowest: number } }>(
    'GET',
    '/reports/response-times?date=2026-11-23',
    { token: await rig.key('command') },
  )
  assert.deepEqual([times.json.toIsolation.cases, times.json.toIsolation.slowest], [1, 10])
  assert.ok(times.json.toAlert.slowest > 0)
})

/** Puts another time of the daily report in force. */
const dueAt = async (time: string) => {
  const token = await rig.key('admin')
  const { json } = await rig.call<{ version: string; document: { deadlines: object } }>('GET', '/policy', { token })
  const document = { ...json.document, deadlines: { ...json.document.deadlines, reports: [time] } }
  const put = await rig.call('PUT', '/policy', { token, body: { base: json.version, document } })
  assert.equal(put.status, 201, JSON.stringify(put.json))
}

test('a cut-off that does not lie on the hour is exact', async () => {
  await dueAt('17:59')
  const early = (answer: Awaited<ReturnType<typeof board>>) => answer.json.window.to === '2026-11-23T09:59:00.000Z'
  const { json } = await waitForValue(() => board('?date=2026-11-23'), early)
  assert.equal(json.sum.counts.people, 5, 'what passed at 17:59 the day before is in, that of 17:59 today is not')
  await dueAt('18:00')
  await waitForValue(
    () => board('?date=2026-11-23'),
    (answer) => !early(answer),
  )
})

test('as a file the board has every column and no formula', async () => {
  await rig.sql`update checkpoints set name = '=HYPERLINK("http://x")' where code = 'K02'`
  await rig.core.bus.publish('checkpoints')
  const token = await rig.key('supervisor')
  const csv = await waitForValue(
    () => rig.call<string>('GET', '/reports/daily.csv?date=2026-11-23', { token }),
    (answer) => answer.json.includes('HYPERLINK'),
  )
  assert.match(csv.headers.get('content-disposition') ?? '', /kakou-2026-11-23\.csv/)
  assert.match(csv.json, /"'=HYPERLINK/)
  assert.match(csv.json, /\r\n,合计 2,3,2,1,4,1,1,/)
  const xlsx = await fetch(`${rig.url}/api/v1/reports/daily.xlsx?date=2026-11-23&language=en`, {
    headers: { Authorization: `Bearer ${token}` },
  })
  const [sheet] = (await readXlsx(new Uint8Array(await xlsx.arrayBuffer()))).sheets
  assert.deepEqual(sheet?.rows[0]?.slice(0, 3), ['Code', 'Checkpoint', 'Vehicles'])
  assert.equal(sheet?.rows[2]?.[1], '=HYPERLINK("http://x")', 'as text')
})

test('a month says who was on time', async () => {
  const token = await rig.key('command')
  const { json } = await rig.call<{ checkpoints: { code: string; onTime: number; missing: number; due: number }[] }>(
    'GET',
    '/reports/punctuality?month=2026-11',
    { token },
  )
  const [first, second] = json.checkpoints
  assert.deepEqual([first?.onTime, first?.due], [2, 3], 'one has reported before it was due')
  assert.deepEqual([second?.onTime, second?.missing], [0, 23])
  await rig.sql`update checkpoints set opened_at = '2026-11-20T12:00:00Z' where code = ${second?.code ?? ''}`
  const later = await rig.call<typeof json>('GET', '/reports/punctuality?month=2026-11', { token })
  assert.equal(later.json.checkpoints[1]?.missing, 3, 'before it was opened it owed nothing')
  const day = await rig.call<{ periods: { checkpoints: { code: string }[] }[] }>(
    'GET',
    '/reports/daily?date=2026-11-20',
    {
      token,
    },
  )
  assert.deepEqual(
    day.json.periods[0]?.checkpoints.map(({ code }) => code),
    [first?.code],
    'nor is it missing there',
  )
  assert.equal((await rig.call('GET', '/reports/punctuality?month=2026-13', { token })).status, 400)
})

test('the last period of a month is that month’s, also where its report comes in the next', async () => {
  const token = await rig.key('command')
  const punctuality = async (query = '') => {
    const { json } = await rig.call<{ month: string; checkpoints: { late: number; due: number; open: number }[] }>(
      'GET',
      `/reports/punctuality${query}`,
      { token },
    )
    return json
  }
  clock.setTo('2026-11-30T17:00:00.000+08:00')
  const before = await punctuality()
  assert.deepEqual([before.month, before.checkpoints[0]?.open], ['2026-11', 1])
  // In UTC it is November yet.
  clock.setTo('2026-12-01T00:20:00.000+08:00')
  const last = { from: '2026-11-29T18:00:00+08:00', to: '2026-11-30T18:00:00+08:00' }
  await report([aZeroReport({ occurredAt: now(), period: last })])
  const [november, december] = [await punctuality('?month=2026-11'), await punctuality()]
  const [first] = november.checkpoints
  assert.deepEqual([first?.late, first?.open], [(before.checkpoints[0]?.late ?? 0) + 1, 0])
  assert.deepEqual([december.month, december.checkpoints[0]?.due, december.checkpoints[0]?.open], ['2026-12', 0, 31])
  assert.equal(lines(await board('?date=2026-11-30'))?.[0]?.[1], 'zero')
  assert.equal(lines(await board())?.[0]?.[1], 'open', 'the new month’s first period runs')
})
