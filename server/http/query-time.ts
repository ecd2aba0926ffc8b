import * as z from 'zod'
import { parseInstant } from '#domain/instant'
import { Instant } from '#protocol/entry'

/**
 * A time in a query, as a Date; null where it is not given. A plus that was not encoded arrives as a space, and there is
 * nothing else that a space could mean here.
 */
export const QueryTime = z
  .preprocess(
    (value) => (typeof value === 'string' ? value.replace(' ', '+') : value),
    Instant.refine((text) => parseInstant(text) !== null, 'must be a time that exists').optional(),
  )
  .transform((text) => {
    const ms = text === undefined ? null : parseInstant(text)
    return ms === null ? null : new Date(ms)
  })
