import { idNumberFault, maskIdNumber, normaliseIdNumber } from '../identifiers/id-number'
import { maskPlate, normalisePlate, PROVINCES, plateFault } from '../identifiers/plate'

export const SUBJECT_KINDS = ['plate', 'person'] as const
/** What a watch list names: a vehicle by its plate, a person by the number of a document. */
export type SubjectKind = (typeof SUBJECT_KINDS)[number]

/**
 * What is digested, in UTF-8: `plate:浙E3K7P2` with the canonical plate, `person:33052319900101003X` with the canonical
 * number of the document. The name before the colon keeps one kind's digest from ever being another's.
 */
export const subjectName = (kind: SubjectKind, canonical: string): string => `${kind}:${canonical}`

interface ReadSubject {
  canonical: string
  /** For whoever keeps the list; never all of it. */
  label: string
}

const plateProblem = (plate: string): string | null => {
  // Anything is a special plate, so what begins as a civil one must be right as one: a letter left out is found here.
  if (PROVINCES.includes(plate.charAt(0)) && !plate.includes('临')) return plateFault(plate, 'civil')
  return plateFault(plate, 'special') === null ? null : plateFault(plate, 'foreign')
}

const numberProblem = (number: string): string | null => {
  // 18 characters are a resident ID number; passports and permits have other lengths.
  if (number.length === 18) return idNumberFault(number, { paper: false })
  return /^[0-9A-Z]{5,20}$/.test(number) ? null : 'must be the number of a document, 5 to 20 letters and digits'
}

/** What was typed, in the spelling that is digested; or what is wrong with it, in English that follows the field's name. */
export const readSubject = (kind: SubjectKind, typed: string): ReadSubject | { fault: string } => {
  const canonical = kind === 'plate' ? normalisePlate(typed) : normaliseIdNumber(typed)
  const fault = canonical === '' ? 'must not be empty' : (kind === 'plate' ? plateProblem : numberProblem)(canonical)
  if (fault !== null) return { fault }
  return { canonical, label: (kind === 'plate' ? maskPlate : maskIdNumber)(canonical) }
}
