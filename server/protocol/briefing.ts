import * as z from 'zod'
import { BRIEFING_TEMPLATES, type BriefingContent as Content, SECTION_NAMES } from '#domain/briefing/briefing'
import { BRIEFING_STATES, BRIEFING_STEPS } from '#domain/briefing/workflow'
import { Id, Instant } from './entry'
import { text } from './text'

/** Briefings on the wire: what is asked for, what may be changed, what is shown. */

const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a day, YYYY-MM-DD')

/** Lines and paragraphs of a briefing: of none more. */
const MAX_PARAGRAPHS = 60
const Line = text(200)

const Paragraph = z.object({
  text: text(2_000),
  figures: z
    .array(z.object({ text: text(60), source: text(300).regex(/^\/(?!\/)/, 'must be an address here') }))
    .max(60),
})
const Head = z.object({
  organ: Line,
  number: Line,
  addressee: Line,
  reportTo: Line,
  sendTo: Line,
  issueTo: Line,
  attachments: z.array(Line).max(10),
})
const Sections = z.record(z.enum(SECTION_NAMES), z.array(Paragraph).max(MAX_PARAGRAPHS))

const BriefingContent = z.object({
  title: Line.regex(/\S/, 'must not be blank'),
  head: Head,
  sections: Sections,
}) satisfies z.ZodType<Content>

export const NewBriefing = z.object({
  template: z.enum(BRIEFING_TEMPLATES),
  date: Day.nullish(),
  from: Day.nullish(),
})

const version = z.int().min(1)

export const BriefingChange = z.object({ version, content: BriefingContent })

export const BriefingMove = z.object({
  version,
  step: z.enum(BRIEFING_STEPS),
  /** Why it is returned; to whom it is sent; number and words of the receipt. */
  note: text(500).nullish(),
})

export const BriefingRefill = z.object({ version })
export const Correction = z.object({ reason: text(500).trim().min(2) })

export const BriefingHeadline = z.object({
  id: Id,
  template: z.enum(BRIEFING_TEMPLATES),
  from: Day,
  date: Day,
  state: z.enum(BRIEFING_STATES),
  title: z.string(),
  jurisdiction: z.object({ code: z.string(), name: z.string() }),
  /** Whether it is the asker's own jurisdiction's. */
  own: z.boolean(),
  number: z.object({ year: z.int(), number: z.int(), total: z.int() }).nullable(),
  reissue: z.int(),
  changedAt: Instant,
})
export type BriefingHeadline = z.infer<typeof BriefingHeadline>

export const Briefing = BriefingHeadline.extend({
  version: z.int(),
  content: BriefingContent,
  cutOff: Instant,
  /** When the figures were read. */
  asOf: Instant,
  openDrafts: z.int(),
  openFaults: z.int(),
  replaces: Id.nullable(),
  replacedBy: Id.nullable(),
  reason: z.string().nullable(),
  digest: z.string().nullable(),
  issuedAt: Instant.nullable(),
  destination: z.string().nullable(),
  /** Whether a jurisdiction above it is in this instance and gives the receipt. */
  hasParent: z.boolean(),
  steps: z.array(
    z.object({ at: Instant, step: z.string(), actor: z.string(), name: z.string(), note: z.string().nullable() }),
  ),
})
export type Briefing = z.infer<typeof Briefing>
