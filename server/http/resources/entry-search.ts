import * as z from 'zod'
import { parseInstant } from '#domain/instant'
import { Id, Instant } from '#protocol/entry'
import type { Core } from '../../core'
import { ENTRY_EXPORT_FORMATS, exportEntries, MOST_EXPORTED } from '../../entries/export-entries'
import { revealField } from '../../entries/reveal-field'
import { searchEntries } from '../../entries/search-entries'
import { done, refuse } from '../../outcome'
import { asPerson } from '../as-person'
import { type Access, type Route, route } from '../route'

/** Why somebody reads of persons; whoever checks the audit reads it. */
export const Reason = z.string().trim().min(2, 'must say why, for the audit').max(200)

const given = (maxCharacters: number) =>
  z
    .string()
    .trim()
    .max(maxCharacters)
    .nullish()
    .transform((text) => text || null)

export const Time = Instant.transform((text, context) => {
  const ms = parseInstant(text)
  if (ms !== null) return new Date(ms)
  context.addIssue({ code: 'custom', message: 'must be a time that exists' })
  return z.NEVER
})

const Search = z.object({
  plate: given(40),
  name: given(60),
  phone: given(30),
  idNumber: given(40),
  checkpoint: given(40),
  from: Time.nullish().transform((time) => time ?? null),
  to: Time.nullish().transform((time) => time ?? null),
  cursor: given(200),
  reason: Reason,
})

const DocumentedSearch = z.object({
  plate: z.string().max(40).nullish(),
  name: z.string().max(60).nullish(),
  phone: z.string().max(30).nullish(),
  idNumber: z.string().max(40).nullish(),
  checkpoint: z.string().max(40).nullish(),
  from: Instant.nullish(),
  to: Instant.nullish(),
  cursor: z.string().max(200).nullish(),
  reason: z.string().min(2).max(200),
})

const Export = Search.omit({ cursor: true }).extend({
  format: z.enum(ENTRY_EXPORT_FORMATS),
  language: z.enum(['zh', 'en']).default('zh'),
})
const DocumentedExport = DocumentedSearch.omit({ cursor: true }).extend({
  format: z.enum(ENTRY_EXPORT_FORMATS),
  language: z.enum(['zh', 'en']).nullish(),
})

const Reveal = z.object({ field: z.string().max(60), reason: Reason })
const Page = z.object({ entries: z.array(z.record(z.string(), z.unknown())), cursor: z.string().nullable() })

const access = { roles: ['admin', 'command', 'health'] } satisfies Access

export const entrySearchRoutes = (core: Core): Route[] => [
  route({
    method: 'POST',
    path: '/entries/search',
    summary: 'Finds entries by plate, name, telephone or document number; asks why, and is written down',
    access,
    body: Search,
    documentedBody: DocumentedSearch,
    answers: [
      { status: 200, schema: Page, description: 'As GET /entries; a page may be short and still have a cursor' },
      { status: 429, description: 'Too many searches in a short time' },
    ],
    handle: async ({ actor, body, address }) => {
      const page = await searchEntries(core, asPerson(actor), { ...body, address })
      return page.ok ? done({ json: page.value }) : page
    },
  }),
  route({
    method: 'POST',
    path: '/entries/search/export',
    summary: 'What a search finds as Excel or CSV, persons masked; asks why, and is written down as an export',
    access,
    body: Export,
    documentedBody: DocumentedExport,
    answers: [
      { status: 200, description: `At most ${MOST_EXPORTED} rows; the file's name says where there were more` },
      { status: 429, description: 'Too many searches in a short time' },
    ],
    handle: async ({ actor, body, address }) => {
      const file = await exportEntries(core, asPerson(actor), { ...body, address })
      if (!file.ok) return file
      const { bytes, contentType, cut } = file.value
      const name = `entries${cut ? `-first-${MOST_EXPORTED}` : ''}.${body.format}`
      const headers = { 'Content-Disposition': `attachment; filename="${name}"`, 'Cache-Control': 'no-store' }
      return done({ bytes, contentType, headers })
    },
  }),
  route({
    method: 'POST',
    path: '/entries/:id/reveal',
    summary: 'Opens one value of a person that is shown masked; asks why, and is written down',
    access,
    body: Reveal,
    answers: [
      {
        status: 200,
        schema: z.object({ field: z.string(), value: z.string() }),
        description: 'The value, and its JSON Pointer in the entry',
      },
      { status: 410, description: 'There is no such value, or retention took it' },
    ],
    handle: async ({ actor, params, body, address }) => {
      const id = Id.safeParse(params.id)
      if (!id.success) return refuse('not-found', 'There is no such entry within your jurisdiction.')
      const revealed = await revealField(core, asPerson(actor), { id: id.data, ...body, address })
      return revealed.ok ? done({ json: revealed.value }) : revealed
    },
  }),
]
