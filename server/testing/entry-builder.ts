import { randomUUID } from 'node:crypto'
import type { Entry } from '#domain/entries/entry'

/** A car with its driver, 36.5 °C, let through: what a test does not name. */
export const anEntry = (changes: Partial<Entry> & { occurredAt: string }): Entry => ({
  id: randomUUID(),
  direction: 'in',
  vehicle: { plate: '浙E3K7P2', kind: 'car', plateType: '02' },
  people: [{ readings: [{ celsius: 36.5, site: 'forehead', at: changes.occurredAt }] }],
  headcount: 1,
  disposition: 'release',
  ...changes,
})
