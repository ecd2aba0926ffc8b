import assert from 'node:assert/strict'
import { test } from 'node:test'
import { laneAdvice, minutesToServe } from './lane-advice'

const quiet = Array.from({ length: 24 }, () => 10)
const day = { code: 'K1', serviceSeconds: 60, arrivalsByHour: quiet.with(9, 150).with(2, 300) }
const target = { waitSeconds: 300 }

test('the busiest of the next six hours is told with its lanes, not a busier one later', () => {
  const { now, ahead } = laneAdvice(day, { hour: 7, lastHour: 0, target })
  assert.deepEqual(now, { hour: 7, arrivals: 10, lanes: 1 })
  assert.equal(ahead.hour, 9)
  assert.equal(ahead.lanes, 3)
})

test('more than usual in the last hour counts now', () => {
  assert.equal(laneAdvice(day, { hour: 7, lastHour: 90, target }).now.lanes, 2)
})

test('hours go round midnight', () => {
  assert.equal(laneAdvice(day, { hour: 22, lastHour: 0, target }).ahead.hour, 2)
})

test('a queue is served by all lanes, of which there is one at least', () => {
  assert.equal(minutesToServe(6, 60, 2), 3)
  assert.equal(minutesToServe(6, 60, 0), 6)
})
