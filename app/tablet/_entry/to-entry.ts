import { type Disposition, type Entry, LIMITS, type NoReading, type Person, type Vehicle } from '#domain/entries/entry'
import { defaultPlateType } from '#domain/identifiers/plate'
import { toTripFields, trailerFields, tripDetailsOf } from './details'
import { standingFevers } from './entry-form'
import { type EntryForm, type FormPreset, headcountOf, newForm } from './form-shape'
import { isGone, type Outcome } from './outcome'
import { personDraftOf, recheckDraftOf, toPerson } from './person-draft'
import { colourOf, likelyColour, type PlateColour, plateTypeOf } from './plate-colour'
import { plateDraftOf, typedPlate } from './plate-draft'

/** What the form does not know by itself. Times in milliseconds. */
export interface Surroundings {
  pairing: string
  lane: string | null
  clockOffsetMs: number | null
  now: number
}

/** The colour to show: as seen, else as the plate tells, else blue. */
export function shownColour(form: EntryForm): PlateColour {
  const { plate, form: plateForm } = typedPlate(form.plate)
  return form.colour ?? likelyColour({ plate: plate ?? '', form: plateForm, kind: form.kind }) ?? 'blue'
}

function vehicleOf(form: EntryForm): Vehicle | null {
  if (form.onFoot) return null
  const { plate, form: plateForm } = typedPlate(form.plate)
  const trailer = trailerFields(form.trip)
  if (plate === null) return { plate: null, kind: form.kind, ...trailer }
  const seen = { plate, form: plateForm, kind: form.kind }
  const plateType =
    form.colour === null ? defaultPlateType(plate, form.kind, plateForm) : plateTypeOf(form.colour, seen)
  return {
    plate,
    ...(plateForm === 'civil' ? {} : { plateForm }),
    ...(plateType === null ? {} : { plateType }),
    kind: form.kind,
    ...trailer,
  }
}

/** Without a reading where none was owed: whoever is gone was not measured. */
const notMeasured = (disposition: Disposition): NoReading => (disposition === 'turn-back' ? 'exempt' : 'refused')

/** Nobody writes down the minute of each reading: they count at the passage's. */
const onPaper = (person: Person, { paper, task }: EntryForm): Person => {
  const at = task.kind === 'new' ? paper?.at : null
  return at == null ? person : { ...person, readings: person.readings.map((reading) => ({ ...reading, at })) }
}

function peopleOf(form: EntryForm, outcome: Outcome): Person[] {
  const fevers = standingFevers(form)
  return form.people.map((draft, index) => {
    const person = onPaper(toPerson(draft), form)
    const own = fevers.includes(index) && outcome.fevers !== undefined ? outcome.fevers : draft.disposition
    const done = own ?? outcome.disposition
    return {
      ...person,
      ...(person.readings.length === 0 && draft.noReading === null && isGone(done)
        ? { noReading: notMeasured(done) }
        : {}),
      ...(person.riskVisit == null && outcome.visited != null ? { riskVisit: outcome.visited } : {}),
      ...(own === null || own === outcome.disposition ? {} : { disposition: own }),
    }
  })
}

/** The whole Entry, every field fixed. A correction keeps the passage's time and pairing; it is an entry of its own. */
export function toEntry(form: EntryForm, outcome: Outcome, around: Surroundings): Entry {
  const { task } = form
  const before = task.kind === 'new' ? null : task.kind === 'mend' ? task.entry : task.root
  const people = peopleOf(form, outcome)
  const { pairing, lane, clockOffsetMs, now } = around
  // What the form itself says replaces what was said before, also where it says nothing any more.
  const {
    seq: _givenByTheStore,
    origin: _o,
    destination: _d,
    purpose: _p,
    trip: _t,
    pass: _s,
    load: _l,
    ...kept
  } = before ?? {}
  return {
    ...kept,
    ...toTripFields(form.trip),
    ...(form.paper === null ? {} : { paper: true }),
    id: form.id,
    pairing: before?.pairing ?? pairing,
    ...(before ? {} : lane === null ? {} : { lane }),
    direction: form.direction,
    vehicle: vehicleOf(form),
    people,
    headcount: headcountOf(form),
    disposition: outcome.disposition,
    ...(outcome.hits && outcome.hits.length > 0 ? { hits: [...outcome.hits] } : {}),
    ...(form.rules.version === null ? {} : { policy: form.rules.version }),
    ...(form.openedAt === null ? {} : { formMs: Math.max(0, Math.round(now - form.openedAt)) }),
    occurredAt: before?.occurredAt ?? form.paper?.at ?? new Date(now).toISOString(),
    // What stands on paper was read from a watch, not from this tablet's clock.
    clockOffsetMs: before ? (before.clockOffsetMs ?? null) : form.paper === null ? clockOffsetMs : 0,
    ...noteOf([before?.note, ...form.notes, outcome.note]),
    ...(task.kind === 'correct' || task.kind === 'recheck' ? { amends: rootOf(task.root) } : {}),
  }
}

const noteOf = (parts: readonly (string | null | undefined)[]): Pick<Entry, 'note'> => {
  const said = parts.filter((part) => part !== null && part !== undefined && part !== '')
  return said.length === 0 ? {} : { note: said.join('；').slice(0, LIMITS.noteCharacters) }
}

const rootOf = (entry: Entry): string => entry.amends ?? entry.id

/** One tap for who passed here today with a normal reading: the same vehicle, the same people, not measured again. */
export function repeatEntry(form: EntryForm, before: Entry, around: Surroundings): Entry {
  const { lane: _l, note: _n, hits: _h, clockOffsetMs: _c, paper: _p, ...kept } = voidless(before)
  return {
    ...kept,
    id: form.id,
    pairing: around.pairing,
    ...(around.lane === null ? {} : { lane: around.lane }),
    direction: form.direction,
    people: before.people.map(({ readings: _r, noReading, disposition: _d, ...details }) => ({
      ...details,
      readings: [],
      noReading: noReading ?? 'repeat',
    })),
    disposition: 'release',
    ...(form.rules.version === null ? {} : { policy: form.rules.version }),
    occurredAt: new Date(around.now).toISOString(),
    clockOffsetMs: around.clockOffsetMs,
    ...(form.openedAt === null ? {} : { formMs: Math.max(0, Math.round(around.now - form.openedAt)) }),
  }
}

/** A new entry, not the correction that the old one may have been. */
function voidless(entry: Entry): Entry {
  const { seq: _s, amends: _a, void: _v, ...kept } = entry
  return kept
}

/** One tap: on duty, never a reading and never a queue; the plate comes afterwards. */
export function emergencyEntry(preset: FormPreset, around: Surroundings): Entry {
  return {
    id: preset.id,
    pairing: around.pairing,
    ...(around.lane === null ? {} : { lane: around.lane }),
    direction: preset.direction,
    vehicle: { plate: null, kind: 'special' },
    people: [{ readings: [], noReading: 'on-duty' }],
    headcount: 1,
    disposition: 'release',
    ...(preset.rules.version === null ? {} : { policy: preset.rules.version }),
    occurredAt: new Date(around.now).toISOString(),
    clockOffsetMs: around.clockOffsetMs,
  }
}

/** The original stays in the record; this one says that it does not count, and why. */
export function voidEntry(entry: Entry, id: string, reason: string): Entry {
  const { seq: _givenByTheStore, ...kept } = entry
  return { ...kept, id, amends: rootOf(entry), void: { reason } }
}

/** The form for an entry that is there already. */
export function formOf(entry: Entry, task: 'correct' | 'recheck' | 'mend', preset: FormPreset): EntryForm {
  const { vehicle } = entry
  const plate = vehicle?.plate ?? null
  const plateForm = vehicle?.plateForm ?? 'civil'
  const kind = vehicle?.kind ?? 'car'
  const drafted = entry.people.map((person) =>
    task === 'recheck' ? recheckDraftOf(person, preset.rules.thresholds) : personDraftOf(person),
  )
  const fresh = newForm({ ...preset, paper: entry.paper ? { at: entry.occurredAt } : null })
  const emergency = vehicle?.kind === 'special' && plate === null
  const others = entry.headcount > entry.people.length
  const owing = drafted.findIndex(({ digits, noReading }) => digits === '' && noReading === null)
  return {
    ...fresh,
    id: task === 'mend' ? entry.id : preset.id,
    task: task === 'mend' ? { kind: 'mend', entry } : { kind: task, root: entry },
    // An emergency vehicle went by with no plate taken: that is what a correction is for, and reason enough.
    plate: emergency ? fresh.plate : plateDraftOf(plate, plateForm, preset.province),
    reason: emergency ? '' : null,
    trip: tripDetailsOf(entry),
    headcount: others ? String(entry.headcount) : null,
    othersNormal: others,
    kind,
    colour: colourOf(vehicle?.plateType),
    onFoot: vehicle === null,
    direction: entry.direction,
    people: drafted.length > 0 ? drafted : fresh.people,
    focus: task === 'recheck' ? { at: 'person', index: Math.max(0, owing) } : { at: 'plate' },
  }
}
