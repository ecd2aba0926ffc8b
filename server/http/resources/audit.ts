import * as z from 'zod'
import { Id } from '#protocol/entry'
import { findHead } from '../../../db/stores/audit-store'
import { listAudit } from '../../audit-trail/list-audit'
import { openAuditLine } from '../../audit-trail/open-audit-line'
import type { Core } from '../../core'
import { done, refuse } from '../../outcome'
import { asPerson } from '../as-person'
import { QueryTime } from '../query-time'
import { type Route, route } from '../route'

const optional = (longest: number) =>
  z
    .string()
    .trim()
    .max(longest)
    .optional()
    .transform((value) => value || null)

const Query = z.object({
  who: optional(100),
  verb: optional(60),
  target: optional(100),
  from: QueryTime,
  to: QueryTime,
  cursor: optional(200),
  line: Id.optional().transform((value) => value ?? null),
})

const Line = z.object({
  id: z.uuid(),
  at: z.iso.datetime(),
  actor: z.string(),
  name: z.string().nullable(),
  verb: z.string(),
  target: z.string().nullable(),
  before: z.unknown(),
  after: z.unknown(),
  reason: z.string().nullable(),
  address: z.string().nullable(),
  link: z.number().nullable(),
  personal: z.boolean(),
})

const Head = z.object({ number: z.number(), at: z.iso.datetime(), hash: z.string() })

export const auditRoutes = (core: Core): Route[] => [
  route({
    method: 'GET',
    path: '/audit',
    summary: 'Who did what, newest first, 100 a page; from one line on where `line` names it',
    access: { roles: ['admin'] },
    query: Query,
    answers: [
      {
        status: 200,
        schema: z.object({ lines: z.array(Line), cursor: z.string().nullable() }),
        description: 'Lines within the jurisdiction',
      },
    ],
    handle: async ({ actor, query }) => {
      const page = await listAudit(core, asPerson(actor), query)
      return page.ok ? done({ json: page.value }) : page
    },
  }),
  route({
    method: 'GET',
    path: '/audit/head',
    summary: 'The last link of the audit chain, or the last before a time, to be written down elsewhere',
    access: { roles: ['admin', 'command', 'supervisor'] },
    query: z.object({ before: QueryTime }),
    answers: [
      { status: 200, schema: Head, description: 'kakou audit verify --head HASH looks whether it still stands' },
      { status: 404, description: 'Nothing was chained yet, or before that time' },
    ],
    handle: async ({ query }) => {
      const head = await findHead(core.database.sql, query.before)
      if (head === null) return refuse('not-found', 'Nothing was chained yet.')
      return done({ json: { number: head.number, at: head.at.toISOString(), hash: head.hash.toString('hex') } })
    },
  }),
  route({
    method: 'POST',
    path: '/audit/:id/open',
    summary: 'Shows what of a line is personal, for a reason that is written down',
    access: { roles: ['admin'] },
    body: z.object({ reason: z.string().trim().min(2).max(500) }),
    answers: [
      { status: 200, schema: z.object({ personal: z.unknown() }), description: 'What was asked for or shown' },
      { status: 404, description: 'There is no such line, or nothing in it is personal' },
      { status: 410, description: 'Its key was destroyed' },
    ],
    handle: async ({ actor, params, body }) => {
      const id = Id.safeParse(params.id)
      if (!id.success) return refuse('not-found', 'There is no such line within your jurisdiction.')
      const opened = await openAuditLine(core, asPerson(actor), { id: id.data, reason: body.reason })
      return opened.ok ? done({ json: opened.value }) : opened
    },
  }),
]
