import * as z from 'zod'
import { SUBJECT_KINDS } from '#domain/policy/watch-subject'
import { Instant } from '#protocol/entry'
import { WatchList, WatchListHead } from '#protocol/policy'
import type { Core } from '../../core'
import { done, refuse } from '../../outcome'
import { changeWatchList } from '../../policy/change-watch-list'
import { findWatchSubject } from '../../policy/find-watch-subject'
import { listWatchSubjects } from '../../policy/list-watch-subjects'
import { readWatchList } from '../../policy/read-watch-list'
import { asPerson } from '../as-person'
import { type Access, type Route, route } from '../route'
import { Note } from './policy'

/** Each costs the server some 50 ms. */
const MAX_ADDED = 100

const line = (max: number) => z.string().trim().min(1).max(max)

const Named = z.object({ kind: z.enum(SUBJECT_KINDS), subject: z.string().max(40) })

const NewSubject = Named.extend({
  rule: z.string().max(60),
  reason: line(300),
  order: z
    .string()
    .trim()
    .max(300)
    .nullish()
    .transform((order) => order || null),
  expires: Instant,
})

const Listed = z.object({
  id: z.int(),
  kind: z.enum(SUBJECT_KINDS),
  label: z.string(),
  rule: z.string(),
  reason: z.string(),
  order: z.string().nullable(),
  expires: Instant,
  by: z.string(),
  at: Instant,
})

const access = { roles: ['admin'] } satisfies Access

export const watchListRoutes = (core: Core): Route[] => [
  route({
    method: 'GET',
    path: '/policy/watchlist',
    summary: 'Who stands on the watch list, masked',
    access,
    answers: [{ status: 200, schema: z.object({ subjects: z.array(Listed) }), description: 'By expiry' }],
    handle: async ({ actor }) => {
      const listed = await listWatchSubjects(core, asPerson(actor))
      return listed.ok ? done({ json: { subjects: listed.value } }) : listed
    },
  }),
  route({
    method: 'POST',
    path: '/policy/watchlist',
    summary: 'Puts plates and persons on the watch list and takes others off; base is the version of the policy seen',
    access,
    body: z.object({
      base: z.string().max(40),
      note: Note,
      add: z.array(NewSubject).max(MAX_ADDED),
      end: z.array(z.object({ id: z.int(), reason: line(300) })).max(500),
    }),
    answers: [
      { status: 201, schema: z.object({ version: z.string(), watchlist: WatchListHead }), description: 'In force' },
      { status: 409, description: 'Another version was put in force since base' },
    ],
    handle: async ({ actor, body, address }) => {
      const changed = await changeWatchList(core, asPerson(actor), { ...body, address })
      return changed.ok ? done({ status: 201, json: changed.value }) : changed
    },
  }),
  route({
    method: 'POST',
    path: '/policy/watchlist/find',
    summary: 'Whether a plate or a person stands on the watch list; audited',
    access,
    body: Named,
    answers: [{ status: 200, schema: z.object({ id: z.int().nullable() }), description: 'Its id, or null' }],
    handle: async ({ actor, body, address }) => {
      const found = await findWatchSubject(core, asPerson(actor), { ...body, address })
      return found.ok ? done({ json: found.value }) : found
    },
  }),
  route({
    method: 'GET',
    path: '/policy/watchlist/:version',
    summary: 'The digests of a version of the watch list, for a paired tablet',
    access: { roles: [], devices: true },
    answers: [{ status: 200, schema: WatchList, description: 'Without those that have expired' }],
    handle: async ({ actor, params }) => {
      if (actor.kind !== 'device') return refuse('forbidden', 'The watch list is for tablets alone.')
      const list = await readWatchList(core, actor.device, params.version ?? '')
      return list.ok ? done({ json: list.value, headers: { 'Cache-Control': 'no-store' } }) : list
    },
  }),
]
