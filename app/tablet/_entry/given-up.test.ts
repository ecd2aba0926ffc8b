import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkEntry } from '#domain/entries/check-entry'
import type { Entry, FieldError } from '#domain/entries/entry'
import { Entry as EntryShape } from '#protocol/entry'
import { newId } from '../_outbox/new-id'
import { givenUp } from './given-up'
import { voidEntry } from './to-entry'

const SAVED_AT = Date.UTC(2026, 10, 23, 6, 2)
const refusal = (path: string, code: FieldError['code'] = 'value'): FieldError[] => [{ path, code, message: 'no' }]
const entry: Entry = {
  id: newId(),
  seq: 7,
  pairing: newId(),
  direction: 'in',
  vehicle: { plate: '浙E8M5J6', kind: 'car', trailerPlate: '浙E1234挂' },
  people: [
    {
      readings: [{ celsius: 38.2, site: 'forehead', at: '2026-11-23T06:01:00Z' }],
      name: '张三',
      idNumber: '11010519491231002X',
      disposition: 'hold',
    },
  ],
  headcount: 1,
  origin: '330500',
  load: { kind: 'livestock', expires: '2026-12-01' },
  disposition: 'hold',
  note: '原来的话',
  occurredAt: '2026-11-23T06:01:00Z',
}
/** As it goes out: of a right shape, nothing wrong with its meaning. */
const sent = (refused: FieldError[], of: Entry = entry): Entry => {
  const left = givenUp(of, refused, SAVED_AT, '浙E·8M5J6')
  for (const one of [left, voidEntry(left, newId(), '误登')]) {
    assert.equal(EntryShape.safeParse(one).success, true)
    assert.deepEqual(checkEntry(one), [])
  }
  assert.equal(left.id, of.id)
  return left
}

test('every part that was not refused is kept', () => {
  const { seq: _seq, pairing: _pairing, ...whole } = entry
  assert.deepEqual(sent(refusal('/pairing', 'pairing')), { ...whole, note: '原来的话；浙E·8M5J6' })
  const { load: _load, seq: _s, ...loadless } = entry
  assert.deepEqual(sent(refusal('/load/expires', 'time')), { ...loadless, note: '原来的话；浙E·8M5J6' })
  assert.deepEqual(sent(refusal('/vehicle/plate', 'plate')).vehicle, { plate: null, kind: 'car' })
  assert.equal(sent(refusal('/occurredAt', 'time')).occurredAt, '2026-11-23T06:02:00.000Z')
})

test('whose number was refused keeps the reading: a fever does not vanish with it', () => {
  const { people } = sent(refusal('/people/0/idNumber', 'id-number'))
  assert.equal(people[0]?.readings[0]?.celsius, 38.2)
  assert.deepEqual([people[0]?.name, people[0]?.idNumber], [undefined, undefined])
  assert.deepEqual(sent(refusal('/people/0/readings/0/celsius', 'range')).people, [])
})

test('what nobody can tell the place of is sent bare: no count, no person, no vehicle', () => {
  const bare = {
    id: entry.id,
    direction: 'in',
    vehicle: null,
    people: [],
    headcount: 0,
    disposition: 'hold',
    occurredAt: '2026-11-23T06:02:00.000Z',
    note: '浙E·8M5J6',
  }
  for (const refused of [refusal(''), [], refusal('/direction'), refusal('/amends', 'amends')]) {
    assert.deepEqual(sent(refused), bare)
  }
  // Wrong in a part that the server did not name: it is not sent to be refused once more.
  assert.deepEqual(sent(refusal('/load'), { ...entry, headcount: 0.5, occurredAt: 'no time' }), bare)
})

test('a correction that is given up never voids the passage that it was to correct', () => {
  const correction: Entry = { ...entry, amends: newId() }
  for (const refused of [refusal('/amends', 'amends'), refusal('/people/0/idNumber', 'id-number')]) {
    const left = sent(refused, correction)
    assert.equal(left.amends, undefined)
    assert.equal(voidEntry(left, newId(), '误登').amends, correction.id)
    assert.equal(left.vehicle, null)
  }
})

test('more people than an entry may list, too long a note: what fits is sent', () => {
  const many = { ...entry, people: Array.from({ length: 120 }, () => ({ readings: [] })), headcount: 700 }
  const left = sent([...refusal('/people', 'too-large'), ...refusal('/headcount', 'too-large')], many)
  assert.deepEqual([left.people.length, left.headcount], [100, 500])
  assert.equal(sent(refusal('/note', 'too-large'), { ...entry, note: 'x'.repeat(3_000) }).note, '浙E·8M5J6')
})
