import { idNumberFault } from '../identifiers/id-number'
import { plateFault, trailerPlateFault } from '../identifiers/plate'
import { isDate, parseInstant } from '../instant'
import { type Entry, type FieldError, LIMITS, type Person, type Vehicle } from './entry'

/**
 * What a well-shaped Entry must mean to be stored. What was done at the barrier is a fact and is never refused for
 * being wrong (a fever that was sent on is stored and raises an alert); refused is only what can't be read or can't be.
 */

const CELSIUS_LEAST = 25
const CELSIUS_MOST = 45
/** GA/T 517: the resident ID card. */
const RESIDENT_ID_CARD = '111'

const UNREADABLE_TIME = 'must be a time that exists, ISO 8601 with a zone'

const checkVehicle = (vehicle: Vehicle, errors: FieldError[]): void => {
  if (vehicle.plate !== null) {
    const message = plateFault(vehicle.plate, vehicle.plateForm ?? 'civil')
    if (message !== null) errors.push({ path: '/vehicle/plate', code: 'plate', message })
  }
  if (vehicle.trailerPlate != null) {
    const message = trailerPlateFault(vehicle.trailerPlate)
    if (message !== null) errors.push({ path: '/vehicle/trailerPlate', code: 'plate', message })
  }
}

const checkPerson = (person: Person, index: number, entry: Entry, errors: FieldError[]): void => {
  for (let at = 0; at < person.readings.length; at++) {
    // In bounds: `at` is below the length.
    const reading = person.readings[at]!
    const { celsius } = reading
    // Decimal fractions are not exact in binary; one decimal is the nearest double to a tenth.
    if (!(celsius >= CELSIUS_LEAST && celsius <= CELSIUS_MOST) || Math.round(celsius * 10) / 10 !== celsius) {
      errors.push({
        path: `/people/${index}/readings/${at}/celsius`,
        code: 'range',
        message: 'must be 25.0 to 45.0 with at most one decimal',
      })
    }
    if (parseInstant(reading.at) === null) {
      errors.push({ path: `/people/${index}/readings/${at}/at`, code: 'time', message: UNREADABLE_TIME })
    }
  }
  if (person.idNumber != null && (person.idKind ?? RESIDENT_ID_CARD) === RESIDENT_ID_CARD) {
    const message = idNumberFault(person.idNumber, { paper: entry.paper === true })
    if (message !== null) errors.push({ path: `/people/${index}/idNumber`, code: 'id-number', message })
  }
  const { guardian } = person
  if (guardian != null && (guardian >= entry.people.length || guardian === index)) {
    errors.push({
      path: `/people/${index}/guardian`,
      code: 'range',
      message: 'must be the index of another person of this entry',
    })
  }
}

const checkAmends = (entry: Entry, errors: FieldError[]): void => {
  if (entry.amends === entry.id) {
    errors.push({ path: '/amends', code: 'amends', message: 'must be the id of another entry' })
  }
  if (entry.void == null) return
  if (entry.amends == null) {
    errors.push({ path: '/void', code: 'void', message: 'must come with amends, the id of the entry that it voids' })
  }
  if (entry.void.reason.trim() === '') {
    errors.push({ path: '/void/reason', code: 'void', message: 'must say why' })
  }
}

/** Everything that is wrong with a well-shaped entry; empty where it is good. Messages never repeat what was sent. */
export const checkEntry = (entry: Entry): FieldError[] => {
  const errors: FieldError[] = []
  const { people, headcount } = entry
  if (people.length > LIMITS.people) {
    errors.push({ path: '/people', code: 'too-large', message: `must have at most ${LIMITS.people} items` })
  }
  if (headcount > LIMITS.headcount) {
    errors.push({ path: '/headcount', code: 'too-large', message: `must be at most ${LIMITS.headcount}` })
  } else if (!(headcount >= people.length)) {
    errors.push({ path: '/headcount', code: 'range', message: 'must be at least the number of people listed' })
  }
  if (entry.vehicle !== null) checkVehicle(entry.vehicle, errors)
  // In bounds: `index` is below the length.
  for (let index = 0; index < people.length; index++) checkPerson(people[index]!, index, entry, errors)
  if (parseInstant(entry.occurredAt) === null) {
    errors.push({ path: '/occurredAt', code: 'time', message: UNREADABLE_TIME })
  }
  if (entry.load?.expires != null && !isDate(entry.load.expires)) {
    errors.push({ path: '/load/expires', code: 'time', message: 'must be a date that exists, YYYY-MM-DD' })
  }
  checkAmends(entry, errors)
  return errors
}
