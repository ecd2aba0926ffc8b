import * as z from 'zod'
import { DEFAULT_POLICY } from '#domain/policy/policy'
import { PolicyDocument } from '#protocol/policy'
import type { Core } from '../../core'
import { done } from '../../outcome'
import { currentPolicy, listPolicies } from '../../policy/list-policies'
import { publishPolicy } from '../../policy/publish-policy'
import { asPerson } from '../as-person'
import { type Route, route } from '../route'

export const Note = z
  .string()
  .trim()
  .max(500)
  .nullish()
  .transform((note) => note || null)

const Version = z.object({
  version: z.string(),
  at: z.iso.datetime().nullable(),
  by: z.string().nullable(),
  byName: z.string().nullable(),
  note: z.string().nullable(),
})
const Change = z.object({ path: z.string(), before: z.unknown(), after: z.unknown() })

const readers = { roles: ['admin', 'command', 'supervisor'] as const }

export const policyRoutes = (core: Core): Route[] => [
  route({
    method: 'GET',
    path: '/policy',
    summary: 'The policy in force',
    access: readers,
    answers: [{ status: 200, schema: Version.extend({ document: PolicyDocument }), description: 'In force' }],
    handle: async () =>
      done({
        json: (await currentPolicy(core)) ?? {
          version: '0',
          at: null,
          by: null,
          byName: null,
          note: null,
          document: DEFAULT_POLICY,
        },
      }),
  }),
  route({
    method: 'GET',
    path: '/policy/versions',
    summary: 'The history of the policy, the newest first, with what each version changed',
    access: readers,
    answers: [
      {
        status: 200,
        schema: z.object({ versions: z.array(Version.extend({ changes: z.array(Change) })) }),
        description: 'At most 100',
      },
    ],
    handle: async () => done({ json: { versions: await listPolicies(core) } }),
  }),
  route({
    method: 'PUT',
    path: '/policy',
    summary: 'Puts another policy in force, on every tablet that is connected; base is the version that was edited',
    access: { roles: ['admin'] },
    body: z.object({
      base: z.string().max(40),
      note: Note,
      document: PolicyDocument.omit({ watchlist: true }),
    }),
    answers: [
      { status: 201, schema: z.object({ version: z.string() }), description: 'In force' },
      { status: 409, description: 'Another version was put in force since base, or nothing changes' },
    ],
    handle: async ({ actor, body, address }) => {
      const published = await publishPolicy(core, asPerson(actor), { ...body, address })
      return published.ok ? done({ status: 201, json: published.value }) : published
    },
  }),
]
