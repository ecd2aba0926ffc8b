import type { Disposition, NoReading, Person, Reading, Site } from '#domain/entries/entry'
import { isHigh, type Thresholds } from '#domain/entries/thresholds'
import { NO_DETAILS, type PersonDetails, personDetailsOf, toPersonFields } from './details'

/** One person while readings are typed: three keys, and the point draws itself. */
export interface PersonDraft {
  /** Readings of before, which stay: the first one, when this is the recheck. */
  taken: readonly Reading[]
  /** Up to three digits: tenths of a degree. */
  digits: string
  site: Site
  /** When the third key fell, ISO 8601; null before. */
  at: string | null
  /** Why no reading is owed; null: one is. */
  noReading: NoReading | null
  /** A reading under 35.0 or over 43.0 was looked at and stands. */
  confirmed: boolean
  /** Where it differs from the others'; null: as theirs. */
  disposition: Disposition | null
  details: PersonDetails
}

export const KEYS_OF_A_READING = 3
/** Below it the skin is cold or the thermometer is wrong; above it, mostly the latter. Degrees Celsius. */
const ASKED_UNDER = 35
const ASKED_OVER = 43
const LEAST = 25
const MOST = 45

export const SITE_ORDER: readonly Site[] = ['forehead', 'axilla', 'ear']

export const emptyPerson = (site: Site): PersonDraft => ({
  taken: [],
  digits: '',
  site,
  at: null,
  noReading: null,
  confirmed: false,
  disposition: null,
  details: NO_DETAILS,
})

/** Degrees Celsius once all three keys fell, null before; out of 25.0 to 45.0 it is no reading. */
export function celsiusOf({ digits }: PersonDraft): number | null {
  if (digits.length < KEYS_OF_A_READING) return null
  const celsius = Number(digits) / 10
  return celsius >= LEAST && celsius <= MOST ? celsius : null
}

export const isImpossible = (person: PersonDraft): boolean =>
  person.digits.length === KEYS_OF_A_READING && celsiusOf(person) === null

/** 36.5, or 3, 36. while it is typed. */
export const shownDigits = (digits: string): string =>
  digits.length < 2 ? digits : `${digits.slice(0, 2)}.${digits.slice(2)}`

/** Asked about: never taken for normal by itself. */
export function isOdd(person: PersonDraft): 'low' | 'over' | null {
  const celsius = celsiusOf(person)
  if (celsius === null || person.confirmed) return null
  if (celsius < ASKED_UNDER) return 'low'
  return celsius > ASKED_OVER ? 'over' : null
}

/** All readings, with the one that was just typed. */
export function readingsOf(person: PersonDraft): Reading[] {
  const celsius = celsiusOf(person)
  if (celsius === null || person.at === null) return [...person.taken]
  return [...person.taken, { celsius, site: person.site, at: person.at }]
}

export const isMeasured = (person: PersonDraft): boolean =>
  person.noReading !== null || (celsiusOf(person) !== null && isOdd(person) === null)

/** The last reading is at or over the threshold of its site. */
export function standsHigh(person: PersonDraft, thresholds: Thresholds): boolean {
  const last = readingsOf(person).at(-1)
  return last !== undefined && isHigh(last, thresholds)
}

export const toPerson = (person: PersonDraft): Person => ({
  ...toPersonFields(person.details),
  readings: readingsOf(person),
  ...(person.noReading === null ? {} : { noReading: person.noReading }),
})

/** For a correction: the last reading can be typed over. */
export function personDraftOf(person: Person): PersonDraft {
  const last = person.readings.at(-1)
  const kept = { disposition: person.disposition ?? null, details: personDetailsOf(person) }
  if (!last) return { ...emptyPerson('forehead'), ...kept, noReading: person.noReading ?? null }
  return {
    ...kept,
    taken: person.readings.slice(0, -1),
    digits: String(Math.round(last.celsius * 10)),
    site: last.site,
    at: last.at,
    noReading: person.noReading ?? null,
    confirmed: true,
  }
}

/** For the recheck: what was read stays, and by axilla unless that was the site already. */
export const recheckDraftOf = (person: Person, thresholds: Thresholds): PersonDraft => {
  const last = person.readings.at(-1)
  // Who was held is held no more once the second reading is normal.
  const drafted = { ...personDraftOf(person), disposition: null }
  if (!last || !isHigh(last, thresholds)) return drafted
  return { ...emptyPerson('axilla'), details: drafted.details, taken: person.readings }
}
