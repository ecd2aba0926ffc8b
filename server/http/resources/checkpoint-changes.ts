import * as z from 'zod'
import { changeCheckpoint } from '../../checkpoints/change-checkpoint'
import { CheckpointFields, withState } from '../../checkpoints/checkpoint-fields'
import { createCheckpoint } from '../../checkpoints/create-checkpoint'
import type { Core } from '../../core'
import { done } from '../../outcome'
import { asPerson } from '../as-person'
import { type Access, type Route, route } from '../route'

const NewCheckpoint = z.preprocess(
  withState,
  CheckpointFields.partial({
    code: true,
    kind: true,
    ring: true,
    setState: true,
    unstaffed: true,
    road: true,
    jurisdiction: true,
    lanes: true,
  }),
)
const Change = z.preprocess(withState, CheckpointFields.omit({ code: true }).partial())
const Answer = z.object({ code: z.string(), name: z.string() })

const access = { roles: ['admin'] } satisfies Access

export const checkpointChangeRoutes = (core: Core): Route[] => [
  route({
    method: 'POST',
    path: '/checkpoints',
    summary: 'Lays a checkpoint',
    access,
    body: NewCheckpoint,
    answers: [
      { status: 201, schema: Answer, description: 'Laid' },
      { status: 409, description: 'The code is taken' },
    ],
    handle: async ({ actor, body }) => {
      const { code, name, lng, lat, lanes } = body
      const input = { ...changeOf(body), code: code ?? null, name, lng, lat, lanes: lanes ?? null }
      const made = await createCheckpoint(core, asPerson(actor), input)
      return made.ok ? done({ status: 201, json: made.value }) : made
    },
  }),
  route({
    method: 'PATCH',
    path: '/checkpoints/:code',
    summary: 'Changes what is given of a checkpoint',
    access,
    body: Change,
    answers: [{ status: 200, schema: Answer, description: 'Changed' }],
    handle: async ({ actor, params, body }) => {
      const input = { code: params.code ?? '', change: changeOf(body), lanes: body.lanes ?? null }
      const changed = await changeCheckpoint(core, asPerson(actor), input)
      return changed.ok ? done({ json: changed.value }) : changed
    },
  }),
]

const changeOf = (body: Partial<CheckpointFields>) => ({
  name: body.name ?? null,
  lng: body.lng ?? null,
  lat: body.lat ?? null,
  kind: body.kind ?? null,
  ring: body.ring ?? null,
  setState: body.setState ?? null,
  unstaffed: body.unstaffed ?? null,
  road: body.road ?? null,
  jurisdiction: body.jurisdiction ?? null,
})
