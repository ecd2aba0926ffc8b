import { idNumberFaultCode } from '#domain/identifiers/id-number'
import { type PlateFaultCode, trailerPlateFault } from '#domain/identifiers/plate'
import { idNumberOf, needsCertificate, type PersonDetails, RESIDENT_ID_CARD, trailerPlateOf } from './details'
import { standingFevers } from './entry-form'
import { type EntryForm, headcountOf, type Level, othersOf } from './form-shape'
import { isGone, stopsLoad } from './outcome'
import { isMeasured, isOdd } from './person-draft'
import { isComplete, lineFault, placesMissing } from './plate-draft'

/** What is still owed before the primary key saves; it names them in the reader's words. */

export type AskedField =
  | 'name'
  | 'phone'
  | 'from'
  | 'to'
  | 'document'
  | 'guardian'
  | 'certificate'
  | 'expires'
  | 'count'

export type Missing =
  | { what: 'plate'; places: number }
  | { what: 'plate-wrong'; fault: PlateFaultCode }
  | { what: 'readings'; people: number }
  | { what: 'odd' }
  | { what: 'headcount' }
  | { what: 'others'; people: number }
  | { what: 'details'; fields: readonly AskedField[] }
  | { what: 'id-number'; person: number }
  | { what: 'trailer-plate' }
  | { what: 'load-expired' }
  /** From paper: when it passed, and what was done with a fever. */
  | { what: 'paper-time' }
  | { what: 'done' }
  | { what: 'reason' }

const ADULT_YEARS = 18

/** Whether the ID card tells that its holder is under 18 on that local date. */
export function isMinor(details: PersonDetails, today: string): boolean {
  const idNumber = idNumberOf(details)
  if (details.idKind !== RESIDENT_ID_CARD || idNumberFaultCode(idNumber, { paper: false }) !== null) return false
  const born = idNumber.slice(6, 14)
  const grownUp = `${Number(today.slice(0, 4)) - ADULT_YEARS}${today.slice(5, 7)}${today.slice(8, 10)}`
  return born > grownUp
}

const idNumberIsWrong = (details: PersonDetails, paper: boolean): boolean => {
  const idNumber = idNumberOf(details)
  return details.idKind === RESIDENT_ID_CARD && idNumber !== '' && idNumberFaultCode(idNumber, { paper }) !== null
}

/** A certificate that ended before this local day. */
export const loadExpired = ({ trip: { load }, today }: EntryForm): boolean =>
  load !== null && load.expires !== '' && load.expires < today

/** 标准: the driver's name, phone, from, to. 全员: a document for each. On duty and back again, none is asked. */
function asked(form: EntryForm, level: Level): AskedField[] {
  const fields = new Set<AskedField>()
  const owing = form.people.filter(({ noReading }) => noReading !== 'on-duty' && noReading !== 'repeat')
  const first = owing[0]
  if (first && level !== 'brief') {
    if (first.details.name.trim() === '') fields.add('name')
    if (first.details.phone.trim() === '') fields.add('phone')
    if (form.trip.origin === '') fields.add('from')
    if (form.trip.destination.trim() === '') fields.add('to')
  }
  if (level === 'full') {
    if (owing.some(({ details }) => idNumberOf(details) === '' && details.noId.trim() === '')) fields.add('document')
    if (
      form.people.length > 1 &&
      owing.some(({ details }) => details.guardian === null && isMinor(details, form.today))
    ) {
      fields.add('guardian')
    }
  }
  const { load } = form.trip
  if (load && needsCertificate(load.kind)) {
    if (load.certificate.trim() === '') fields.add('certificate')
    if (load.expires === '') fields.add('expires')
    if (!/^\d+$/.test(load.count)) fields.add('count')
  }
  return [...fields]
}

function plateMissing(form: EntryForm): Missing[] {
  if (form.onFoot || isComplete(form.plate)) return []
  const { mode, pattern } = form.plate
  // Before a pattern is chosen nobody knows how many places it has.
  const places = mode === 'special' && pattern === null ? 0 : placesMissing(form.plate)
  const fault = lineFault(form.plate)
  return places > 0 || fault === null || fault === 'empty'
    ? [{ what: 'plate', places }]
    : [{ what: 'plate-wrong', fault }]
}

/** A fever that stands on paper: what was done with it is known, and nothing follows by itself. */
const feverUnsaid = (form: EntryForm): boolean =>
  form.disposition === null && standingFevers(form).some((index) => form.people[index]?.disposition === null)

/** `level`: the policy's, or more where a rule asks for more of whoever is hit. */
export function missingOf(form: EntryForm, level: Level = form.rules.level): Missing[] {
  const missing: Missing[] = []
  const gone = isGone(form.disposition) && standingFevers(form).length === 0
  if (!gone) missing.push(...plateMissing(form))
  if (form.headcount !== null && Number(form.headcount) < form.people.length) missing.push({ what: 'headcount' })
  if (form.paper?.at === null) missing.push({ what: 'paper-time' })
  const odd = form.people.some((person) => isOdd(person) !== null)
  const unmeasured = form.people.filter((person) => !isMeasured(person) && isOdd(person) === null).length
  if (unmeasured > 0 && !gone) missing.push({ what: 'readings', people: unmeasured })
  if (odd) missing.push({ what: 'odd' })
  if (form.task.kind === 'new' && !gone) {
    const others = othersOf(form)
    if (others > 0 && !form.othersNormal) missing.push({ what: 'others', people: others })
    const fields = asked(form, level)
    if (fields.length > 0) missing.push({ what: 'details', fields })
  }
  const wrong = form.people.findIndex(({ details }) => idNumberIsWrong(details, form.paper !== null))
  if (wrong !== -1) missing.push({ what: 'id-number', person: wrong })
  const trailer = trailerPlateOf(form.trip)
  if (trailer !== '' && trailerPlateFault(trailer) !== null) missing.push({ what: 'trailer-plate' })
  if (loadExpired(form) && (form.disposition === null || !stopsLoad(form.disposition))) {
    missing.push({ what: 'load-expired' })
  }
  if (form.paper !== null && form.task.kind === 'new' && feverUnsaid(form)) missing.push({ what: 'done' })
  if (form.task.kind === 'correct' && form.reason === null) missing.push({ what: 'reason' })
  return missing
}

/** 客车 50 人, 其余 48 人: for the note of the entry, since those who are not listed have no reading. */
export const everyoneMeasured = (form: EntryForm): boolean =>
  form.othersNormal && headcountOf(form) > form.people.length
