import * as z from 'zod'
import { Id, Instant } from './entry'
import { text } from './text'

/** Indicators that are entered by hand, on the wire. */

const Amount = z.number().min(0).max(99_999_999_999)
const Name = text(40).regex(/\S/, 'must not be blank')

export const NewIndicators = z.object({
  indicators: z
    .array(
      z.object({
        name: Name,
        unit: text(10).regex(/\S/, 'must not be blank'),
        /** Name of the one of which it is a part; it is there, or stands before it in this list. */
        partOf: Name.nullish(),
      }),
    )
    .min(1)
    .max(60),
})

export const IndicatorEntries = z.object({
  date: z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a day, YYYY-MM-DD'),
  values: z
    .array(z.object({ indicator: Id, today: Amount, total: Amount, note: text(200).nullish() }))
    .min(1)
    .max(100),
})

const Value = z.object({ today: z.number(), total: z.number() })

export const IndicatorDay = z.object({
  date: z.string(),
  indicators: z.array(
    z.object({
      id: Id,
      name: z.string(),
      unit: z.string(),
      partOf: Id.nullable(),
      value: Value.extend({ note: z.string(), by: z.string(), at: Instant }).nullable(),
      yesterday: Value.nullable(),
      /** The sum of the jurisdictions directly below, and how many of them entered it. */
      below: Value.extend({ entered: z.int(), of: z.int() }).nullable(),
    }),
  ),
  faults: z.array(
    z.object({
      indicator: Id,
      kind: z.enum(['cumulative', 'parts', 'below']),
      of: z.enum(['today', 'total']),
      is: z.number(),
      should: z.number(),
      /** A note stands beside the value. */
      explained: z.boolean(),
    }),
  ),
  /** Whether the asker may add and withdraw indicators. */
  mayDefine: z.boolean(),
})
export type IndicatorDay = z.infer<typeof IndicatorDay>
