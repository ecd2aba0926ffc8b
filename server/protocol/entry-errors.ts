import type * as z from 'zod'
import type { ErrorCode, FieldError } from '#domain/entries/entry'
import { jsonPointer } from '#domain/json-pointer'

/**
 * The shape's faults in the wire's words: where (RFC 6901), which code, what is expected. What was sent is never
 * repeated: it may be somebody's name.
 */

/** Errors given for one entry; a message of 500 bad ones must not answer with megabytes. */
export const MAX_ERRORS = 50

const valueAt = (raw: unknown, path: readonly PropertyKey[]): unknown => {
  let value = raw
  for (const part of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined
    value = Reflect.get(value, part)
  }
  return value
}

type Issue = z.core.$ZodIssue

const KINDS: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
}

const expected = (issue: Issue): string => {
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${KINDS[issue.expected] ?? issue.expected}`
    case 'invalid_value':
      return `must be one of ${issue.values.map(String).join(', ')}`
    case 'too_big':
      if (issue.origin === 'string') return `must have at most ${issue.maximum} characters`
      if (issue.origin === 'array') return `must have at most ${issue.maximum} items`
      return `must be at most ${issue.maximum}`
    case 'too_small':
      if (issue.origin === 'string') return `must have at least ${issue.minimum} characters`
      if (issue.origin === 'array') return `must have at least ${issue.minimum} items`
      return `must be at least ${issue.minimum}`
    case 'invalid_format':
    case 'custom':
      return issue.message
    default:
      return 'must be of the shape that the protocol describes'
  }
}

const plainCode = (issue: Issue): ErrorCode => {
  switch (issue.code) {
    case 'invalid_type':
      return 'type'
    case 'too_big':
      return issue.origin === 'string' || issue.origin === 'array' ? 'too-large' : 'range'
    case 'too_small':
      return 'range'
    default:
      return 'value'
  }
}

/** Some fields have a code of their own for whatever is wrong with what they say. */
const codeOf = (issue: Issue, path: readonly PropertyKey[], missing: boolean): ErrorCode => {
  const first = path[0]
  const last = path.at(-1)
  if (first === 'void' && last === 'reason' && (missing || issue.code === 'invalid_type')) return 'void'
  if (missing) return 'missing'
  const code = plainCode(issue)
  if (code === 'type') return code
  if (last === 'plate' || last === 'trailerPlate') return 'plate'
  if (last === 'occurredAt' || last === 'at' || last === 'expires') return 'time'
  return code
}

/**
 * The errors of an entry that has not the shape, one a field, at most MAX_ERRORS. `raw` is what was parsed: it tells a
 * field that is absent from one that is wrong, which the issue alone does not for words of a list. `at` is where in the
 * entry the issues' paths begin.
 */
export const entryErrors = (error: z.ZodError, raw?: unknown, at: readonly PropertyKey[] = []): FieldError[] => {
  const errors: FieldError[] = []
  let previous: string | null = null
  for (const issue of error.issues) {
    const path = at.length === 0 ? issue.path : [...at, ...issue.path]
    const pointer = jsonPointer(path)
    // Checks of one field follow each other; the first says enough.
    if (pointer === previous) continue
    previous = pointer
    if (errors.length === MAX_ERRORS) break
    const missing =
      raw === undefined
        ? issue.code === 'invalid_type' && issue.message.endsWith('received undefined')
        : path.length > 0 && valueAt(raw, path) === undefined
    errors.push({
      path: pointer,
      code: codeOf(issue, path, missing),
      message: missing ? `is missing: ${expected(issue)}` : expected(issue),
    })
  }
  return errors
}
