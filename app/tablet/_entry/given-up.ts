import { checkEntry } from '#domain/entries/check-entry'
import { type Entry, type FieldError, LIMITS } from '#domain/entries/entry'

/**
 * What is sent of an entry that the server refused and that was a mistake in itself: every part that was not refused,
 * under its own id and number, to be voided at once (decision 41). So the command centre has it, with its reason, and
 * no gap is left in what this tablet made.
 */

/** Without these an entry is none: where one of them was refused, or nobody knows what, the bare one is sent. */
const NEEDED = ['', 'id', 'direction', 'disposition', 'amends', 'void']

const partOf = ({ path }: FieldError): string => path.split('/')[1] ?? ''
const isOfReadings = ({ path }: FieldError): boolean => /^\/people\/\d+\/readings/.test(path)

/** Nobody and nothing: it adds to no count and raises nothing. */
const bareOf = ({ id, direction, disposition, paper, drill }: Entry, at: string): Entry => ({
  id,
  direction,
  vehicle: null,
  people: [],
  headcount: 0,
  disposition,
  occurredAt: at,
  ...(paper ? { paper } : {}),
  ...(drill ? { drill } : {}),
})

/** Readings stay wherever they can: a fever is no less one because a number beside it was wrong. */
function partsOf(entry: Entry, refused: readonly FieldError[], savedAt: string): Entry {
  const parts = new Set(refused.map(partOf))
  const { people, vehicle, headcount, occurredAt, ...rest } = entry
  const others = Object.fromEntries(Object.entries(rest).filter(([name]) => !parts.has(name)))
  const listed = refused.some(isOfReadings)
    ? []
    : parts.has('people')
      ? people
          .slice(0, LIMITS.people)
          .map(({ readings, noReading, disposition }) => ({ readings, noReading, disposition }))
      : people
  return {
    ...bareOf(entry, parts.has('occurredAt') ? savedAt : occurredAt),
    ...others,
    vehicle: parts.has('vehicle') && vehicle !== null ? { plate: null, kind: vehicle.kind } : vehicle,
    people: listed,
    headcount: Math.min(LIMITS.headcount, Math.max(headcount, listed.length)),
  }
}

/**
 * `savedAt`: when it was saved, milliseconds, for a time that cannot be read. `note`: what it was and why it was refused,
 * in words. A correction leaves the bare entry: to void a correction would void the passage that it was to correct.
 */
export function givenUp(entry: Entry, refused: readonly FieldError[], savedAt: number, note: string): Entry {
  const { seq: _givenByTheStore, ...said } = entry
  const at = new Date(savedAt).toISOString()
  const isWhole = entry.amends == null && refused.length > 0 && !refused.some((one) => NEEDED.includes(partOf(one)))
  const parts = isWhole ? partsOf(said, refused, at) : null
  const left = parts !== null && checkEntry(parts).length === 0 ? parts : bareOf(said, at)
  const notes = [left.note, note].filter((part) => part != null && part !== '')
  return { ...left, note: notes.join('；').slice(0, LIMITS.noteCharacters) }
}
