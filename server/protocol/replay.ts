import * as z from 'zod'
import { Instant } from './entry'

/** A day as it was, to be gone through without asking again. */
export const ReplayDay = z.object({
  /** Local date. */
  date: z.string(),
  from: Instant,
  /** The end of the day; of today, now. */
  to: Instant,
  stepMs: z.int(),
  /** Since when states are written down; before it, only whether something was logged is known. Null: not yet. */
  exactSince: Instant.nullable(),
  checkpoints: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      lng: z.number(),
      lat: z.number(),
      /** As it is set now: says what it was where no state was written down. */
      setting: z.enum(['planned', 'open', 'closed']),
      /** Milliseconds after `from`, negative before it, and the state from then on. */
      states: z.array(z.tuple([z.int(), z.string()])),
      /** The number of the step, then what was counted in it by `REPLAY_COUNTS`. */
      steps: z.array(z.array(z.int())),
    }),
  ),
  closures: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      lng: z.number(),
      lat: z.number(),
      from: Instant,
      to: Instant.nullable(),
    }),
  ),
})
export type ReplayDay = z.infer<typeof ReplayDay>
