import * as z from 'zod'
import { Id } from '#protocol/entry'
import type { Core } from '../../core'
import { done, refuse } from '../../outcome'
import { changeStaff } from '../../staff/change-staff'
import { createStaff } from '../../staff/create-staff'
import { listStaff } from '../../staff/list-staff'
import { setPin } from '../../staff/set-pin'
import { signOn } from '../../staff/sign-on'
import { asPerson } from '../as-person'
import { type Access, type Route, route } from '../route'

const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^\P{Cc}*$/u, 'must be one line without control characters')

const Listed = z.object({
  id: Id,
  name: z.string(),
  agency: z.string(),
  jurisdiction: z.object({ code: z.string(), name: z.string() }),
  hasPin: z.boolean(),
  endedAt: z.iso.datetime().nullable(),
  crews: z.array(
    z.object({ checkpoint: z.string(), place: z.string(), crew: z.string(), post: z.string().nullable() }),
  ),
})
const Pin = z.string().max(12).nullish()

const access = { roles: ['admin'] } satisfies Access
const NOBODY = refuse('not-found', 'There is nobody of that id within your jurisdiction.')

export const staffRoutes = (core: Core): Route[] => [
  route({
    method: 'GET',
    path: '/staff',
    summary: 'Who stands at checkpoints within the jurisdiction',
    access: { roles: ['admin', 'command', 'supervisor'] },
    answers: [{ status: 200, schema: z.object({ staff: z.array(Listed) }), description: 'By name' }],
    handle: async ({ actor }) => done({ json: { staff: await listStaff(core, asPerson(actor)) } }),
  }),
  route({
    method: 'POST',
    path: '/staff',
    summary: 'Puts somebody on the list, with a PIN that is told once',
    access,
    body: z.object({ name: line(60), agency: line(60), jurisdiction: z.string().max(40).nullish() }),
    answers: [
      { status: 201, schema: z.object({ id: Id, name: z.string(), pin: z.string() }), description: 'On the list' },
    ],
    handle: async ({ actor, body }) => {
      const input = { ...body, jurisdiction: body.jurisdiction ?? null }
      const made = await createStaff(core, asPerson(actor), input)
      return made.ok ? done({ status: 201, json: made.value }) : made
    },
  }),
  route({
    method: 'PATCH',
    path: '/staff/:id',
    summary: 'Changes what is given of somebody; ended: left, and signs on no more',
    access,
    body: z.object({ name: line(60).nullish(), agency: line(60).nullish(), ended: z.boolean().nullish() }),
    answers: [{ status: 200, schema: z.object({ id: Id, name: z.string() }), description: 'Changed' }],
    handle: async ({ actor, params, body }) => {
      const id = Id.safeParse(params.id)
      if (!id.success) return NOBODY
      const { name = null, agency = null, ended = null } = body
      const changed = await changeStaff(core, asPerson(actor), { id: id.data, name, agency, ended })
      return changed.ok ? done({ json: changed.value }) : changed
    },
  }),
  route({
    method: 'POST',
    path: '/staff/:id/pin',
    summary: 'Gives somebody another PIN; without one, one is made and told once',
    access,
    body: z.object({ pin: Pin }).nullish(),
    answers: [{ status: 200, schema: z.object({ id: Id, pin: z.string().nullable() }), description: 'Set' }],
    handle: async ({ actor, params, body }) => {
      const id = Id.safeParse(params.id)
      if (!id.success) return NOBODY
      const set = await setPin(core, asPerson(actor), { id: id.data, pin: body?.pin ?? null })
      return set.ok ? done({ json: set.value }) : set
    },
  }),
  route({
    method: 'POST',
    path: '/roster/sign-on',
    summary: 'Who somebody at a tablet is, by name and PIN; one of the crews where it stands',
    access: { roles: [], devices: true },
    body: z.object({ staff: Id, pin: Pin }),
    answers: [
      {
        status: 200,
        schema: z.object({ id: Id, name: z.string(), agency: z.string() }),
        description: 'It is this one',
      },
      { status: 400, description: 'The PIN is not right' },
      { status: 429, description: 'Five wrong PINs in ten minutes' },
    ],
    handle: async ({ actor, body }) => {
      if (actor.kind !== 'device') return refuse('forbidden', 'Staff sign on at tablets alone.')
      const signed = await signOn(core, actor.device, { staff: body.staff, pin: body.pin ?? null })
      return signed.ok ? done({ json: signed.value }) : signed
    },
  }),
]
