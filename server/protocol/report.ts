import * as z from 'zod'
import { COUNT_NAMES } from '#domain/entries/counts'
import { DISPOSITIONS } from '#domain/entries/entry'
import { Instant } from './entry'

/** What a report covers and says: the board of a day or of several, a month's punctuality, minutes of response. */

const Counts = z.record(z.enum(COUNT_NAMES), z.int())
const Figures = z.object({ counts: Counts, total: Counts, pending: z.int() })

const Line = z.object({
  code: z.string(),
  name: z.string(),
  jurisdiction: z.string(),
  status: z.enum(['zero', 'abnormal', 'open', 'missing']),
  /** Of the report that stands: the last that came for this period. */
  report: z
    .object({
      id: z.string(),
      abnormal: z.int(),
      what: z.string().nullable(),
      noTraffic: z.boolean(),
      signedBy: z.string(),
      at: Instant,
      late: z.boolean(),
      paper: z.boolean(),
    })
    .nullable(),
})

const Period = z.object({
  from: Instant,
  /** When the report is due. */
  to: Instant,
  reported: z.int(),
  zero: z.int(),
  missing: z.int(),
  checkpoints: z.array(Line),
})

export const DailyBoard = z.object({
  date: z.string(),
  /** First day of the report; the date itself for a day's. */
  from: z.string(),
  zone: z.string(),
  /** What the figures cover, and when they were read. */
  window: z.object({ from: Instant, to: Instant }),
  asOf: Instant,
  /** When counting began. */
  since: Instant.nullable(),
  /** Of the last day. */
  periods: z.array(Period),
  rows: z.array(
    Figures.extend({ code: z.string(), name: z.string(), jurisdiction: z.string(), road: z.string().nullable() }),
  ),
  sum: Figures,
  /** The same number of days just before. */
  before: Figures,
  /** Last link of the audit's chain before the cut-off. */
  head: z.object({ number: z.int(), at: Instant, hash: z.string() }).nullable(),
})
export type DailyBoard = z.infer<typeof DailyBoard>

export const PunctualityMonth = z.object({
  /** YYYY-MM. */
  month: z.string(),
  zone: z.string(),
  checkpoints: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      due: z.int(),
      onTime: z.int(),
      late: z.int(),
      missing: z.int(),
      /** Not due yet. */
      open: z.int(),
    }),
  ),
})
export type PunctualityMonth = z.infer<typeof PunctualityMonth>

const Minutes = z.object({ cases: z.int(), median: z.number(), slowest: z.number(), checkpoint: z.string() })

export const ResponseTimes = z.object({
  highReadings: z.int(),
  toAlert: Minutes.nullable(),
  toIsolation: Minutes.nullable(),
  toTransfer: Minutes.nullable(),
  /** People with a confirmed fever, by what was done with them. */
  fevers: z.partialRecord(z.enum(DISPOSITIONS), z.int()),
})
export type ResponseTimes = z.infer<typeof ResponseTimes>
