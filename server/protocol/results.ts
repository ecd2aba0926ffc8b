import * as z from 'zod'
import { ERROR_CODES } from '#domain/entries/entry'
import { Id } from './entry'

/**
 * The verdict on one entry, in the order they were sent. `stored` and `duplicate` mean flushed to disk; `rejected` is
 * only ever about content. `retry`: the root of a correction may still be on its way.
 */
export const Result = z.object({
  id: Id.nullable(),
  status: z.enum(['stored', 'duplicate', 'rejected']),
  errors: z.array(z.object({ path: z.string(), code: z.enum(ERROR_CODES), message: z.string() })).optional(),
  retry: z.literal(true).optional(),
})
export type Result = z.infer<typeof Result>

/** Answer to `entries`. A new `epoch` says that the database went back in time: offer again what was acknowledged. */
export const EntriesAnswer = z.object({ results: z.array(Result), epoch: z.string() })
export type EntriesAnswer = z.infer<typeof EntriesAnswer>

/** The server can't take it now; nothing of it is promised. Over HTTP: 503 with Retry-After. */
export const Busy = z.object({ busy: z.literal(true), retryAfterMs: z.int().min(0) })
export type Busy = z.infer<typeof Busy>
