import * as z from 'zod'
import { Id, Instant } from './entry'

/** What the items of a checkpoint say of now: who is on duty, what is in stock, when the logs were last written. */
export const Duty = z.object({
  keepsShifts: z.boolean(),
  shifts: z.array(
    z.object({
      id: Id,
      since: Instant,
      people: z.array(z.object({ name: z.string(), agency: z.string().nullish() })),
    }),
  ),
  stock: z
    .object({
      at: Instant,
      amounts: z.record(z.string(), z.number()),
      wanted: z.record(z.string(), z.number()).nullable(),
    })
    .nullable(),
  queue: z.object({ at: Instant, vehicles: z.int() }).nullable(),
  logs: z.record(z.string(), Instant),
  faults: z.array(z.object({ id: Id, at: Instant, what: z.string().nullable() })),
  report: z.object({ from: Instant, to: Instant, abnormal: z.int(), noTraffic: z.boolean(), at: Instant }).nullable(),
})
export type Duty = z.infer<typeof Duty>
