import type { Entry } from '#domain/entries/entry'
import { plate as withDot } from '../_text/format'
import type { tablet } from '../_text/tablet'

type Words = (typeof tablet)['zh']

/** 浙E·8M5J6, 步行, 无牌 电动车: what passed, as staff name it. */
export function whatPassed(entry: Entry, words: Words): string {
  const { vehicle } = entry
  if (vehicle === null) return words.list.onFoot
  if (vehicle.plate !== null) return withDot(vehicle.plate)
  return vehicle.kind === 'special' ? words.kind.special : `${words.list.noPlate} ${words.kind[vehicle.kind]}`
}

/** The last reading of each, 36.5 36.4; a word where there is none. */
export const readingsOfEntry = (entry: Entry, words: Words): string[] =>
  entry.people.map((person) => {
    const last = person.readings.at(-1)
    if (last) return last.celsius.toFixed(1)
    return person.noReading ? words.noReading[person.noReading] : '—'
  })
