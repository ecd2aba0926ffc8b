import { type Disposition, type Entry, LIMITS, type Person, type Vehicle } from '#domain/entry'
import { defaultPlateType } from '#domain/plate'
import type { EntryForm, FormPreset } from './entry-form'
import { newForm, standingFevers } from './entry-form'
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

/** What was done: with all of them, and where it differs with those who have a standing fever. */
export interface Outcome {
  disposition: Disposition
  fevers?: Disposition
  note?: string
}

/** The colour to show: as seen, else as the plate tells, else blue. */
export function shownColour(form: EntryForm): PlateColour {
  const { plate, form: plateForm } = typedPlate(form.plate)
  return form.colour ?? likelyColour({ plate: plate ?? '', form: plateForm, kind: form.kind }) ?? 'blue'
}

function vehicleOf(form: EntryForm): Vehicle | null {
  if (form.onFoot) return null
  const { plate, form: plateForm } = typedPlate(form.plate)
  if (plate === null) return { plate: null, kind: form.kind }
  const seen = { plate, form: plateForm, kind: form.kind }
  const plateType =
    form.colour === null ? defaultPlateType(plate, form.kind, plateForm) : plateTypeOf(form.colour, seen)
  return {
    plate,
    ...(plateForm === 'civil' ? {} : { plateForm }),
    ...(plateType === null ? {} : { plateType }),
    kind: form.kind,
  }
}

/** The whole Entry, every field fixed. A correction keeps the passage's time and pairing; it is an entry of its own. */
export function toEntry(form: EntryForm, outcome: Outcome, around: Surroundings): Entry {
  const fevers = standingFevers(form)
  const { task } = form
  const before = task.kind === 'new' ? null : task.kind === 'mend' ? task.entry : task.root
  const people = form.people.map((person, index) => ({
    ...detailsOf(before?.people[index]),
    ...toPerson(person),
    ...(outcome.fevers !== undefined && outcome.fevers !== outcome.disposition && fevers.includes(index)
      ? { disposition: outcome.fevers }
      : {}),
  }))
  const { pairing, lane, clockOffsetMs, now } = around
  const { seq: _givenByTheStore, ...kept } = before ?? { seq: undefined }
  return {
    ...kept,
    id: form.id,
    pairing: before?.pairing ?? pairing,
    ...(before ? {} : lane === null ? {} : { lane }),
    direction: form.direction,
    vehicle: vehicleOf(form),
    people,
    headcount: Math.max(people.length, before && before.headcount > before.people.length ? before.headcount : 0),
    disposition: outcome.disposition,
    ...(form.rules.version === null ? {} : { policy: form.rules.version }),
    ...(form.openedAt === null ? {} : { formMs: Math.max(0, Math.round(now - form.openedAt)) }),
    occurredAt: before?.occurredAt ?? new Date(now).toISOString(),
    clockOffsetMs: before ? (before.clockOffsetMs ?? null) : clockOffsetMs,
    ...noteOf([before?.note, ...form.notes, outcome.note]),
    ...(task.kind === 'correct' || task.kind === 'recheck' ? { amends: rootOf(task.root) } : {}),
  }
}

const noteOf = (parts: readonly (string | null | undefined)[]): Pick<Entry, 'note'> => {
  const said = parts.filter((part) => part !== null && part !== undefined && part !== '')
  return said.length === 0 ? {} : { note: said.join('；').slice(0, LIMITS.noteCharacters) }
}

/** What a correction does not ask again. */
function detailsOf(person: Person | undefined): Partial<Person> {
  if (!person) return {}
  const { readings: _typed, noReading: _also, disposition: _decided, ...details } = person
  return details
}

const rootOf = (entry: Entry): string => entry.amends ?? entry.id

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
  const fresh = newForm(preset)
  const owing = drafted.findIndex(({ digits, noReading }) => digits === '' && noReading === null)
  return {
    ...fresh,
    id: task === 'mend' ? entry.id : preset.id,
    task: task === 'mend' ? { kind: 'mend', entry } : { kind: task, root: entry },
    // An emergency vehicle went by with no plate taken: that is what a correction is for.
    plate:
      vehicle?.kind === 'special' && plate === null ? fresh.plate : plateDraftOf(plate, plateForm, preset.province),
    kind,
    colour: colourOf(vehicle?.plateType),
    onFoot: vehicle === null,
    direction: entry.direction,
    people: drafted.length > 0 ? drafted : fresh.people,
    focus: task === 'recheck' ? { at: 'person', index: Math.max(0, owing) } : { at: 'plate' },
  }
}
