import type { Direction, Disposition, Entry, Site, VehicleKind } from '#domain/entries/entry'
import { DEFAULT_THRESHOLDS, type Thresholds } from '#domain/entries/thresholds'
import { NO_TRIP, type PersonDetails, saysSomething, type TripDetails } from './details'
import { emptyPerson, type PersonDraft } from './person-draft'
import type { PlateColour } from './plate-colour'
import { emptyPlate, isTyped, type PlateAct, type PlateDraft } from './plate-draft'

/** The entry form as plain data: it lies in the draft store as it stands, and every key is one step. */

/** How much is asked: 简登, 标准, 全员. */
export type Level = 'brief' | 'standard' | 'full'

/** The policy as it was when the form was opened: a newer one that arrives while typing changes no field. */
interface FormRules {
  version: string | null
  thresholds: Thresholds
  recheckMinutes: number
  level: Level
}

/** When it passed, as the paper says, ISO 8601; null: what was typed is no time, or not yet. */
export interface PaperTime {
  at: string | null
}

export type FormTask =
  | { kind: 'new' }
  /** A correction; `root` is what was saved first. */
  | { kind: 'correct'; root: Entry }
  /** The second reading of those who wait beside the lane. */
  | { kind: 'recheck'; root: Entry }
  /** What the server refused, to be sent under the same id. */
  | { kind: 'mend'; entry: Entry }

export type Focus = { at: 'plate' } | { at: 'kinds' } | { at: 'headcount' } | { at: 'person'; index: number }

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
  /** The jurisdiction's date, YYYY-MM-DD, by which certificates expire and children are minors. */
  today: string
  plate: PlateDraft
  /** Preset, so that it does not count as typed. */
  province: string
  /** As seen; null: as the plate tells. */
  colour: PlateColour | null
  kind: VehicleKind
  onFoot: boolean
  direction: Direction
  /** A coach: how many there are in all, as typed. Null: those who are listed. */
  headcount: string | null
  /** All who are not listed were measured, and none was high. */
  othersNormal: boolean
  people: readonly PersonDraft[]
  /** Where the thermometer at hand measures; one person may be measured elsewhere. */
  site: Site
  trip: TripDetails
  /** What the watch list said about what was typed, by its name; absent: not looked up. */
  watched: Readonly<Record<string, readonly WatchedHit[]>>
  /** What was answered, by the finding's key. */
  answers: Readonly<Record<string, HitAnswer>>
  /** What is done, as chosen; null: what follows from the readings. */
  disposition: Disposition | null
  /** Why it is corrected. */
  reason: string | null
  focus: Focus
  rules: FormRules
  alarm: Alarm | null
  /** 补录: entered later from paper. Null: it passes now. */
  paper: PaperTime | null
  /** What the entry must tell beside its fields: a high reading that was typed wrong. */
  notes: readonly string[]
}

/** By which rule, and what to do with this one. */
interface WatchedHit {
  rule: string
  order: string | null
}

/** `cleared`: asked, and not been there. `visited`: been there. `done`: it was said what is done. */
export type HitAnswer = 'cleared' | 'visited' | 'done'

/** What was known of a plate from another passage. */
export interface SeenVehicle {
  kind: VehicleKind
  colour: PlateColour | null
  origin: string
  destination: string
  /** Who drove; null where nobody's name is asked. */
  driver: Pick<PersonDetails, 'name' | 'phone' | 'idKind' | 'idNumber'> | null
}

export type FormAct =
  | { type: 'plate'; act: PlateAct }
  | { type: 'foot' }
  | { type: 'colour' }
  | { type: 'kind'; kind: VehicleKind }
  | { type: 'seen'; seen: SeenVehicle }
  | { type: 'direction'; direction: Direction }
  | { type: 'people'; change: 1 | -1 }
  | { type: 'others-normal' }
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
  | { type: 'details'; person: number; change: Partial<PersonDetails> }
  | { type: 'trip'; change: Partial<TripDetails> }
  /** Of all, or of one person; null: what follows from the readings, or as all. */
  | { type: 'disposition'; person: number | null; disposition: Disposition | null }
  | { type: 'reason'; reason: string }
  | { type: 'watched'; name: string; hits: readonly WatchedHit[] }
  /** `note`: why somebody who was hit is let pass. */
  | { type: 'answer'; key: string; answer: HitAnswer; disposition: Disposition | null; note: string | null }
  | { type: 'reopen'; keys: readonly string[] }
  | { type: 'rules'; rules: FormRules }
  | { type: 'paper-time'; at: string | null }
  | { type: 'replace'; form: EntryForm }

export interface FormPreset {
  id: string
  province: string
  direction: Direction
  site: Site
  rules: FormRules
  today: string
  paper?: PaperTime | null
}

export const DEFAULT_RULES: FormRules = {
  version: null,
  thresholds: DEFAULT_THRESHOLDS,
  recheckMinutes: 5,
  level: 'brief',
}

export const newForm = ({ id, province, direction, site, rules, today, paper }: FormPreset): EntryForm => ({
  id,
  task: { kind: 'new' },
  openedAt: null,
  today,
  plate: emptyPlate(province),
  province,
  colour: null,
  kind: 'car',
  onFoot: false,
  direction,
  headcount: null,
  othersNormal: false,
  people: [emptyPerson(site)],
  site,
  trip: NO_TRIP,
  watched: {},
  answers: {},
  disposition: null,
  reason: null,
  focus: { at: 'plate' },
  rules,
  alarm: null,
  paper: paper ?? null,
  notes: [],
})

export const isUntouched = (form: EntryForm): boolean =>
  form.task.kind === 'new' &&
  !isTyped(form.plate, form.province) &&
  !form.onFoot &&
  form.headcount === null &&
  form.disposition === null &&
  !saysSomething(form.trip) &&
  form.people.every(({ digits, noReading, details }) => digits === '' && noReading === null && !saysSomething(details))

/** Everyone who passed, listed or not. */
export const headcountOf = ({ headcount, people }: EntryForm): number =>
  headcount === null ? people.length : Math.max(people.length, Number(headcount))

/** Those who are counted and not listed. */
export const othersOf = (form: EntryForm): number => headcountOf(form) - form.people.length
