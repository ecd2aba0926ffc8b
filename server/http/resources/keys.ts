import * as z from 'zod'
import { ROLES } from '../../../db/schema/people'
import type { Core } from '../../core'
import { done, refuse } from '../../outcome'
import { createKey } from '../../people/keys/create-key'
import { listKeys } from '../../people/keys/list-keys'
import { revokeKey } from '../../people/keys/revoke-key'
import { asPerson } from '../as-person'
import { type Access, type Route, route, WEIGHTY } from '../route'

const KeyRole = z.enum([...ROLES, 'gate'])

const ProgramKey = z.object({
  id: z.uuid(),
  name: z.string(),
  role: KeyRole,
  jurisdiction: z.object({ code: z.string(), name: z.string() }),
  createdAt: z.iso.datetime(),
  revokedAt: z.iso.datetime().nullable(),
})

const NewKey = z.object({
  role: KeyRole,
  name: z.string().trim().min(1).max(100),
  jurisdiction: z.string().max(40).nullish(),
})

const access = { roles: ['admin'] } satisfies Access

export const keyRoutes = (core: Core): Route[] => [
  route({
    method: 'GET',
    path: '/keys',
    summary: 'The keys of programs within the jurisdiction, revoked ones too',
    access,
    answers: [{ status: 200, schema: z.object({ keys: z.array(ProgramKey) }), description: 'Newest first' }],
    handle: async ({ actor }) => done({ json: { keys: await listKeys(core, asPerson(actor)) } }),
  }),
  route({
    method: 'POST',
    path: '/keys',
    summary: 'Makes a key for a program; it is told once',
    access: WEIGHTY,
    body: NewKey,
    answers: [{ status: 201, schema: z.object({ key: z.string() }), description: 'Made' }],
    handle: async ({ actor, body: { role, name, jurisdiction } }) => {
      const made = await createKey(core, asPerson(actor), { role, name, jurisdiction: jurisdiction ?? null })
      return made.ok ? done({ status: 201, json: made.value }) : made
    },
  }),
  route({
    method: 'DELETE',
    path: '/keys/:id',
    summary: 'Ends a key for good; sockets that came by it are cut',
    access: WEIGHTY,
    answers: [{ status: 200, schema: z.object({ id: z.uuid(), name: z.string() }), description: 'Revoked' }],
    handle: async ({ actor, params }) => {
      const id = z.uuid().safeParse(params.id)
      if (!id.success) return refuse('not-found', 'There is no such key within your jurisdiction.')
      const revoked = await revokeKey(core, asPerson(actor), { id: id.data })
      return revoked.ok ? done({ json: revoked.value }) : revoked
    },
  }),
]
