import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkEntry } from './check-entry'
import type { Entry, Person } from './entry'

const person = (changes: Partial<Person> = {}): Person => ({
  readings: [{ celsius: 36.5, site: 'forehead', at: '2026-11-25T06:30:00+08:00' }],
  ...changes,
})

const entry = (changes: Partial<Entry> = {}): Entry => ({
  id: '019a0000-0000-7000-8000-000000000001',
  direction: 'in',
  vehicle: { plate: '浙E3K7P2', kind: 'car' },
  people: [person()],
  headcount: 1,
  disposition: 'release',
  occurredAt: '2026-11-25T06:30:00+08:00',
  ...changes,
})

const found = (changes: Partial<Entry>): string[] => checkEntry(entry(changes)).map((e) => `${e.path} ${e.code}`)

const reading = (celsius: number) => [{ celsius, site: 'ear' as const, at: '2026-11-25T06:30:00Z' }]

test('E8 a good entry has no errors', () => {
  assert.deepEqual(found({}), [])
  assert.deepEqual(found({ vehicle: null, people: [], headcount: 0 }), [])
})

test('E1 celsius is 25.0 to 45.0 with at most one decimal', () => {
  for (let tenths = 250; tenths <= 450; tenths++) {
    assert.deepEqual(found({ people: [person({ readings: reading(tenths / 10) })] }), [], String(tenths / 10))
    assert.deepEqual(found({ people: [person({ readings: reading(Number((tenths * 0.1).toFixed(1))) })] }), [])
  }
  for (const celsius of [24.9, 45.1, 36.55, 36.500001, 0, -36.5, Number.NaN, Number.POSITIVE_INFINITY]) {
    assert.deepEqual(found({ people: [person({ readings: reading(celsius) })] }), [
      '/people/0/readings/0/celsius range',
    ])
  }
})

test('E2 headcount is at least the people listed and at most 500', () => {
  assert.deepEqual(found({ headcount: 500 }), [])
  assert.deepEqual(found({ headcount: 501 }), ['/headcount too-large'])
  assert.deepEqual(found({ headcount: 0 }), ['/headcount range'])
  const people = Array.from({ length: 101 }, () => person())
  assert.deepEqual(found({ people, headcount: 101 }), ['/people too-large'])
  assert.deepEqual(found({ people: people.slice(1), headcount: 100 }), [])
})

test('E3 plates obey the grammar of their form', () => {
  const plated = (vehicle: Partial<Entry['vehicle']>) => found({ vehicle: { plate: null, kind: 'car', ...vehicle } })
  assert.deepEqual(plated({}), [])
  assert.deepEqual(plated({ plate: '浙E·3K7P2' }), ['/vehicle/plate plate'])
  assert.deepEqual(plated({ plate: 'WJ浙0123X' }), ['/vehicle/plate plate'])
  assert.deepEqual(plated({ plate: 'WJ浙0123X', plateForm: 'special' }), [])
  assert.deepEqual(plated({ plate: '浙E3K7P2', plateForm: null }), [])
  assert.deepEqual(plated({ plate: '浙E3K7P2', trailerPlate: '浙E1234挂' }), [])
  assert.deepEqual(plated({ plate: '浙E3K7P2', trailerPlate: '浙E 1234挂' }), ['/vehicle/trailerPlate plate'])
})

test('E4 idNumber of kind 111 is right, others are not checked', () => {
  const identified = (changes: Partial<Person>, more: Partial<Entry> = {}) =>
    found({ people: [person(changes)], ...more })
  assert.deepEqual(identified({ idNumber: '11010519491231002X' }), [])
  assert.deepEqual(identified({ idNumber: '110105194912310021' }), ['/people/0/idNumber id-number'])
  assert.deepEqual(identified({ idNumber: '110105194912310021', idKind: '111' }), ['/people/0/idNumber id-number'])
  assert.deepEqual(identified({ idNumber: 'E12345678', idKind: '414' }), [])
  assert.deepEqual(identified({ idNumber: null }), [])
  assert.deepEqual(identified({ idNumber: '110105491231002' }), ['/people/0/idNumber id-number'])
  assert.deepEqual(identified({ idNumber: '110105491231002' }, { paper: true }), [])
})

test('E5 a guardian is another person of the entry', () => {
  const guarded = (guardian: number) => found({ people: [person({ guardian }), person()], headcount: 2 })
  assert.deepEqual(guarded(1), [])
  assert.deepEqual(guarded(0), ['/people/0/guardian range'])
  assert.deepEqual(guarded(2), ['/people/0/guardian range'])
})

test('E6 void needs amends and a reason; nothing amends itself', () => {
  const amends = '019a0000-0000-7000-8000-000000000000'
  assert.deepEqual(found({ amends, void: { reason: '录错' } }), [])
  assert.deepEqual(found({ void: { reason: '录错' } }), ['/void void'])
  assert.deepEqual(found({ amends, void: { reason: ' \u3000' } }), ['/void/reason void'])
  assert.deepEqual(found({ amends: entry().id }), ['/amends amends'])
  assert.deepEqual(found({ amends: null, void: null }), [])
})

test('E7 times exist', () => {
  assert.deepEqual(found({ occurredAt: '2026-02-30T06:30:00Z' }), ['/occurredAt time'])
  assert.deepEqual(found({ occurredAt: '2026-11-25T25:00:00Z' }), ['/occurredAt time'])
  assert.deepEqual(found({ occurredAt: '1996-02-29T06:30Z' }), [])
  const at = '2026-13-01T06:30:00Z'
  const bad = person({ readings: [...person().readings, { celsius: 36.4, site: 'ear', at }] })
  assert.deepEqual(found({ people: [bad] }), ['/people/0/readings/1/at time'])
  assert.deepEqual(found({ load: { kind: 'livestock', expires: '2026-02-29' } }), ['/load/expires time'])
  assert.deepEqual(found({ load: { kind: 'livestock', expires: '2028-02-29' } }), [])
})

test('E8 what was done is never refused', () => {
  const fever = person({ readings: [...reading(39.5), ...reading(39.4)], disposition: 'release' })
  assert.deepEqual(found({ people: [fever] }), [])
  assert.deepEqual(found({ people: [person({ readings: [], noReading: null })] }), [])
  assert.deepEqual(found({ people: [person({ noReading: 'refused' })] }), [])
})

test('E9 errors are all given and repeat nothing that was sent', () => {
  const errors = checkEntry(
    entry({
      vehicle: { plate: 'secret', kind: 'car' },
      people: [person({ idNumber: 'secret', readings: reading(99.5) })],
      occurredAt: 'secret',
    }),
  )
  assert.deepEqual(errors.map((error) => error.code).sort(), ['id-number', 'plate', 'range', 'time'])
  assert.equal(JSON.stringify(errors).includes('secret'), false)
  assert.equal(JSON.stringify(errors).includes('99'), false)
})
