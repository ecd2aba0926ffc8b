import { checkItem, ITEM_KINDS, type ItemKind, type Item as ItemWords } from '#domain/checkpoints/item'
import type { FieldError } from '#domain/entries/entry'
import { jsonPointer } from '#domain/json-pointer'
import { entryErrors, MAX_ERRORS } from './entry-errors'
import { ITEM_SHAPES, MAX_PARTS } from './item'
import { sizeError } from './size-error'

type ReadItem = { ok: true; item: ItemWords } | { ok: false; id: string | null; errors: FieldError[] }

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

const isKind = (value: unknown): value is ItemKind => ITEM_KINDS.some((kind) => kind === value)

/** Before the shape: thousands of faults in a hostile list cost more than the answer that they are cut down to. */
const isLong = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.keys(value).length > MAX_PARTS

/**
 * One item of a message: its size, its kind, its shape, its meaning, in this order. Takes whatever JSON can hold and
 * never throws. `id` is null where there is no UUID to answer by.
 */
export const readItem = (raw: unknown): ReadItem => {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    return { ok: false, id: null, errors: [{ path: '', code: 'type', message: 'must be an object' }] }
  }
  const members = raw as Record<string, unknown>
  const id = Object.hasOwn(members, 'id') && typeof members.id === 'string' && ID.test(members.id) ? members.id : null
  const tooLarge = sizeError(members)
  if (tooLarge !== null) return { ok: false, id, errors: [tooLarge] }
  const kind = Object.hasOwn(members, 'kind') ? members.kind : undefined
  if (!isKind(kind)) {
    const code = kind == null ? 'missing' : 'value'
    return { ok: false, id, errors: [{ path: '/kind', code, message: `must be one of ${ITEM_KINDS.join(', ')}` }] }
  }
  const long = Object.keys(members).find((key) => isLong(members[key]))
  if (long !== undefined) {
    const message = `must have at most ${MAX_PARTS} items`
    return { ok: false, id, errors: [{ path: jsonPointer([long]), code: 'too-large', message }] }
  }
  const shaped = ITEM_SHAPES[kind].safeParse(members)
  if (!shaped.success) return { ok: false, id, errors: entryErrors(shaped.error, members) }
  const errors = checkItem(shaped.data)
  return errors.length > 0 ? { ok: false, id, errors: errors.slice(0, MAX_ERRORS) } : { ok: true, item: shaped.data }
}
