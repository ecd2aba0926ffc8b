import { maskIdNumber } from '../identifiers/id-number'
import { maskName } from '../identifiers/name'
import { maskPhone } from '../identifiers/phone'
import { maskPlate } from '../identifiers/plate'
import { type DataKind, type Seer, type Sight, sightOf } from './who-sees'

/** Which member of an entry is which kind of data. What is not named here tells nothing of anybody. */
const OF_ENTRY: Record<string, DataKind> = {
  note: 'notes',
  destination: 'notes',
  pass: 'notes',
  void: 'notes',
  load: 'notes',
}
const OF_VEHICLE: Record<string, DataKind> = { plate: 'plate', trailerPlate: 'plate' }
const OF_PERSON: Record<string, DataKind> = {
  name: 'person',
  phone: 'person',
  idNumber: 'person',
  noId: 'notes',
  readings: 'reading',
  noReading: 'reading',
  symptoms: 'health',
  via: 'health',
  riskVisit: 'health',
}

const MASKS: Record<string, (text: string) => string> = {
  name: maskName,
  phone: maskPhone,
  idNumber: maskIdNumber,
  plate: maskPlate,
  trailerPlate: maskPlate,
}

type Members = Record<string, unknown>

const isMembers = (value: unknown): value is Members => typeof value === 'object' && value !== null

const isFull = (sight: Sight): boolean => sight === 'full' || sight === 'shift'

const show = (members: Members, kinds: Record<string, DataKind>, seer: Seer): Members => {
  const shown = { ...members }
  for (const [field, kind] of Object.entries(kinds)) {
    const value = members[field]
    const sight = sightOf(seer, kind)
    if (value === undefined || value === null || isFull(sight)) continue
    const mask = MASKS[field]
    if (sight !== 'none' && mask !== undefined && typeof value === 'string') shown[field] = mask(value)
    else delete shown[field]
  }
  return shown
}

/** An entry as this seer sees it in a list; what was opened for a reason is another matter. */
export const maskEntry = (entry: Members, seer: Seer): Members => {
  const shown = show(entry, OF_ENTRY, seer)
  if (isMembers(entry.vehicle)) shown.vehicle = show(entry.vehicle, OF_VEHICLE, seer)
  if (Array.isArray(entry.people)) {
    shown.people = entry.people.map((person: unknown) => (isMembers(person) ? show(person, OF_PERSON, seer) : person))
  }
  return shown
}
