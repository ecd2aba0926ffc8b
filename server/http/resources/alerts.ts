import * as z from 'zod'
import { Id } from '#protocol/entry'
import { Alert } from '#protocol/live'
import type { AlertRow } from '../../../db/stores/alert-store'
import { acknowledgeAlert } from '../../alerts/acknowledge-alert'
import { assignAlert } from '../../alerts/assign-alert'
import { resolveAlert } from '../../alerts/resolve-alert'
import type { Core } from '../../core'
import { type LiveState, showAlert } from '../../live/live-state'
import { done, type Outcome, refuse } from '../../outcome'
import { type Access, type Route, route } from '../route'
import { asPerson } from './checkpoints'

const Acknowledge = z.object({ note: z.string().trim().max(2_000).nullish() }).nullish()
const Assign = z.object({ to: z.string().trim().min(1).max(100) })
const Resolve = z.object({ reason: z.string().trim().min(1).max(2_000) })

const access = { roles: ['admin', 'command'] } satisfies Access
const answers = [
  { status: 200, schema: Alert, description: 'As it stands now' },
  { status: 404, description: 'There is no such alert within the jurisdiction' },
  { status: 409, description: 'It was closed already' },
]

export const alertRoutes = (core: Core, live: LiveState): Route[] => {
  const show = (outcome: Outcome<AlertRow>) => {
    if (!outcome.ok) return outcome
    const { checkpointId } = outcome.value
    const checkpoint = checkpointId === null ? undefined : core.checkpoints.byId(checkpointId)
    return done({ json: showAlert(outcome.value, checkpoint?.code) })
  }
  return [
    route({
      method: 'GET',
      path: '/alerts',
      summary: 'The alerts that are not closed, the earliest due first',
      access: { roles: ['admin', 'command', 'supervisor'] },
      answers: [{ status: 200, schema: z.object({ alerts: z.array(Alert) }), description: 'The queue' }],
      handle: async ({ actor }) => {
        const alerts = live.alerts.list(asPerson(actor).scope)
        return done({ json: { alerts: alerts.sort((a, b) => (a.dueAt + a.id < b.dueAt + b.id ? -1 : 1)) } })
      },
    }),
    route({
      method: 'POST',
      path: '/alerts/:id/acknowledge',
      summary: 'Receives an alert',
      access,
      body: Acknowledge,
      answers,
      handle: async ({ actor, params, body }) => {
        const id = Id.safeParse(params.id)
        if (!id.success) return NO_SUCH_ALERT
        return show(await acknowledgeAlert(core, asPerson(actor), { id: id.data, note: body?.note || null }))
      },
    }),
    route({
      method: 'POST',
      path: '/alerts/:id/assign',
      summary: 'Says who sees to an alert',
      access,
      body: Assign,
      answers,
      handle: async ({ actor, params, body }) => {
        const id = Id.safeParse(params.id)
        return id.success ? show(await assignAlert(core, asPerson(actor), { id: id.data, to: body.to })) : NO_SUCH_ALERT
      },
    }),
    route({
      method: 'POST',
      path: '/alerts/:id/resolve',
      summary: 'Closes an alert with its result',
      access,
      body: Resolve,
      answers,
      handle: async ({ actor, params, body }) => {
        const id = Id.safeParse(params.id)
        if (!id.success) return NO_SUCH_ALERT
        return show(await resolveAlert(core, asPerson(actor), { id: id.data, reason: body.reason }))
      },
    }),
  ]
}

const NO_SUCH_ALERT = refuse('not-found', 'There is no such alert within your jurisdiction.')
