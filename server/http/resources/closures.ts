import * as z from 'zod'
import { parseInstant } from '#domain/instant'
import { Instant } from '#protocol/entry'
import { Closure } from '#protocol/live'
import { createClosure } from '../../closures/create-closure'
import { liftClosure } from '../../closures/lift-closure'
import type { Core } from '../../core'
import type { LiveState } from '../../live/live-state'
import { done } from '../../outcome'
import { asPerson } from '../as-person'
import { type Access, BUT_REPORTERS, type Route, route } from '../route'

const line = (max: number) => z.string().trim().min(1).max(max)

/** Milliseconds since 1970; null where it is not given. */
const At = Instant.refine((text) => parseInstant(text) !== null, 'must be a time that exists')
  .nullish()
  .transform((text) => (text ? parseInstant(text) : null))

const NewClosure = z.object({
  code: z
    .string()
    .regex(/^[\p{L}\p{N}][\p{L}\p{N}_-]{0,39}$/u, 'must have 1 to 40 letters, digits, hyphens')
    .nullish(),
  name: line(100),
  lng: z.number().min(-180).max(180),
  lat: z.number().min(-90).max(90),
  authority: line(200),
  document: line(200),
  from: At,
  to: At,
  responsible: line(200),
  emergency: line(500),
  jurisdiction: z.string().max(40).nullish(),
})

const access = { roles: ['admin', 'command'] } satisfies Access

export const closureRoutes = (core: Core, live: LiveState): Route[] => [
  route({
    method: 'GET',
    path: '/closures',
    summary: 'The closures that stand',
    access: { roles: BUT_REPORTERS },
    answers: [{ status: 200, schema: z.object({ closures: z.array(Closure) }), description: 'By code' }],
    handle: async ({ actor }) => {
      const closures = live.closures.list(asPerson(actor).scope)
      return done({ json: { closures: closures.sort((a, b) => (a.code < b.code ? -1 : 1)) } })
    },
  }),
  route({
    method: 'POST',
    path: '/closures',
    summary: 'Writes down that a road is physically blocked',
    access,
    body: NewClosure,
    answers: [
      { status: 201, schema: Closure, description: 'It stands' },
      { status: 409, description: 'The code was used before' },
    ],
    handle: async ({ actor, body: { from, to, ...body } }) => {
      const made = await createClosure(core, asPerson(actor), {
        ...body,
        code: body.code ?? null,
        jurisdiction: body.jurisdiction ?? null,
        fromMs: from,
        toMs: to,
      })
      if (!made.ok) return made
      return done({ status: 201, json: live.closures.get(made.value.code) ?? made.value })
    },
  }),
  route({
    method: 'POST',
    path: '/closures/:code/lift',
    summary: 'The road is open again',
    access,
    body: z.object({ reason: z.string().trim().max(500).nullish() }).nullish(),
    answers: [{ status: 200, schema: z.object({ code: z.string() }), description: 'Lifted' }],
    handle: async ({ actor, params, body }) => {
      const input = { code: params.code ?? '', reason: body?.reason || null }
      const lifted = await liftClosure(core, asPerson(actor), input)
      return lifted.ok ? done({ json: lifted.value }) : lifted
    },
  }),
]
