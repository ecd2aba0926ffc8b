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
