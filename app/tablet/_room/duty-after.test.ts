import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Item } from '#domain/checkpoints/item'
import { dutyAfter, NO_DUTY } from './duty-after'

const at = '2026-11-23T07:00:00.000Z'
const after = (...items: Item[]) => items.reduce(dutyAfter, NO_DUTY)
const begin: Item = { kind: 'shift', id: 'a', occurredAt: at, people: [{ name: '王一' }], signedBy: '王一' }

test('a shift begins, is handed over without a gap, and ends', () => {
  assert.deepEqual(after(begin).shifts, [{ id: 'a', since: at, people: [{ name: '王一' }] }])
  const handover: Item = {
    kind: 'handover',
    id: 'b',
    occurredAt: at,
    shift: 'a',
    people: [{ name: '李二' }],
    givenBy: '王一',
    takenBy: '李二',
  }
  assert.deepEqual(
    after(begin, handover).shifts.map(({ id }) => id),
    ['b'],
  )
  const end: Item = { kind: 'shift', id: 'c', occurredAt: at, ends: 'b', signedBy: '李二' }
  const over = after(begin, handover, end)
  assert.deepEqual([over.shifts, over.keepsShifts], [[], true])
  assert.deepEqual(after({ ...begin, drill: true }), NO_DUTY)
})

test('the same item twice, as after the server’s own word, changes nothing more', () => {
  assert.deepEqual(after(begin, begin), after(begin))
  const fault: Item = { kind: 'log', id: 'f', occurredAt: at, log: 'fault', what: '测温枪' }
  assert.deepEqual(after(fault, fault).faults, [{ id: 'f', at, what: '测温枪' }])
  assert.deepEqual(after(fault, { ...fault, id: 'g', mends: 'f' }).faults, [])
})

test('stock, queue, logs and report are those that were said last', () => {
  const period = { from: '2026-11-22T10:00:00Z', to: '2026-11-23T10:00:00Z' }
  const duty = after(
    { kind: 'stock', id: 's', occurredAt: at, stock: { masks: 4 } },
    { kind: 'queue', id: 'q', occurredAt: at, vehicles: 6 },
    { kind: 'log', id: 'l', occurredAt: at, log: 'waste' },
    { kind: 'zero-report', id: 'z', occurredAt: at, period, abnormal: 0, signedBy: '王一' },
  )
  assert.deepEqual(duty.stock, { at, amounts: { masks: 4 }, wanted: null })
  assert.deepEqual(duty.queue, { at, vehicles: 6 })
  assert.equal(duty.logs.waste, at)
  assert.deepEqual(duty.report, { ...period, abnormal: 0, noTraffic: false, at })
})
