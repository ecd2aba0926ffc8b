import * as z from 'zod'
import { checkEntry } from '#domain/entries/check-entry'
import { type Entry as EntryWords, type FieldError, LIMITS } from '#domain/entries/entry'
import { Entry, Person } from './entry'
import { entryErrors, MAX_ERRORS } from './entry-errors'
import { MISS, quickReader } from './quick-reader'
import { sizeError } from './size-error'

export type ReadEntry =
  | { ok: true; entry: EntryWords; id: string }
  | { ok: false; id: string | null; errors: FieldError[] }

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

const readQuickly = quickReader(Entry)

/** The entry around its people, who are read one by one. */
const Frame = Entry.extend({ people: z.array(z.unknown()).max(LIMITS.people) })

/**
 * The shape, without the thousands of issues that a hostile list of people can have: they cost more than the answer
 * that they are cut down to, and everybody waits for them.
 */
const readShape = (
  raw: Record<string, unknown>,
): { ok: true; entry: EntryWords } | { ok: false; errors: FieldError[] } => {
  const quick = readQuickly(raw)
  // Only what the schema takes is not a MISS: a property test compares them.
  if (quick !== MISS) return { ok: true, entry: quick as EntryWords }
  const frame = Frame.safeParse(raw)
  const errors = frame.success ? [] : entryErrors(frame.error, raw)
  const list = frame.success ? frame.data.people : Array.isArray(raw.people) ? (raw.people as unknown[]) : []
  const people: EntryWords['people'] = []
  for (let index = 0; index < list.length && errors.length < MAX_ERRORS; index++) {
    const person = Person.safeParse(list[index])
    if (person.success) people.push(person.data)
    else errors.push(...entryErrors(person.error, raw, ['people', index]))
  }
  if (!frame.success || errors.length > 0) return { ok: false, errors: errors.slice(0, MAX_ERRORS) }
  return { ok: true, entry: Object.assign(frame.data, { people }) }
}

/**
 * One entry of a message: its size, its shape, its meaning, in this order; each asked only of what passed the one
 * before. Takes whatever JSON can hold and never throws. `entry` is the Entry without unknown keys; its digest is made
 * of `raw` (`#domain/entries/entry-content`). `id` is null where there is no UUID to answer by.
 */
export const readEntry = (raw: unknown): ReadEntry => {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    return { ok: false, id: null, errors: [{ path: '', code: 'type', message: 'must be an object' }] }
  }
  const members = raw as Record<string, unknown>
  const id = Object.hasOwn(members, 'id') && typeof members.id === 'string' && ID.test(members.id) ? members.id : null

  const tooLarge = sizeError(members)
  if (tooLarge !== null) return { ok: false, id, errors: [tooLarge] }
  // Before the shape: what is wrong with people beyond the limit is no matter.
  if (Array.isArray(members.people) && members.people.length > LIMITS.people) {
    const message = `must have at most ${LIMITS.people} items`
    return { ok: false, id, errors: [{ path: '/people', code: 'too-large', message }] }
  }

  const shaped = readShape(members)
  if (!shaped.ok) return { ok: false, id, errors: shaped.errors }
  const { entry } = shaped
  const errors = checkEntry(entry)
  if (errors.length > 0) return { ok: false, id, errors: errors.slice(0, MAX_ERRORS) }
  return { ok: true, entry, id: entry.id }
}
