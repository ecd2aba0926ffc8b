import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ReplayDay } from '#protocol/replay'
import { frameAt } from './frame'

const MINUTE = 60_000
const day: ReplayDay = {
  date: '2026-11-23',
  from: '2026-11-22T16:00:00.000Z',
  to: '2026-11-23T16:00:00.000Z',
  stepMs: 10 * MINUTE,
  exactSince: '2026-11-22T17:00:00.000Z',
  checkpoints: [
    {
      code: 'K1',
      name: '吉口卡口',
      lng: 119,
      lat: 30,
      setting: 'open',
      states: [
        [-5 * MINUTE, 'reporting'],
        [60 * MINUTE, 'offline'],
      ],
      steps: [
        [0, 3, 1, 6, 1, 0, 0],
        [6, 5, 0, 5, 0, 0, 2],
      ],
    },
    { code: 'K2', name: '枫岭卡口', lng: 119.2, lat: 30, setting: 'open', states: [], steps: [[12, 1, 0, 1, 0, 0, 0]] },
  ],
  closures: [
    { code: 'F1', name: '里垟', lng: 119, lat: 30.1, from: '2026-11-22T18:00:00Z', to: '2026-11-22T20:00:00Z' },
  ],
}
const at = (minutes: number) => frameAt(day, minutes * MINUTE)
const states = (minutes: number) => at(minutes).checkpoints.map(({ state }) => state)

test('a state is the last that was written down, also from before the day', () => {
  assert.equal(states(59)[0], 'reporting')
  assert.equal(states(60)[0], 'offline')
  assert.equal(at(75).checkpoints[0]?.seenAt, '2026-11-22T17:00:00.000Z')
})

test('where none was written down, a passage lately says that somebody was at work', () => {
  assert.equal(states(60)[1], 'quiet')
  assert.equal(states(125)[1], 'reporting')
  assert.equal(states(200)[1], 'quiet')
})

test('figures are of the steps that are over, and the hour forgets', () => {
  assert.equal(at(9).total.vehiclesIn, 0)
  assert.equal(at(10).total.vehiclesIn, 3)
  assert.equal(at(70).total.vehiclesIn, 8)
  assert.equal(at(70).total.people, 11)
  assert.equal(at(75).checkpoints[0]?.hour.vehiclesIn, 5)
  assert.equal(at(24 * 60).total.vehiclesIn, 9)
})

test('what runs at the end of a day that is not over is counted with it', () => {
  const today = { ...day, to: '2026-11-22T17:05:00.000Z' }
  assert.equal(frameAt(today, 65 * MINUTE).total.vehiclesIn, 8)
})

test('coverage is asked for anew when somebody stops working or a closure stands, not when traffic comes', () => {
  assert.equal(at(10).network, at(50).network)
  assert.notEqual(at(50).network, at(61).network)
  assert.deepEqual(
    at(121).closures.map(({ code }) => code),
    ['F1'],
  )
  assert.notEqual(at(61).network, at(121).network)
  assert.equal(at(125).network, at(200).network)
})

test('where nothing was written down, a point that is planned or withdrawn is not said to be quiet', () => {
  const [first] = day.checkpoints
  assert.ok(first)
  const withdrawn = { ...day, checkpoints: [{ ...first, setting: 'closed' as const, states: [], steps: [] }] }
  assert.equal(frameAt(withdrawn, 60 * MINUTE).checkpoints[0]?.state, 'closed')
})
