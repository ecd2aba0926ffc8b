import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type CountyFixture, seedCounty } from '../testing/county-fixture'
import { fakeClock } from '../testing/fake-clock'
import { aZeroReport } from '../testing/item-builder'
import { type ServerRig, startServerRig } from '../testing/server-rig'
import type { DailyBoard } from './read-daily-board'

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
