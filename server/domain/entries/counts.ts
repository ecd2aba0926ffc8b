import type { Disposition, Entry } from './entry'
import { isRiskHit } from './risk'
import { firstIsHigh, isFever, type Thresholds } from './thresholds'

/**
 * What every counter counts: passages (辆次, 人次), never distinct cars or persons. The order is the order of the
 * columns of `counters` and of the vector kept with each entry; new counts are added at the end.
 */
export const COUNT_NAMES = [
  'vehiclesIn',
  'vehiclesOut',
  'people',
  'highReadings',
  'fevers',
  'riskVehicles',
  'riskPeople',
  'turnedBackVehicles',
  'turnedBackPeople',
  'held',
  'home',
  'isolation',
  'hospital',
] as const

export type CountName = (typeof COUNT_NAMES)[number]
export type Counts = Record<CountName, number>

/** Counts as a vector in the order of COUNT_NAMES. */
export type CountVector = readonly number[]

export const zeroCounts = (): Counts =>
  Object.fromEntries(COUNT_NAMES.map((name) => [name, 0] as const)) as Record<CountName, number>

export const countsFromVector = (vector: CountVector): Counts => {
  const counts = zeroCounts()
  for (const [index, name] of COUNT_NAMES.entries()) counts[name] = vector[index] ?? 0
  return counts
}

/** Where each count stands in a vector: in the order of COUNT_NAMES, which a test holds this to. */
const AT = {
  vehiclesIn: 0,
  vehiclesOut: 1,
  people: 2,
  highReadings: 3,
  fevers: 4,
  riskVehicles: 5,
  riskPeople: 6,
  turnedBackVehicles: 7,
  turnedBackPeople: 8,
  held: 9,
  home: 10,
  isolation: 11,
  hospital: 12,
} as const satisfies Record<CountName, number>

/** The count to which people of a disposition add, or -1. */
const placeOf = (disposition: Disposition): number => {
  switch (disposition) {
    case 'turn-back':
      return AT.turnedBackPeople
    case 'hold':
      return AT.held
    case 'home-observation':
      return AT.home
    case 'isolation':
      return AT.isolation
    case 'hospital':
      return AT.hospital
    default:
      return -1
  }
}

const add = (vector: number[], place: number, amount: number): void => {
  if (place >= 0) vector[place] = (vector[place] ?? 0) + amount
}

/**
 * What one entry adds to the counters of its checkpoint, hour and direction, under the thresholds of its policy. A void
 * and a drill add nothing. People beyond those listed have the entry's disposition and no reading.
 */
export const countEntry = (entry: Entry, thresholds: Readonly<Thresholds>): number[] => {
  const vector = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
  if (entry.drill === true || entry.void != null) return vector

  const { people, headcount, disposition } = entry
  const vehicles = entry.vehicle === null ? 0 : 1
  vector[entry.direction === 'in' ? AT.vehiclesIn : AT.vehiclesOut] = vehicles
  vector[AT.people] = headcount
  if (disposition === 'turn-back') vector[AT.turnedBackVehicles] = vehicles
  if (isRiskHit(entry.hits)) {
    vector[AT.riskVehicles] = vehicles
    vector[AT.riskPeople] = headcount
  }

  for (const person of people) {
    const own = person.disposition ?? disposition
    add(vector, placeOf(own), 1)
    if (firstIsHigh(person, thresholds)) add(vector, AT.highReadings, 1)
    if (isFever(person, own, thresholds)) add(vector, AT.fevers, 1)
  }
  if (headcount > people.length) add(vector, placeOf(disposition), headcount - people.length)
  return vector
}

export const addVectors = (a: CountVector, b: CountVector): number[] =>
  COUNT_NAMES.map((_, index) => (a[index] ?? 0) + (b[index] ?? 0))

/** What is left of `a` without `b`: the move that a correction makes is `subtractVectors(now, before)`. */
export const subtractVectors = (a: CountVector, b: CountVector): number[] =>
  COUNT_NAMES.map((_, index) => (a[index] ?? 0) - (b[index] ?? 0))

export const sumCounts = (vectors: Iterable<CountVector>): number[] => {
  const sum = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
  for (const vector of vectors) {
    for (let index = 0; index < sum.length; index++) sum[index] = (sum[index] ?? 0) + (vector[index] ?? 0)
  }
  return sum
}
