import * as z from 'zod'
import type {
  Check as CheckWords,
  CrewMember as CrewWords,
  Handover as HandoverWords,
  ItemKind,
  Log as LogWords,
  Queue as QueueWords,
  Read as ReadWords,
  Shift as ShiftWords,
  Stock as StockWords,
  ZeroReport as ZeroReportWords,
} from '#domain/checkpoints/item'
import { LOG_KINDS } from '#domain/checkpoints/item'
import { LIMITS } from '#domain/entries/entry'
import { Id, Instant } from './entry'
import { text } from './text'

/**
 * The shapes of items on the wire, one a kind. Optional fields take null as absent; unknown keys are dropped here, after
 * the digest saw them. Meaning is `#domain/checkpoints/item`.
 */

/** Every field of the domain's words, none more, each with a schema that gives its type. */
type Fields<Words> = { [Name in keyof Words]-?: z.ZodType<Words[Name]> }

/** People, lines of a checklist, supplies: of none has an item more. */
export const MAX_PARTS = 40

const Name = text(60).regex(/\S/, 'must not be blank')

const Crew = z.object({ name: Name, agency: text(60).nullish(), staff: Id.nullish() } satisfies Fields<CrewWords>)
const Checklist = z
  .array(z.object({ item: text(40), ok: z.boolean(), note: text(200).nullish() } satisfies Fields<CheckWords>))
  .max(MAX_PARTS)
const People = z.array(Crew).max(MAX_PARTS)
const Amounts = z
  .record(text(40), z.number().min(0).max(10_000_000))
  .refine((amounts) => Object.keys(amounts).length <= MAX_PARTS, `must name at most ${MAX_PARTS}`)

const frame = {
  id: Id,
  seq: z.int().min(1).nullish(),
  pairing: Id.nullish(),
  checkpoint: text(40).nullish(),
  occurredAt: Instant,
  clockOffsetMs: z.int().nullish(),
  policy: text(40).nullish(),
  note: text(LIMITS.noteCharacters).nullish(),
  paper: z.boolean().nullish(),
  drill: z.boolean().nullish(),
}

const Shift = z.object({
  kind: z.literal('shift'),
  ...frame,
  people: People.nullish(),
  checklist: Checklist.nullish(),
  ends: Id.nullish(),
  signedBy: Name,
} satisfies Fields<ShiftWords>)

const Handover = z.object({
  kind: z.literal('handover'),
  ...frame,
  shift: Id.nullish(),
  people: People.min(1),
  checklist: Checklist.nullish(),
  counts: Amounts.nullish(),
  stock: Amounts.nullish(),
  openAlerts: z.int().min(0).max(100_000).nullish(),
  givenBy: Name,
  takenBy: Name,
} satisfies Fields<HandoverWords>)

const ZeroReport = z.object({
  kind: z.literal('zero-report'),
  ...frame,
  period: z.object({ from: Instant, to: Instant }),
  abnormal: z.int().min(0).max(100_000),
  what: text(LIMITS.noteCharacters).nullish(),
  noTraffic: z.boolean().nullish(),
  counts: Amounts.nullish(),
  signedBy: Name,
} satisfies Fields<ZeroReportWords>)

const Log = z.object({
  kind: z.literal('log'),
  ...frame,
  log: z.enum(LOG_KINDS),
  what: text(200).nullish(),
  amount: z.number().min(0).max(1_000_000).nullish(),
  mends: Id.nullish(),
  signedBy: Name.nullish(),
} satisfies Fields<LogWords>)

const Stock = z.object({
  kind: z.literal('stock'),
  ...frame,
  stock: Amounts,
  wanted: Amounts.nullish(),
} satisfies Fields<StockWords>)

const Queue = z.object({
  kind: z.literal('queue'),
  ...frame,
  vehicles: z.int().min(0).max(100_000),
} satisfies Fields<QueueWords>)

const Read = z.object({ kind: z.literal('read'), ...frame, instruction: Id } satisfies Fields<ReadWords>)

export const ITEM_SHAPES = {
  shift: Shift,
  handover: Handover,
  'zero-report': ZeroReport,
  log: Log,
  stock: Stock,
  queue: Queue,
  read: Read,
} satisfies Record<ItemKind, z.ZodType>

export const Item = z.discriminatedUnion('kind', [Shift, Handover, ZeroReport, Log, Stock, Queue, Read])
