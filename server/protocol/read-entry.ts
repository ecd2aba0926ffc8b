import * as z from 'zod'
import { checkEntry } from '#domain/check-entry'
import { type Entry as EntryWords, type FieldError, LIMITS } from '#domain/entry'
import { MAX_DEPTH } from '#domain/entry-content'
import { Entry, Person } from './entry'
import { entryErrors, MAX_ERRORS } from './entry-errors'
import { MISS, quickReader } from './quick-reader'

export type ReadEntry =
  | { ok: true; entry: EntryWords; id: string }
  | { ok: false; id: string | null; errors: FieldError[] }

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** The longest that one UTF-16 unit, and a number or a word, get when written as JSON. */
const UNIT_BYTES = 6
const SCALAR_BYTES = 26

/** Never less than the bytes of `value` as JSON, for the price of a walk; Infinity where it is nested too deep. */
const bytesAtMost = (value: unknown, depth: number): number => {
  if (typeof value === 'string') return value.length * UNIT_BYTES + 3
  if (typeof value !== 'object' || value === null) return SCALAR_BYTES
  // A socket can bring bytes, which JSON can't; looking at each by its number would hold everybody up.
  if (depth >= MAX_DEPTH || ArrayBuffer.isView(value)) return Number.POSITIVE_INFINITY
  let bytes = 3
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++) bytes += bytesAtMost(value[index], depth + 1)
    return bytes
  }
  const members = value as Record<string, unknown>
  for (const key of Object.keys(members)) bytes += key.length * UNIT_BYTES + 4 + bytesAtMost(members[key], depth + 1)
  return bytes
}

/** Bytes of a text in UTF-8; the text has no lone surrogates, JSON escapes them. */
const utf8Bytes = (text: string): number => {
  let bytes = text.length
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index)
    // Half of a pair: two bytes each.
    if (unit >= 0x80) bytes += unit >= 0x800 && (unit < 0xd800 || unit > 0xdfff) ? 2 : 1
  }
  return bytes
}

const sizeError = (raw: Record<string, unknown>): FieldError | null => {
  const most = bytesAtMost(raw, 0)
  if (most <= LIMITS.entryBytes) return null
  if (most === Number.POSITIVE_INFINITY) {
    return { path: '', code: 'too-large', message: `must be plain JSON, nested at most ${MAX_DEPTH} levels deep` }
  }
  const json = JSON.stringify(raw)
  if (json.length <= LIMITS.entryBytes && utf8Bytes(json) <= LIMITS.entryBytes) return null
  return { path: '', code: 'too-large', message: `must be at most ${LIMITS.entryBytes} bytes` }
}

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
 * of `raw` (`#domain/entry-content`). `id` is null where there is no UUID to answer by.
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
