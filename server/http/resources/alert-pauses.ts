import * as z from 'zod'
import { TIMED_KINDS } from '#domain/alerts/alert-kinds'
import { Id, Instant } from '#protocol/entry'
import { inScope } from '../../../db/access/in-scope'
import { findPauses } from '../../../db/stores/condition-store'
import { endPause } from '../../alerts/end-pause'
import { makePause } from '../../alerts/make-pause'
import type { Core } from '../../core'
import { done, refuse } from '../../outcome'
import { asPerson } from '../as-person'
import { type Access, type Route, route } from '../route'

const NewPause = z.object({
  from: Instant,
  to: Instant,
  reason: z.string().trim().min(1).max(500),
  kinds: z.array(z.enum(TIMED_KINDS)).min(1).max(TIMED_KINDS.length),
  /** Code; the caller's own where it is absent. */
  jurisdiction: z.string().max(40).nullish(),
  /** Codes; all of the jurisdiction where it is absent. */
  checkpoints: z.array(z.string().max(40)).min(1).max(5_000).nullish(),
})

const Pause = z.object({
  id: Id,
  from: Instant,
  to: Instant,
  reason: z.string(),
  kinds: z.array(z.string()),
  jurisdiction: z.string(),
  checkpoints: z.array(z.string()).nullable(),
  /** Who made it, as the name was then. */
  by: z.string(),
})

const access = { roles: ['admin', 'command'] } satisfies Access

export const alertPauseRoutes = (core: Core): Route[] => [
  route({
    method: 'GET',
    path: '/alert-pauses',
    summary: 'Pauses of alerts that hold, or will',
    access: { roles: ['admin', 'command', 'supervisor'] },
    answers: [{ status: 200, schema: z.object({ pauses: z.array(Pause) }), description: 'The earliest first' }],
    handle: async ({ actor }) => {
      const person = asPerson(actor)
      const rows = await inScope(core.database, person, (tx) => findPauses(tx, new Date(core.clock.now())))
      const pauses = rows.map(({ startsAt, endsAt, path: _, maker, checkpointIds, ...row }) => ({
        ...row,
        from: startsAt.toISOString(),
        to: endsAt.toISOString(),
        checkpoints: checkpointIds?.flatMap((id) => core.checkpoints.byId(id)?.code ?? []) ?? null,
        by: maker,
      }))
      return done({ json: { pauses } })
    },
  }),
  route({
    method: 'POST',
    path: '/alert-pauses',
    summary: 'Keeps alerts of some kinds back for a time',
    access,
    body: NewPause,
    answers: [{ status: 201, schema: z.object({ id: Id }), description: 'It holds from then on' }],
    handle: async ({ actor, body: { from, to, jurisdiction, checkpoints, ...body } }) => {
      const made = await makePause(core, asPerson(actor), {
        ...body,
        from: new Date(from),
        to: new Date(to),
        jurisdiction: jurisdiction ?? null,
        checkpoints: checkpoints ?? null,
      })
      return made.ok ? done({ status: 201, json: made.value }) : made
    },
  }),
  route({
    method: 'POST',
    path: '/alert-pauses/:id/end',
    summary: 'Ends a pause now',
    access,
    answers: [
      { status: 204, description: 'What still stands is raised' },
      { status: 404, description: 'There is none, or it is over' },
    ],
    handle: async ({ actor, params }) => {
      const id = Id.safeParse(params.id)
      if (!id.success) return refuse('not-found', 'There is no such pause within your jurisdiction, or it is over.')
      const ended = await endPause(core, asPerson(actor), id.data)
      return ended.ok ? done({ status: 204 }) : ended
    },
  }),
]
