import * as z from 'zod'
import { Id, Instant } from '#protocol/entry'
import type { SentInstruction } from '../../../db/stores/instruction-store'
import type { Core } from '../../core'
import { listInstructions } from '../../instructions/list-instructions'
import { sendInstruction } from '../../instructions/send-instruction'
import { showInstruction } from '../../instructions/show-instruction'
import { withdrawInstruction } from '../../instructions/withdraw-instruction'
import { done, refuse } from '../../outcome'
import { asPerson } from '../as-person'
import { type Route, route } from '../route'

const Request = z.object({
  text: z.string().trim().min(1).max(2_000),
  /** Codes; all open checkpoints of the jurisdiction where it is absent. */
  checkpoints: z.array(z.string().max(40)).min(1).max(5_000).nullish(),
})

const Sent = z.object({ id: Id, text: z.string(), at: Instant, to: z.array(z.string()) })

const Instruction = z.object({
  id: Id,
  text: z.string(),
  at: Instant,
  sender: z.string(),
  withdrawnAt: Instant.nullable(),
  withdrawnBy: z.string().nullable(),
  /** Checkpoints that it went to, and of them those where it was read. */
  points: z.number(),
  read: z.number(),
})

const Reached = z.object({
  code: z.string(),
  name: z.string(),
  readAt: Instant.nullable(),
  device: Id.nullable(),
  /** Who was on duty there when it was read. */
  crew: z.array(z.string()),
})

const Query = z.object({
  cursor: z
    .string()
    .max(100)
    .optional()
    .transform((value) => value ?? null),
})

export const instructionRoutes = (core: Core): Route[] => [
  route({
    method: 'POST',
    path: '/instructions',
    summary: 'Tells one, some or all checkpoints something',
    access: { roles: ['admin', 'command'] },
    body: Request,
    answers: [{ status: 201, schema: Sent, description: 'Sent, and to whom' }],
    handle: async ({ actor, body: { text, checkpoints } }) => {
      const sent = await sendInstruction(core, asPerson(actor), { text, checkpoints: checkpoints ?? null })
      return sent.ok ? done({ status: 201, json: sent.value }) : sent
    },
  }),
  route({
    method: 'GET',
    path: '/instructions',
    summary: 'What was sent, newest first, and how many checkpoints have read it',
    access: { roles: ['admin', 'command', 'supervisor'] },
    query: Query,
    answers: [
      {
        status: 200,
        schema: z.object({ instructions: z.array(Instruction), cursor: z.string().nullable() }),
        description: '50 a page; cursor null at the end',
      },
    ],
    handle: async ({ actor, query }) => {
      const page = await listInstructions(core, asPerson(actor), query.cursor)
      if (!page.ok) return page
      const { instructions, cursor } = page.value
      return done({ json: { instructions: instructions.map(showSent), cursor } })
    },
  }),
  route({
    method: 'GET',
    path: '/instructions/:id',
    summary: 'One instruction: which checkpoints it went to, and which have read it',
    access: { roles: ['admin', 'command', 'supervisor'] },
    answers: [
      {
        status: 200,
        schema: Instruction.extend({ to: z.array(Reached) }),
        description: 'Those that have not come first',
      },
      { status: 404, description: 'There is no such instruction within the jurisdiction' },
    ],
    handle: async ({ actor, params }) => {
      const id = Id.safeParse(params.id)
      if (!id.success) return NO_SUCH_INSTRUCTION
      const found = await showInstruction(core, asPerson(actor), id.data)
      if (!found.ok) return found
      const { to, ...instruction } = found.value
      const reached = to.map((one) => ({ ...one, readAt: one.readAt && new Date(one.readAt).toISOString() }))
      return done({ json: { ...showSent(instruction), to: reached } })
    },
  }),
  route({
    method: 'POST',
    path: '/instructions/:id/withdraw',
    summary: 'Takes an instruction back',
    access: { roles: ['admin', 'command'] },
    answers: [
      { status: 204, description: 'Tablets show it no more as to be done' },
      { status: 409, description: 'It was taken back already' },
    ],
    handle: async ({ actor, params }) => {
      const id = Id.safeParse(params.id)
      if (!id.success) return NO_SUCH_INSTRUCTION
      const withdrawn = await withdrawInstruction(core, asPerson(actor), id.data)
      return withdrawn.ok ? done({ status: 204 }) : withdrawn
    },
  }),
]

const NO_SUCH_INSTRUCTION = refuse('not-found', 'There is no such instruction within your jurisdiction.')

const showSent = ({ sentAt, withdrawnAt, ...instruction }: SentInstruction) => ({
  ...instruction,
  at: sentAt.toISOString(),
  withdrawnAt: withdrawnAt?.toISOString() ?? null,
})
