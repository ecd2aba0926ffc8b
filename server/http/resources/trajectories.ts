import * as z from 'zod'
import { Id, Instant } from '#protocol/entry'
import type { Core } from '../../core'
import { done, refuse } from '../../outcome'
import { approveTrajectory } from '../../trajectories/approve-trajectory'
import { askTrajectory } from '../../trajectories/ask-trajectory'
import { listPermits } from '../../trajectories/list-permits'
import { readCompanions, readTrajectory } from '../../trajectories/read-trajectory'
import { asPerson } from '../as-person'
import { type Access, type Route, route } from '../route'
import { Reason, Time } from './entry-search'

const Asked = z.object({
  plate: z.string().max(40),
  from: Time,
  to: Time,
  reason: Reason,
  approver: z.string().max(100),
})
const DocumentedAsked = z.object({
  plate: z.string().max(40),
  from: Instant,
  to: Instant,
  reason: z.string().min(2).max(200),
  approver: z.string().max(100),
})
const Approval = z.object({ minutes: z.int().min(1).max(1_440).default(60), reason: Reason })
const DocumentedApproval = z.object({
  minutes: z.int().min(1).max(1_440).optional(),
  reason: z.string().min(2).max(200),
})

const Permit = z.object({
  id: Id,
  plate: z.string().nullable(),
  from: Instant,
  to: Instant,
  reason: z.string(),
  askedBy: z.string(),
  approver: z.string(),
  askedAt: Instant,
  approvedAt: Instant.nullable(),
  expiresAt: Instant,
})

const Trajectory = z.object({
  plate: z.string(),
  passages: z.array(
    z.object({
      entry: Id,
      checkpoint: z.string(),
      name: z.string(),
      lng: z.number(),
      lat: z.number(),
      countedAt: Instant,
      direction: z.string(),
      disposition: z.string(),
    }),
  ),
})

const Companions = z.object({
  companions: z.array(z.object({ plate: z.string(), passages: z.int(), checkpoints: z.int(), lastAt: Instant })),
})

const Near = z.object({ minutes: z.coerce.number().int().min(1).max(60).default(5) })

const access = { roles: ['admin', 'command', 'health'] } satisfies Access
const NO_SUCH = refuse('not-found', 'There is no such trajectory of yours.')
const over = { status: 410, description: 'Its time is up' }

export const trajectoryRoutes = (core: Core): Route[] => [
  route({
    method: 'GET',
    path: '/trajectories',
    summary: 'Trajectories that the caller asked for, or is asked to give leave for',
    access,
    answers: [
      { status: 200, schema: z.object({ trajectories: z.array(Permit) }), description: 'Those that are not over' },
    ],
    handle: async ({ actor }) => done({ json: { trajectories: await listPermits(core, asPerson(actor)) } }),
  }),
  route({
    method: 'POST',
    path: '/trajectories',
    summary: 'Asks another for leave to see where a vehicle went',
    access,
    body: Asked,
    documentedBody: DocumentedAsked,
    answers: [{ status: 201, schema: Permit, description: 'Asked for; nothing is shown before leave is given' }],
    handle: async ({ actor, body, address }) => {
      const asked = await askTrajectory(core, asPerson(actor), { ...body, address })
      return asked.ok ? done({ status: 201, json: asked.value }) : asked
    },
  }),
  route({
    method: 'POST',
    path: '/trajectories/:id/approve',
    summary: 'Gives leave to see a trajectory, for a time',
    access,
    body: Approval,
    documentedBody: DocumentedApproval,
    answers: [{ status: 200, schema: Permit, description: 'Given' }, over],
    handle: async ({ actor, params, body, address }) => {
      const id = Id.safeParse(params.id)
      if (!id.success) return NO_SUCH
      const given = await approveTrajectory(core, asPerson(actor), { id: id.data, ...body, address })
      return given.ok ? done({ json: given.value }) : given
    },
  }),
  route({
    method: 'GET',
    path: '/trajectories/:id',
    summary: 'Where a vehicle went, once leave was given and until its time is up',
    access,
    answers: [{ status: 200, schema: Trajectory, description: 'Its passages in order' }, over],
    handle: async ({ actor, params, address }) => {
      const id = Id.safeParse(params.id)
      if (!id.success) return NO_SUCH
      const read = await readTrajectory(core, asPerson(actor), { id: id.data, address })
      return read.ok ? done({ json: read.value }) : read
    },
  }),
  route({
    method: 'GET',
    path: '/trajectories/:id/companions',
    summary: 'Vehicles that passed the same checkpoints within so many minutes, twice at least',
    access,
    query: Near,
    answers: [{ status: 200, schema: Companions, description: 'The closest first' }, over],
    handle: async ({ actor, params, query, address }) => {
      const id = Id.safeParse(params.id)
      if (!id.success) return NO_SUCH
      const read = await readCompanions(core, asPerson(actor), { id: id.data, ...query, address })
      return read.ok ? done({ json: read.value }) : read
    },
  }),
]
