import assert from 'node:assert/strict'
import { test } from 'node:test'
import { zeroCounts } from '#domain/entries/counts'
import type { CheckpointLive } from '#protocol/live'
import { filtered, sorted } from './list-rows'

const checkpoint = (code: string, name: string, more: Partial<CheckpointLive> = {}): CheckpointLive => ({
  code,
  name,
  state: 'reporting',
  at: '2026-11-23T06:00:00Z',
  today: { ...zeroCounts(), vehiclesIn: 0 },
  hour: zeroCounts(),
  pendingOnTablets: 0,
  ...more,
})
const all = [
  checkpoint('K1', '吉口卡口', { today: { ...zeroCounts(), vehiclesIn: 5 } }),
  checkpoint('K2', '枫岭卡口', { state: 'offline', pendingOnTablets: 7 }),
  checkpoint('K3', '安山卡口', { state: 'alarm', queue: 4 }),
]
const facts = new Map([
  ['K1', { kind: 'county-line', jurisdiction: 'county' }],
  ['K2', { kind: 'village', jurisdiction: 'village' }],
  ['K3', { kind: 'county-line', jurisdiction: 'town' }],
])
const jurisdictions = [
  { code: 'county', name: '云岭县', parent: null },
  { code: 'town', name: '吉口镇', parent: 'county' },
  { code: 'village', name: '上村', parent: 'town' },
]
const every = { text: '', jurisdiction: null, kind: null, states: [] }
const codes = (list: readonly CheckpointLive[]) => list.map(({ code }) => code)
const find = (more: object) => codes(filtered(all, facts, jurisdictions, { ...every, ...more }))

test('a filter holds by jurisdiction with all below it, state, kind, and text in name or code', () => {
  assert.deepEqual(find({}), ['K1', 'K2', 'K3'])
  assert.deepEqual(find({ jurisdiction: 'town' }), ['K2', 'K3'])
  assert.deepEqual(find({ jurisdiction: 'village' }), ['K2'])
  assert.deepEqual(find({ kind: 'county-line' }), ['K1', 'K3'])
  assert.deepEqual(find({ states: ['offline', 'alarm'] }), ['K2', 'K3'])
  assert.deepEqual(find({ text: '枫岭' }), ['K2'])
  assert.deepEqual(find({ text: 'k3', kind: 'village' }), [])
})

test('what is not known yet is in no jurisdiction, and in the whole list all the same', () => {
  assert.deepEqual(codes(filtered(all, new Map(), jurisdictions, { ...every, jurisdiction: 'county' })), [])
  assert.equal(filtered(all, new Map(), [], every).length, 3)
})

test('orders: trouble first, by name, by figures, ties by name', () => {
  assert.deepEqual(codes(sorted(all, 'trouble')), ['K3', 'K2', 'K1'])
  assert.deepEqual(codes(sorted(all, 'name')), ['K3', 'K2', 'K1'])
  assert.deepEqual(codes(sorted(all, 'vehicles')), ['K1', 'K3', 'K2'])
  assert.deepEqual(codes(sorted(all, 'queue')), ['K3', 'K2', 'K1'])
  assert.deepEqual(codes(sorted(all, 'waiting')), ['K2', 'K3', 'K1'])
})
