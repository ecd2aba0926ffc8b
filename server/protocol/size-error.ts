import { type FieldError, LIMITS } from '#domain/entries/entry'
import { MAX_DEPTH } from '#domain/entries/entry-content'

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

/** Why a value is over the limits of one entry or item, null where it is not. */
export const sizeError = (raw: Record<string, unknown>): FieldError | null => {
  const most = bytesAtMost(raw, 0)
  if (most <= LIMITS.entryBytes) return null
  if (most === Number.POSITIVE_INFINITY) {
    return { path: '', code: 'too-large', message: `must be plain JSON, nested at most ${MAX_DEPTH} levels deep` }
  }
  const json = JSON.stringify(raw)
  if (json.length <= LIMITS.entryBytes && utf8Bytes(json) <= LIMITS.entryBytes) return null
  return { path: '', code: 'too-large', message: `must be at most ${LIMITS.entryBytes} bytes` }
}
