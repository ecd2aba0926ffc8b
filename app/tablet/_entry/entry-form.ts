import type { Direction, Entry, Site, VehicleKind } from '#domain/entry'
import { LIMITS } from '#domain/entry'
import { DEFAULT_THRESHOLDS, isHigh, type Thresholds } from '#domain/thresholds'
import {
  celsiusOf,
  emptyPerson,
  isMeasured,
  isOdd,
  KEYS_OF_A_READING,
  type PersonDraft,
  readingsOf,
  SITE_ORDER,
} from './person-draft'
import { PLATE_COLOURS, type PlateColour } from './plate-colour'
import {
  emptyPlate,
  isComplete,
  isTyped,
  PLACES,
  type PlateAct,
  type PlateDraft,
  placesMissing,
  plateStep,
} from './plate-draft'

/** The entry form as plain data: it lies in the draft store as it stands, and every key is one step. */

/** The policy as it was when the form was opened: a newer one that arrives while typing changes no field. */
interface FormRules {
  version: string | null
  thresholds: Thresholds
  recheckMinutes: number
}

type FormTask =
  | { kind: 'new' }
  /** A correction; `root` is what was saved first. */
  | { kind: 'correct'; root: Entry }
  /** The second reading of those who wait beside the lane. */
  | { kind: 'recheck'; root: Entry }
  /** What the server refused, to be sent under the same id. */
  | { kind: 'mend'; entry: Entry }

type Focus = { at: 'plate' } | { at: 'kinds' } | { at: 'person'; index: number }

/**
 * The whole panel turns: a first reading is high, then its recheck is typed on the spot, then that one is high too.
 * `since` in milliseconds.
 */
interface Alarm {
  kind: 'high' | 'recheck' | 'confirmed'
  person: number
  since: number
}

export interface EntryForm {
  id: string
  task: FormTask
  /** First touch, milliseconds; null: untouched. */
  openedAt: number | null
  plate: PlateDraft
  /** Preset, so that it does not count as typed. */
  province: string
  /** As seen; null: as the plate tells. */
  colour: PlateColour | null
  kind: VehicleKind
  onFoot: boolean
  direction: Direction
  people: readonly PersonDraft[]
  focus: Focus
  rules: FormRules
  alarm: Alarm | null
  /** What the entry must tell beside its fields: a high reading that was typed wrong. */
  notes: readonly string[]
}

export type FormAct =
  | { type: 'plate'; act: PlateAct }
  | { type: 'foot' }
  | { type: 'colour' }
  | { type: 'kind'; kind: VehicleKind }
  | { type: 'direction'; direction: Direction }
  | { type: 'people'; change: 1 | -1 }
  | { type: 'focus'; focus: Focus }
  | { type: 'digit'; digit: string }
  | { type: 'digit-back' }
  | { type: 'digit-clear' }
  | { type: 'site'; site: Site }
  | { type: 'other-site' }
  | { type: 'unmeasurable' }
  | { type: 'confirm-odd' }
  | { type: 'begin-recheck' }
  | { type: 'mistyped'; note: string }
  | { type: 'rules'; rules: FormRules }
  | { type: 'replace'; form: EntryForm }

export interface FormPreset {
  id: string
  province: string
  direction: Direction
  site: Site
  rules: FormRules
}

export const DEFAULT_RULES: FormRules = { version: null, thresholds: DEFAULT_THRESHOLDS, recheckMinutes: 5 }

export const newForm = ({ id, province, direction, site, rules }: FormPreset): EntryForm => ({
  id,
  task: { kind: 'new' },
  openedAt: null,
  plate: emptyPlate(province),
  province,
  colour: null,
  kind: 'car',
  onFoot: false,
  direction,
  people: [emptyPerson(site)],
  focus: { at: 'plate' },
  rules,
  alarm: null,
  notes: [],
})

export const isUntouched = (form: EntryForm): boolean =>
  form.task.kind === 'new' &&
  !isTyped(form.plate, form.province) &&
  !form.onFoot &&
  form.people.every(({ digits, noReading }) => digits === '' && noReading === null)

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
  if (!isComplete(form.plate) || form.plate.mode === 'special' || form.plate.mode === 'foreign') return form
  const { mode, cursor, energy } = form.plate
  if (mode === 'civil' && cursor < (energy ? PLACES : PLACES - 1)) return form
  return focusOn(form, firstUnmeasured(form) ?? form.people.length - 1)
}

/** A digit beyond the last person who was measured belongs to one more: nobody has to count them first. */
function personToType(form: EntryForm): { form: EntryForm; index: number } {
  const index = form.focus.at === 'person' ? form.focus.index : (firstUnmeasured(form) ?? 0)
  const person = form.people[index]
  if (person || index >= LIMITS.people) return { form, index: Math.min(index, form.people.length - 1) }
  const site = form.people.at(-1)?.site ?? 'forehead'
  return { form: { ...form, people: [...form.people, emptyPerson(site)] }, index: form.people.length }
}

function typeDigit(before: EntryForm, digit: string, now: number): EntryForm {
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
  if (isHigh({ celsius, site: person.site }, form.rules.thresholds)) {
    const again = person.taken.some((reading) => isHigh(reading, form.rules.thresholds))
    return { ...form, alarm: { kind: again ? 'confirmed' : 'high', person: index, since: form.alarm?.since ?? now } }
  }
  const calm = { ...form, alarm: null }
  const next = firstUnmeasured(calm)
  // Past the last one stands the place of one more person, which the next digit takes.
  return focusOn(calm, next ?? (form.task.kind === 'new' ? form.people.length : index))
}

function changePeople(form: EntryForm, by: 1 | -1): EntryForm {
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
  const site = form.people.at(-1)?.site ?? 'forehead'
  return { ...form, people: [...form.people, emptyPerson(site)] }
}

function changeSite(form: EntryForm, site: Site, now: number): EntryForm {
  const index = Math.min(form.focus.at === 'person' ? form.focus.index : 0, form.people.length - 1)
  const from = form.people[index]
  // Those who have no reading yet follow: one thermometer is used for all.
  const people = form.people.map((person, at) =>
    at === index || (at > index && person.digits === '') ? { ...person, site, confirmed: false } : person,
  )
  const changed = { ...form, people }
  return from && from.digits.length === KEYS_OF_A_READING && form.focus.at === 'person'
    ? afterReading(changed, index, now)
    : changed
}

/** The clock ended while the person stood here: the second reading, by axilla. */
function beginRecheck(form: EntryForm): EntryForm {
  const index = form.alarm?.person ?? -1
  const person = form.people[index]
  if (!form.alarm || !person) return form
  const begun = change(form, index, { ...emptyPerson('axilla'), taken: readingsOf(person) })
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

function step(form: EntryForm, act: FormAct, now: number): EntryForm {
  const current = form.focus.at === 'person' ? Math.min(form.focus.index, form.people.length - 1) : 0
  switch (act.type) {
    case 'plate': {
      const plate = plateStep(form.plate, act.act)
      const typed: EntryForm = { ...form, plate, onFoot: false, focus: { at: 'plate' } }
      if (act.act.type === 'key') return afterPlate(typed)
      // Without a plate the kind is all that tells what it was.
      return act.act.type === 'mode' && act.act.mode === 'none' ? { ...typed, focus: { at: 'kinds' } } : typed
    }
    case 'foot':
      return form.onFoot
        ? { ...form, onFoot: false, focus: { at: 'plate' } }
        : focusOn({ ...form, onFoot: true }, firstUnmeasured(form) ?? form.people.length)
    case 'colour': {
      const at = form.colour === null ? -1 : PLATE_COLOURS.indexOf(form.colour)
      return { ...form, colour: PLATE_COLOURS[(at + 1) % PLATE_COLOURS.length] ?? null }
    }
    case 'kind': {
      const chosen: EntryForm = { ...form, kind: act.kind, onFoot: false, focus: { at: 'plate' } }
      return afterPlate(chosen)
    }
    case 'direction':
      return { ...form, direction: act.direction }
    case 'people':
      return changePeople(form, act.change)
    case 'focus':
      return { ...form, focus: act.focus }
    case 'digit':
      return typeDigit(form, act.digit, now)
    case 'digit-back': {
      // On the place of one more person it takes back what was typed last.
      const person = form.people[current]
      if (!person) return form
      return focusOn(
        change(form, current, { digits: person.digits.slice(0, -1), at: null, noReading: null, confirmed: false }),
        current,
      )
    }
    case 'digit-clear':
      return focusOn(change(form, current, { digits: '', at: null, noReading: null, confirmed: false }), current)
    case 'site':
      return changeSite(form, act.site, now)
    case 'other-site': {
      const site = form.people[current]?.site ?? 'forehead'
      const next = SITE_ORDER[(SITE_ORDER.indexOf(site) + 1) % SITE_ORDER.length] ?? 'axilla'
      return focusOn(change(form, current, { site: next, digits: '', at: null, confirmed: false }), current)
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
    case 'rules':
      return isUntouched(form) ? { ...form, rules: act.rules } : form
    case 'replace':
      return act.form
  }
}

/** The form after one act. `now` in milliseconds. */
export function formStep(form: EntryForm, act: FormAct, now: number): EntryForm {
  const next = step(form, act, now)
  if (next === form || act.type === 'replace' || act.type === 'rules') return next
  return next.openedAt === null ? { ...next, openedAt: now } : next
}

/** What the primary key names before it can save. */
export type Missing =
  | { what: 'plate'; places: number }
  | { what: 'plate-wrong' }
  | { what: 'readings'; people: number }
  | { what: 'odd' }

export function missingOf(form: EntryForm): Missing[] {
  const missing: Missing[] = []
  if (!form.onFoot && !isComplete(form.plate)) {
    const places = placesMissing(form.plate)
    missing.push(places > 0 || form.plate.line === '' ? { what: 'plate', places } : { what: 'plate-wrong' })
  }
  const odd = form.people.some((person) => isOdd(person) !== null)
  const unmeasured = form.people.filter((person) => !isMeasured(person) && isOdd(person) === null).length
  if (unmeasured > 0) missing.push({ what: 'readings', people: unmeasured })
  if (odd) missing.push({ what: 'odd' })
  return missing
}

/** People whose last reading is high: they are never sent on. */
export const standingFevers = (form: EntryForm): number[] =>
  form.people.flatMap((person, index) => {
    const last = readingsOf(person).at(-1)
    return last && isHigh(last, form.rules.thresholds) ? [index] : []
  })
