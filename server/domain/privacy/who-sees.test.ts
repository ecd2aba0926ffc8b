import assert from 'node:assert/strict'
import { test } from 'node:test'
import { maskEntry } from './masked-entry'
import { DATA_KINDS, mayOpen, SEERS, type Sight, sightOf } from './who-sees'

/** Each row again, by hand: what is changed in the table must be meant. */
const ROWS: Record<(typeof SEERS)[number], Sight[]> = {
  // counts, plate, person, notes, reading, health, trajectory, order, order-reason, duty-phone, private-phone
  staff: ['full', 'shift', 'masked', 'shift', 'shift', 'shift', 'none', 'full', 'none', 'full', 'masked'],
  command: ['full', 'full', 'opened', 'full', 'full', 'none', 'opened', 'full', 'full', 'full', 'opened'],
  health: ['full', 'full', 'opened', 'full', 'full', 'full', 'opened', 'full', 'none', 'full', 'opened'],
  planner: ['full', 'none', 'none', 'none', 'none', 'none', 'none', 'none', 'none', 'full', 'masked'],
  supervisor: ['full', 'none', 'none', 'none', 'none', 'none', 'none', 'none', 'none', 'full', 'masked'],
  reporter: ['full', 'none', 'none', 'none', 'none', 'none', 'none', 'none', 'none', 'none', 'none'],
  admin: ['full', 'full', 'opened', 'full', 'full', 'none', 'opened', 'full', 'full', 'full', 'opened'],
}

test('V1 V2 V3 each row of the table', () => {
  for (const seer of SEERS) {
    assert.deepEqual(
      DATA_KINDS.map((kind) => sightOf(seer, kind)),
      ROWS[seer],
      seer,
    )
    for (const kind of DATA_KINDS) assert.equal(mayOpen(seer, kind), sightOf(seer, kind) === 'opened')
  }
})

const entry = {
  id: '1',
  note: '李四陪同',
  destination: '王五家',
  headcount: 1,
  vehicle: { plate: '浙E3K7P2', kind: 'car', trailerPlate: null },
  people: [
    {
      name: '张三',
      phone: '13812341234',
      idNumber: '11010519491231002X',
      readings: [{ celsius: 38 }],
      symptoms: ['cough'],
      via: ['420100'],
    },
  ],
}

test('V4 V5 duty officers see persons masked, health alone what is of health', () => {
  const masked = { ...entry.people[0], name: '张*', phone: '138****1234', idNumber: '110*************2X' }
  const { symptoms: _, via: __, ...unwell } = masked
  assert.deepEqual(maskEntry(entry, 'health'), { ...entry, people: [masked] })
  assert.deepEqual(maskEntry(entry, 'command'), { ...entry, people: [unwell] })
  assert.deepEqual(maskEntry(entry, 'admin'), { ...entry, people: [unwell] })
  assert.deepEqual(maskEntry(entry, 'staff'), { ...entry, people: [masked] })
})

test('V4 who sees nothing of anybody gets the entry without it', () => {
  const bare = { id: '1', headcount: 1, vehicle: { kind: 'car', trailerPlate: null }, people: [{}] }
  assert.deepEqual(maskEntry(entry, 'planner'), bare)
  assert.deepEqual(maskEntry(entry, 'supervisor'), bare)
  assert.deepEqual(maskEntry(entry, 'reporter'), bare)
  assert.deepEqual(maskEntry({ id: '1', vehicle: null, people: [null] }, 'planner'), {
    id: '1',
    vehicle: null,
    people: [null],
  })
})
