import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  addVectors,
  COUNT_NAMES,
  type Counts,
  countEntry,
  countsFromVector,
  subtractVectors,
  sumCounts,
  zeroCounts,
} from './counts'
import type { Disposition, Entry, Person, Reading } from './entry'
import { DEFAULT_THRESHOLDS } from './thresholds'

const at = '2026-11-25T06:30:00+08:00'
const taken = (...celsius: number[]): Reading[] => celsius.map((value) => ({ celsius: value, site: 'forehead', at }))
const person = (readings: Reading[], disposition?: Disposition): Person => ({ readings, disposition })

const counted = (changes: Partial<Entry>): Partial<Counts> => {
  const entry: Entry = {
    id: '019a0000-0000-7000-8000-000000000001',
    direction: 'in',
    vehicle: { plate: '浙E3K7P2', kind: 'car' },
    people: [],
    headcount: 0,
    disposition: 'release',
    occurredAt: at,
    ...changes,
  }
  const counts = countsFromVector(countEntry(entry, DEFAULT_THRESHOLDS))
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count !== 0))
}

test('N1 vehicles count by direction, turned back or not; people by headcount', () => {
  assert.deepEqual(counted({ headcount: 40 }), { vehiclesIn: 1, people: 40 })
  assert.deepEqual(counted({ direction: 'out', headcount: 2 }), { vehiclesOut: 1, people: 2 })
  assert.deepEqual(counted({ vehicle: null, headcount: 3 }), { people: 3 })
  assert.deepEqual(counted({ disposition: 'turn-back', headcount: 2 }), {
    vehiclesIn: 1,
    people: 2,
    turnedBackVehicles: 1,
    turnedBackPeople: 2,
  })
  assert.deepEqual(counted({ vehicle: null, disposition: 'turn-back', headcount: 2 }), {
    people: 2,
    turnedBackPeople: 2,
  })
})

test('N2 high readings and fevers count listed people', () => {
  const people = [
    person(taken(36.5)),
    person(taken(37.3, 36.9)),
    person(taken(37.5, 37.3), 'hospital'),
    person(taken(38), 'isolation'),
    person(taken(38), 'hold'),
    person([]),
  ]
  assert.deepEqual(counted({ people, headcount: 50 }), {
    vehiclesIn: 1,
    people: 50,
    highReadings: 4,
    fevers: 2,
    hospital: 1,
    isolation: 1,
    held: 1,
  })
})

test('N3 a risk hit counts the vehicle and the headcount, a watch hit nothing', () => {
  for (const kind of ['plate', 'origin', 'stay'] as const) {
    const hits = [
      { kind: 'watch' as const, rule: 'w' },
      { kind, rule: 'a' },
      { kind, rule: 'b' },
    ]
    assert.deepEqual(counted({ hits, headcount: 3 }), { vehiclesIn: 1, people: 3, riskVehicles: 1, riskPeople: 3 })
  }
  assert.deepEqual(counted({ hits: [{ kind: 'watch', rule: 'w' }], headcount: 3 }), { vehiclesIn: 1, people: 3 })
  const hits = [{ kind: 'stay' as const, rule: 'a' }]
  assert.deepEqual(counted({ hits, vehicle: null, headcount: 3 }), { people: 3, riskPeople: 3 })
})

test('N4 people count by their own disposition, those not listed by the entry’s; the vehicle by the entry’s', () => {
  assert.deepEqual(
    counted({ disposition: 'home-observation', people: [person([]), person([], 'turn-back')], headcount: 5 }),
    {
      vehiclesIn: 1,
      people: 5,
      home: 4,
      turnedBackPeople: 1,
    },
  )
  assert.deepEqual(counted({ disposition: 'turn-back', people: [person([], 'hold')], headcount: 1 }), {
    vehiclesIn: 1,
    people: 1,
    held: 1,
    turnedBackVehicles: 1,
  })
  for (const disposition of ['handover', 'point-to-point', 'refused', 'evaded'] as const) {
    assert.deepEqual(counted({ disposition, headcount: 2 }), { vehiclesIn: 1, people: 2 })
  }
})

test('N5 a void and a drill add nothing', () => {
  const full: Partial<Entry> = { headcount: 9, disposition: 'turn-back', people: [person(taken(39, 39))] }
  assert.deepEqual(counted({ ...full, drill: true }), {})
  assert.deepEqual(counted({ ...full, amends: '019a0000-0000-7000-8000-000000000000', void: { reason: '录错' } }), {})
  assert.notDeepEqual(counted({ ...full, drill: false, void: null }), {})
})

test('N6 vectors are in the order of the names and add up place by place', () => {
  assert.deepEqual(countsFromVector(COUNT_NAMES.map((_, index) => index)).hospital, COUNT_NAMES.indexOf('hospital'))
  assert.deepEqual(countsFromVector(sumCounts([])), zeroCounts())
  const vector = fc.array(fc.integer({ min: -1000, max: 1000 }), {
    minLength: COUNT_NAMES.length,
    maxLength: COUNT_NAMES.length,
  })
  fc.assert(
    fc.property(vector, vector, (a, b) => {
      assert.deepEqual(subtractVectors(addVectors(a, b), b), a)
      assert.deepEqual(addVectors(a, b), sumCounts([a, b]))
    }),
  )
})

test('N6 each place of an entry’s vector bears the name it should', () => {
  const everything = countEntry(
    {
      id: '019a0000-0000-7000-8000-000000000001',
      direction: 'out',
      vehicle: { plate: null, kind: 'coach' },
      people: [
        person([], 'hold'),
        ...Array.from({ length: 2 }, () => person([], 'home-observation')),
        ...Array.from({ length: 3 }, () => person(taken(38), 'isolation')),
        ...Array.from({ length: 4 }, () => person(taken(38), 'hospital')),
      ],
      headcount: 15,
      disposition: 'turn-back',
      hits: [{ kind: 'origin', rule: 'r' }],
      occurredAt: at,
    },
    DEFAULT_THRESHOLDS,
  )
  assert.deepEqual(countsFromVector(everything), {
    vehiclesIn: 0,
    vehiclesOut: 1,
    people: 15,
    highReadings: 7,
    fevers: 7,
    riskVehicles: 1,
    riskPeople: 15,
    turnedBackVehicles: 1,
    turnedBackPeople: 5,
    held: 1,
    home: 2,
    isolation: 3,
    hospital: 4,
  })
})
