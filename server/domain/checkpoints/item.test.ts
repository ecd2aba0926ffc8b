import assert from 'node:assert/strict'
import { test } from 'node:test'
import { beginsShift, checkItem, endsShift, type Handover, type Shift, type ZeroReport } from './item'

const ID = '0190a0a0-0000-7000-8000-000000000001'
const OTHER = '0190a0a0-0000-7000-8000-000000000002'
const occurredAt = '2026-11-23T07:00:00+08:00'
const shift = (changes: Partial<Shift> = {}): Shift => ({
  kind: 'shift',
  id: ID,
  occurredAt,
  people: [{ name: '王一' }],
  signedBy: '王一',
  ...changes,
})
const handover = (changes: Partial<Handover> = {}): Handover => ({
  kind: 'handover',
  id: ID,
  occurredAt,
  shift: OTHER,
  people: [{ name: '李二' }],
  givenBy: '王一',
  takenBy: '李二',
  ...changes,
})
const report = (period: ZeroReport['period'], changes: Partial<ZeroReport> = {}): ZeroReport => ({
  kind: 'zero-report',
  id: ID,
  occurredAt,
  period,
  abnormal: 0,
  signedBy: '王一',
  ...changes,
})
const codes = (item: Parameters<typeof checkItem>[0]) => checkItem(item).map(({ path, code }) => `${path} ${code}`)

test('J1 a shift begins with people or ends another', () => {
  assert.deepEqual(codes(shift()), [])
  assert.equal(beginsShift(shift()), true)
  const end = shift({ people: null, ends: OTHER })
  assert.deepEqual(codes(end), [])
  assert.deepEqual([beginsShift(end), endsShift(end)], [false, OTHER])
  assert.deepEqual(codes(shift({ people: [] })), ['/people missing'])
})

test('J2 a handover ends one shift and begins its own', () => {
  assert.deepEqual(codes(handover()), [])
  assert.deepEqual([beginsShift(handover()), endsShift(handover())], [true, OTHER])
  assert.equal(endsShift(handover({ shift: null })), null)
  assert.deepEqual(codes(handover({ shift: ID })), ['/shift value'])
})

test('J3 the period of a report exists and runs forward', () => {
  const from = '2026-11-22T18:00:00+08:00'
  assert.deepEqual(codes(report({ from, to: '2026-11-23T18:00:00+08:00' }, { abnormal: 3, noTraffic: true })), [])
  assert.deepEqual(codes(report({ from, to: '2026-11-22T10:00:00Z' })), ['/period/to range'])
  assert.deepEqual(codes(report({ from: '2026-02-30T18:00:00Z', to: from })), ['/period/from time'])
  assert.deepEqual(codes({ ...shift(), occurredAt: '2026-02-30T18:00:00Z' }), ['/occurredAt time'])
})

test('J4 practice begins no shift and ends none', () => {
  assert.equal(beginsShift(shift({ drill: true })), false)
  assert.equal(endsShift(handover({ drill: true })), null)
})
