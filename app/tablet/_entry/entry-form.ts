import type { Disposition, Site } from '#domain/entries/entry'
import { LIMITS } from '#domain/entries/entry'
import { isHigh } from '#domain/entries/thresholds'
import { type EntryForm, type Focus, type FormAct, headcountOf, isUntouched, type SeenVehicle } from './form-shape'
import { keepsFever } from './outcome'
import {
  celsiusOf,
  emptyPerson,
  isMeasured,
  isOdd,
  KEYS_OF_A_READING,
  type PersonDraft,
  readingsOf,
  SITE_ORDER,
  standsHigh,
} from './person-draft'
import { PLATE_COLOURS } from './plate-colour'
import { isComplete, PLACES, type PlateAct, plateStep } from './plate-draft'

/** Every key of the form is one step from form to form. */

const change = (form: EntryForm, index: number, to: Partial<PersonDraft>): EntryForm => ({
  ...form,
  people: form.people.map((person, at) => (at === index ? { ...person, ...to } : person)),
})

const focusOn = (form: EntryForm, index: number): EntryForm => ({ ...form, focus: { at: 'person', index } })

/** The first person who still owes a reading; null where all have one. */
function firstUnmeasured(form: EntryForm): number | null {
  const index = form.people.findIndex((person) => !isMeasured(person))
  return index === -1 ? null : index
}

/** After the plate the first reading, without a tap in between. */
function afterPlate(form: EntryForm): EntryForm {
  if (!isComplete(form.plate) || form.plate.mode === 'foreign' || form.plate.pattern === 'free') return form
  const { mode, cursor, energy } = form.plate
  if (mode === 'civil' && cursor < (energy ? PLACES : PLACES - 1)) return form
  if (form.headcount === '') return { ...form, focus: { at: 'headcount' } }
  return focusOn(form, firstUnmeasured(form) ?? form.people.length - 1)
}

/** One more is to come. */
const TAKEN_MOST = LIMITS.readingsPerPerson - 1
const HEADCOUNT_DIGITS = String(LIMITS.headcount).length

function typeHeadcount(form: EntryForm, typed: string): EntryForm {
  const headcount = typed.replace(/^0+/, '').slice(0, HEADCOUNT_DIGITS)
  return Number(headcount) > LIMITS.headcount ? form : { ...form, headcount, othersNormal: false }
}

/** A digit beyond the last person who was measured belongs to one more: nobody has to count them first. */
function personToType(form: EntryForm): { form: EntryForm; index: number } {
  const index = form.focus.at === 'person' ? form.focus.index : (firstUnmeasured(form) ?? 0)
  const person = form.people[index]
  if (person || index >= LIMITS.people) return { form, index: Math.min(index, form.people.length - 1) }
  return { form: { ...form, people: [...form.people, emptyPerson(form.site)] }, index: form.people.length }
}

function typeDigit(before: EntryForm, digit: string, now: number): EntryForm {
  if (before.focus.at === 'headcount') return typeHeadcount(before, (before.headcount ?? '') + digit)
  const { form, index } = personToType(before)
  const person = form.people[index]
  if (!person) return before
  const full = person.digits.length >= KEYS_OF_A_READING
  const digits = full ? digit : person.digits + digit
  const at = digits.length === KEYS_OF_A_READING ? new Date(now).toISOString() : null
  const typed = focusOn(change(form, index, { digits, at, noReading: null, confirmed: false }), index)
  return at === null ? typed : afterReading(typed, index, now)
}

/** The third key fell (or the site was changed under a full reading): on to the next, or the panel turns. */
function afterReading(form: EntryForm, index: number, now: number): EntryForm {
  const person = form.people[index]
  const celsius = person ? celsiusOf(person) : null
  if (!person || celsius === null || isOdd(person)) return form
  // What stands on paper is over: nobody is stopped by it, it is asked what was done.
  if (form.paper === null && isHigh({ celsius, site: person.site }, form.rules.thresholds)) {
    const again = person.taken.some((reading) => isHigh(reading, form.rules.thresholds))
    return { ...form, alarm: { kind: again ? 'confirmed' : 'high', person: index, since: form.alarm?.since ?? now } }
  }
  const calm = { ...form, alarm: null }
  const next = firstUnmeasured(calm)
  // Past the last one stands the place of one more person, which the next digit takes.
  return focusOn(calm, next ?? (form.task.kind === 'new' ? form.people.length : index))
}

function changePeople(form: EntryForm, by: 1 | -1): EntryForm {
  if (form.headcount !== null) {
    const count = Math.min(LIMITS.headcount, Math.max(form.people.length, headcountOf(form) + by))
    return { ...form, headcount: String(count), othersNormal: false }
  }
  if (by === -1) {
    if (form.people.length <= 1) return form
    const people = form.people.slice(0, -1)
    const focus: Focus =
      form.focus.at === 'person' && form.focus.index >= people.length
        ? { at: 'person', index: Math.max(0, people.length - 1) }
        : form.focus
    return { ...form, people, focus }
  }
  if (form.people.length >= LIMITS.people) return form
  return { ...form, people: [...form.people, emptyPerson(form.site)] }
}

function changeSite(form: EntryForm, site: Site, now: number): EntryForm {
  const index = Math.min(form.focus.at === 'person' ? form.focus.index : 0, form.people.length - 1)
  const from = form.people[index]
  // Those who have no reading yet follow: one thermometer is used for all.
  const people = form.people.map((person, at) =>
    at === index || (at > index && person.digits === '') ? { ...person, site, confirmed: false } : person,
  )
  const changed = { ...form, site, people }
  return from && from.digits.length === KEYS_OF_A_READING && form.focus.at === 'person'
    ? afterReading(changed, index, now)
    : changed
}

/** The clock ended while the person stood here: the second reading, by axilla. */
function beginRecheck(form: EntryForm): EntryForm {
  const index = form.alarm?.person ?? -1
  const person = form.people[index]
  if (!form.alarm || !person) return form
  const begun = change(form, index, {
    ...emptyPerson('axilla'),
    taken: readingsOf(person),
    disposition: person.disposition,
    details: person.details,
  })
  return focusOn({ ...begun, alarm: { ...form.alarm, kind: 'recheck' } }, index)
}

/** The reading goes, the note says that it was there. */
function mistyped(form: EntryForm, note: string): EntryForm {
  const index = form.alarm?.person ?? -1
  const person = form.people[index]
  if (!form.alarm || !person) return form
  const again = person.taken.length > 0 && form.task.kind === 'new'
  const cleared = change(form, index, { digits: '', at: null, confirmed: false })
  return focusOn(
    { ...cleared, notes: [...form.notes, note], alarm: again ? { ...form.alarm, kind: 'recheck' } : null },
    index,
  )
}

/** Whoever began to count and typed nothing has those who are listed; a coach is still asked. */
function moveFocus(form: EntryForm, focus: Focus): EntryForm {
  if (focus.at === 'headcount') return { ...form, focus, headcount: form.headcount ?? '' }
  const counted = form.headcount === '' && form.kind !== 'coach' ? null : form.headcount
  return { ...form, focus, headcount: counted }
}

/** What a pattern of plate tells about the vehicle. */
function plateAct(form: EntryForm, act: PlateAct): EntryForm {
  const typed: EntryForm = { ...form, plate: plateStep(form.plate, act), onFoot: false, focus: { at: 'plate' } }
  if (act.type === 'key') return afterPlate(typed)
  // Without a plate the kind is all that tells what it was.
  if (act.type === 'mode' && act.mode === 'none') return { ...typed, focus: { at: 'kinds' } }
  if (act.type === 'pattern' && act.pattern === 'tractor') return { ...typed, kind: 'tractor' }
  if (act.type === 'pattern' && act.pattern === 'emergency') return { ...typed, kind: 'special' }
  return typed
}

const hasNoPlateYet = ({ plate, province }: EntryForm): boolean =>
  plate.mode === 'civil' && !plate.cells.some((cell, index) => cell !== '' && !(index === 0 && cell === province))

/** E-bikes pass as such: few have a plate, so none is asked for. A coach is asked for its headcount. */
function chooseKind(form: EntryForm, kind: EntryForm['kind']): EntryForm {
  const chosen: EntryForm = { ...form, kind, onFoot: false, focus: { at: 'plate' } }
  if (kind === 'ebike' && hasNoPlateYet(form)) {
    const plate = plateStep(form.plate, { type: 'mode', mode: 'none' })
    return focusOn({ ...chosen, plate }, firstUnmeasured(form) ?? form.people.length)
  }
  const counted = kind === 'coach' && form.headcount === null ? { ...chosen, headcount: '' } : chosen
  return afterPlate(kind !== 'coach' && form.headcount === '' ? { ...counted, headcount: null } : counted)
}

/** Nobody with a standing fever is sent on or turned back, whoever chose it for all. */
function chooseDisposition(form: EntryForm, person: number | null, disposition: Disposition | null): EntryForm {
  const hot = standingFevers(form)
  const kept = disposition === null || keepsFever(disposition)
  if (person !== null) return hot.includes(person) && !kept ? form : change(form, person, { disposition })
  if (hot.length > 0 && !kept) return form
  return { ...form, disposition }
}

/** What was typed already stays: the car may have another driver today. */
function takeSeen(form: EntryForm, seen: SeenVehicle): EntryForm {
  const { kind, colour, origin, destination, driver } = seen
  const trip = { ...form.trip, origin: form.trip.origin || origin, destination: form.trip.destination || destination }
  const taken: EntryForm = { ...form, kind, colour, trip }
  const first = form.people[0]
  if (!driver || !first || first.details.name !== '' || first.details.idNumber !== '') return taken
  return change(taken, 0, { details: { ...first.details, ...driver, phone: first.details.phone || driver.phone } })
}

/** A later finding never lets pass what an earlier one stopped. */
function answer(form: EntryForm, act: Extract<FormAct, { type: 'answer' }>): EntryForm {
  const answered: EntryForm = {
    ...form,
    answers: { ...form.answers, [act.key]: act.answer },
    notes: act.note === null ? form.notes : [...form.notes, act.note],
  }
  const stopped = form.disposition !== null && form.disposition !== 'release' && act.disposition === 'release'
  return act.disposition === null || stopped ? answered : chooseDisposition(answered, null, act.disposition)
}

function step(form: EntryForm, act: FormAct, now: number): EntryForm {
  const current = form.focus.at === 'person' ? Math.min(form.focus.index, form.people.length - 1) : 0
  switch (act.type) {
    case 'plate':
      return plateAct(form, act.act)
    case 'foot':
      return form.onFoot
        ? { ...form, onFoot: false, focus: { at: 'plate' } }
        : focusOn({ ...form, onFoot: true }, firstUnmeasured(form) ?? form.people.length)
    case 'colour': {
      const at = form.colour === null ? -1 : PLATE_COLOURS.indexOf(form.colour)
      return { ...form, colour: PLATE_COLOURS[(at + 1) % PLATE_COLOURS.length] ?? null }
    }
    case 'kind':
      return chooseKind(form, act.kind)
    case 'seen':
      return takeSeen(form, act.seen)
    case 'direction':
      return { ...form, direction: act.direction }
    case 'people':
      return changePeople(form, act.change)
    case 'others-normal':
      return { ...form, othersNormal: !form.othersNormal }
    case 'focus':
      return moveFocus(form, act.focus)
    case 'digit':
      return typeDigit(form, act.digit, now)
    case 'digit-back': {
      if (form.focus.at === 'headcount') return typeHeadcount(form, (form.headcount ?? '').slice(0, -1))
      // On the place of one more person it takes back what was typed last.
      const person = form.people[current]
      if (!person) return form
      return focusOn(
        change(form, current, { digits: person.digits.slice(0, -1), at: null, noReading: null, confirmed: false }),
        current,
      )
    }
    case 'digit-clear':
      if (form.focus.at === 'headcount') return { ...form, headcount: '', othersNormal: false }
      return focusOn(change(form, current, { digits: '', at: null, noReading: null, confirmed: false }), current)
    case 'site':
      return changeSite(form, act.site, now)
    case 'other-site': {
      const site = form.people[current]?.site ?? 'forehead'
      const next = SITE_ORDER[(SITE_ORDER.indexOf(site) + 1) % SITE_ORDER.length] ?? 'axilla'
      const person = form.people[current]
      // A low reading stays in the entry beside the one at the other site; on paper so does any that was taken twice.
      const stays = person && (form.paper !== null || isOdd(person) === 'low')
      const taken = stays ? readingsOf(person).slice(-TAKEN_MOST) : person?.taken
      return focusOn(
        change(form, current, { taken: taken ?? [], site: next, digits: '', at: null, confirmed: false }),
        current,
      )
    }
    case 'unmeasurable': {
      const marked = {
        ...change(form, current, { digits: '', at: null, noReading: 'unmeasurable', confirmed: false }),
        alarm: null,
      }
      return focusOn(marked, firstUnmeasured(marked) ?? marked.people.length)
    }
    case 'confirm-odd':
      return afterReading(change(form, current, { confirmed: true }), current, now)
    case 'begin-recheck':
      return beginRecheck(form)
    case 'mistyped':
      return mistyped(form, act.note)
    case 'details': {
      const { details } = form.people[act.person] ?? emptyPerson('forehead')
      return change(form, act.person, { details: { ...details, ...act.change } })
    }
    case 'trip':
      return { ...form, trip: { ...form.trip, ...act.change } }
    case 'disposition':
      return chooseDisposition(form, act.person, act.disposition)
    case 'reason':
      return { ...form, reason: act.reason }
    case 'watched':
      return { ...form, watched: { ...form.watched, [act.name]: act.hits } }
    case 'answer':
      return answer(form, act)
    case 'reopen': {
      const answers = Object.fromEntries(Object.entries(form.answers).filter(([key]) => !act.keys.includes(key)))
      return { ...form, answers }
    }
    case 'rules':
      return isUntouched(form) ? { ...form, rules: act.rules } : form
    case 'paper-time':
      return form.paper === null ? form : { ...form, paper: { at: act.at } }
    case 'replace':
      return act.form
  }
}

/** The form after one act. `now` in milliseconds. */
export function formStep(form: EntryForm, act: FormAct, now: number): EntryForm {
  const next = step(form, act, now)
  if (next === form || act.type === 'replace' || act.type === 'rules' || act.type === 'watched') return next
  return next.openedAt === null ? { ...next, openedAt: now } : next
}

/** People whose last reading is high: they are never sent on. */
export const standingFevers = (form: EntryForm): number[] =>
  form.people.flatMap((person, index) => (standsHigh(person, form.rules.thresholds) ? [index] : []))
