import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Kept, QueueState } from '../_outbox/store'
import { coldRun, localProvince, passagesOf } from './passages'

const kept = (id: string, seq: number, plate: string, state: QueueState, root = id, voided = false): Kept => ({
  mark: { id, kind: 'entry', seq, state, root, savedAt: seq, stateAt: seq },
  entry: {
    id,
    direction: 'in',
    vehicle: { plate, kind: 'car' },
    people: [],
    headcount: 1,
    disposition: 'release',
    occurredAt: '2026-11-23T06:00:00Z',
    ...(root === id ? {} : { amends: root }),
    ...(voided ? { void: { reason: '误登' } } : {}),
  },
})

test('a passage is what stands of it, in the place of its first entry', () => {
  const passages = passagesOf([
    kept('c', 3, '浙A00009', 'waiting', 'a'),
    kept('b', 2, '苏B00002', 'acknowledged'),
    kept('a', 1, '浙A00001', 'acknowledged'),
  ])
  assert.deepEqual(
    passages.map(({ root, kept: { entry }, state }) => [root, entry.vehicle?.plate, state]),
    [
      ['b', '苏B00002', 'acknowledged'],
      ['a', '浙A00009', 'waiting'],
    ],
  )
})

test('what was taken back says so', () => {
  const [passage] = passagesOf([kept('b', 2, '浙A1', 'waiting', 'a', true), kept('a', 1, '浙A1', 'acknowledged')])
  assert.equal(passage?.voided, true)
})

test('the local province is the one that most plates bear', () => {
  const passages = passagesOf([
    kept('a', 1, '浙A00001', 'waiting'),
    kept('b', 2, '浙A00002', 'waiting'),
    kept('c', 3, 'WJ0012', 'waiting'),
    kept('d', 4, '苏B00001', 'waiting'),
  ])
  assert.equal(localProvince(passages), '浙')
  assert.equal(localProvince([]), null)
})

test('three first readings in a row under 35 are the thermometer, not the people', () => {
  const measured = (id: string, seq: number, celsius: number): Kept => {
    const one = kept(id, seq, '浙A1', 'waiting')
    const readings = [{ celsius, site: 'forehead' as const, at: '2026-11-23T06:00:00Z' }]
    return { ...one, entry: { ...one.entry, people: [{ readings }] } }
  }
  const of = (...celsius: number[]) => coldRun(passagesOf(celsius.map((value, at) => measured(`${at}`, 9 - at, value))))
  assert.ok(of(34.1, 34.6, 34.9))
  assert.ok(!of(34.1, 36.5, 34.9, 34.2))
  assert.ok(!of(34.1, 34.6))
})
