import assert from 'node:assert/strict'
import { test } from 'node:test'
import { probabilityOfWait, staffingAt } from './staffing'
import { type DayOfArrivals, fewestFleet, lanesByShift, planDay, queueOfDay, shareFleetByHour } from './staffing-day'

const flat = (arrivals: number): number[] => new Array<number>(24).fill(arrivals)
const near = (a: number, b: number, within: number) => assert.ok(Math.abs(a - b) <= within, `${a} is not ${b}`)

/** B(c, a) and C(c, a) to six decimals, as tables of Erlang's formulas print them. */
test('Erlang C is that of the tables', () => {
  const table: [lanes: number, load: number, waits: number][] = [
    [1, 0.5, 0.5],
    [2, 1, 1 / 3],
    [2, 1.5, 0.642857],
    [3, 2, 0.444444],
    [4, 3, 0.509434],
    [5, 4, 0.554113],
    [10, 8, 0.40918],
  ]
  for (const [lanes, load, waits] of table) near(probabilityOfWait(load, lanes), waits, 2e-6)
})

test('a published case: 20 an hour, five minutes each, two servers (load 5/3)', () => {
  // Closed form of two servers: Wq = rho^2 / (mu (1 - rho^2)), rho = 5/6, 1/mu = 5 min: 11.36 min.
  near((staffingAt(20, 300, 2)?.meanWaitSeconds ?? 0) / 60, 11.3636, 0.001)
})

test('an hour over capacity builds a queue by hand: peak, longest wait, and when it is gone', () => {
  // 60 a lane and hour; from 7 to 8 come 90, before and after 30.
  const arrivalsByHour = flat(30)
  arrivalsByHour[7] = 90
  const { queue, peak, longestWaitSeconds, clearsAtMinute } = queueOfDay(
    { code: 'K', arrivalsByHour, serviceSeconds: 60 },
    flat(1),
  )
  assert.equal(queue.length, 288)
  near(peak.vehicles, 30, 1e-9)
  assert.equal(peak.minute, 8 * 60)
  near(longestWaitSeconds, 30 * 60, 1e-6)
  assert.equal(clearsAtMinute, 9 * 60)
  near(queue[7 * 12 + 5] ?? 0, 15, 1e-9)
  assert.equal(queue[6 * 12] ?? 0, 0)
})

test('nobody is served by no lane, and a queue that outlasts the day says so', () => {
  const day: DayOfArrivals = { code: 'K', arrivalsByHour: flat(100), serviceSeconds: 60 }
  const { clearsAtMinute, longestWaitSeconds, peak } = queueOfDay(day, flat(1))
  assert.equal(clearsAtMinute, null)
  near(peak.vehicles, 40 * 24, 1e-6)
  near(longestWaitSeconds, 40 * 24 * 60, 1e-3)
  assert.equal(queueOfDay(day, flat(0)).longestWaitSeconds, Number.POSITIVE_INFINITY)
  assert.equal(queueOfDay({ ...day, arrivalsByHour: flat(0) }, flat(1)).clearsAtMinute, null)
})

test('a day is planned hour by hour, manned by its busiest hour of each shift, and one lane less hurts', () => {
  const arrivalsByHour = flat(20)
  arrivalsByHour[7] = 170
  const plan = planDay({ code: 'K', arrivalsByHour, serviceSeconds: 60 }, { waitSeconds: 120 })
  assert.equal(plan.lanesByHour[3], 1)
  assert.ok((plan.lanesByHour[7] ?? 0) >= 4)
  assert.equal(plan.queue.peak.vehicles, 0)
  // 00–08 has the peak: 1 + 2 × lanes; the two others one lane each.
  assert.equal(plan.staff, 1 + 2 * (plan.lanesByHour[7] ?? 0) + 3 + 3)
  assert.deepEqual(lanesByShift(plan.lanesByHour, 3), [plan.lanesByHour[7], 1, 1])
  const tight = planDay({ code: 'K', arrivalsByHour, serviceSeconds: 60 }, { waitSeconds: 100_000 })
  assert.equal(tight.lanesByHour[7], 3)
  near(tight.oneLaneLess.peak.vehicles, 50, 1e-6)
})

test('a fleet follows the traffic, and the moves lead from one hour to the next', () => {
  const morning = flat(10)
  morning[7] = 200
  const evening = flat(10)
  evening[18] = 200
  const points = [
    { code: 'A', arrivalsByHour: morning, serviceSeconds: 60 },
    { code: 'B', arrivalsByHour: evening, serviceSeconds: 60 },
  ]
  const { hours, moves } = shareFleetByHour(points, 6)
  const lanesAt = (hour: number) => {
    const found = hours[hour]
    assert.ok(found?.kind === 'shared')
    assert.equal(
      found.lanes.reduce((sum, lanes) => sum + lanes, 0),
      6,
    )
    return found.lanes
  }
  const standing = [...lanesAt(23)]
  for (let hour = 0; hour < 24; hour++) {
    for (const move of moves.filter((one) => one.hour === hour)) {
      standing[move.from === 'A' ? 0 : 1]! -= move.lanes // two points, both there
      standing[move.to === 'A' ? 0 : 1]! += move.lanes
    }
    assert.deepEqual(standing, lanesAt(hour))
  }
  assert.ok(moves.some(({ from, to, hour }) => hour === 7 && from === 'B' && to === 'A'))
  assert.equal(fewestFleet(points), 5)
  assert.deepEqual(shareFleetByHour(points, 4).hours[7], { kind: 'too-few', missing: 1 })
})
