import * as z from 'zod'
import { Id } from '#protocol/entry'
import { arrangeCheckpoint } from '../../checkpoints/arrange-checkpoint'
import { Arrangement, line } from '../../checkpoints/arrangement-fields'
import { listArrangements } from '../../checkpoints/list-arrangements'
import type { Core } from '../../core'
import { done } from '../../outcome'
import { putCrews } from '../../staff/put-crews'
import { asPerson } from '../as-person'
import { type Access, type Route, route } from '../route'

const Crew = z.object({
  name: line(40),
  lead: Id.nullish().transform((id) => id ?? null),
  members: z
    .array(
      z.object({
        staff: Id,
        post: line(40)
          .nullish()
          .transform((post) => post ?? null),
      }),
    )
    .max(60),
})

const Listed = Arrangement.extend({
  code: z.string(),
  lanes: z.array(z.object({ name: z.string(), direction: z.enum(['in', 'out']).nullable() })),
  crews: z.array(
    z.object({
      id: z.int(),
      name: z.string(),
      lead: Id.nullable(),
      members: z.array(z.object({ staff: Id, name: z.string(), agency: z.string(), post: z.string().nullable() })),
    }),
  ),
  tablets: z.int(),
})

const access = { roles: ['admin'] } satisfies Access

export const arrangementRoutes = (core: Core): Route[] => [
  route({
    method: 'GET',
    path: '/arrangements',
    summary: 'Lanes, leader, crews and equipment of the checkpoints',
    access: { roles: ['admin', 'command', 'supervisor'] },
    answers: [{ status: 200, schema: z.object({ arrangements: z.array(Listed) }), description: 'By code' }],
    handle: async ({ actor }) => done({ json: { arrangements: await listArrangements(core, asPerson(actor)) } }),
  }),
  route({
    method: 'PUT',
    path: '/checkpoints/:code/arrangement',
    summary: 'Sets agencies, posts, responsible leader and equipment of a checkpoint',
    access,
    body: Arrangement,
    answers: [{ status: 200, schema: z.object({ code: z.string() }), description: 'Set' }],
    handle: async ({ actor, params, body }) => {
      const input = { code: params.code ?? '', arrangement: body }
      const arranged = await arrangeCheckpoint(core, asPerson(actor), input)
      return arranged.ok ? done({ json: arranged.value }) : arranged
    },
  }),
  route({
    method: 'PUT',
    path: '/checkpoints/:code/crews',
    summary: 'Sets the crews of a checkpoint, in the order of the rota',
    access,
    body: z.object({ crews: z.array(Crew).max(12) }),
    answers: [
      { status: 200, schema: z.object({ code: z.string(), crews: z.int() }), description: 'Tablets there hear of it' },
    ],
    handle: async ({ actor, params, body }) => {
      const put = await putCrews(core, asPerson(actor), { code: params.code ?? '', crews: body.crews })
      return put.ok ? done({ json: put.value }) : put
    },
  }),
]
