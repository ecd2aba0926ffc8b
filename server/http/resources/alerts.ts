import * as z from 'zod'
import { ALERT_KINDS, ALERT_RESULTS } from '#domain/alerts/alert-kinds'
import { Id, Instant } from '#protocol/entry'
import { Alert } from '#protocol/live'
import type { AlertRow } from '../../../db/stores/alert-store'
import { acknowledgeAlert } from '../../alerts/acknowledge-alert'
import { assignAlert } from '../../alerts/assign-alert'
import { noteAlert } from '../../alerts/note-alert'
import { resolveAlert } from '../../alerts/resolve-alert'
import { showAlert } from '../../alerts/show-alert'
import { listClosedAlerts, readAlert } from '../../alerts/show-history'
import type { Core } from '../../core'
import type { LiveState } from '../../live/live-state'
import { done, type Outcome, refuse } from '../../outcome'
import { asPerson } from '../as-person'
import { QueryTime } from '../query-time'
import { type Access, type Route, route } from '../route'

const Acknowledge = z.object({ note: z.string().trim().max(2_000).nullish() }).nullish()
const Assign = z.object({ to: z.string().trim().min(1).max(100) })
const Note = z.object({ note: z.string().trim().min(1).max(2_000) })
const Resolve = z.object({
  reason: z.string().trim().min(1).max(2_000),
  result: z.enum(ALERT_RESULTS).exclude(['recovered']).default('handled'),
})
const ClosedQuery = z.object({
  kind: z
    .enum(ALERT_KINDS)
    .optional()
    .transform((value) => value ?? null),
  /** A part of its name or code. */
  checkpoint: z
    .string()
    .trim()
    .max(60)
    .optional()
    .transform((value) => value || null),
  /** Closed since then, and before then. */
  from: QueryTime,
  to: QueryTime,
  cursor: z
    .string()
    .max(100)
    .optional()
    .transform((value) => value ?? null),
})

const End = z.object({ resolvedAt: Instant, result: z.string().nullable(), reason: z.string().nullable() })
const Closed = Alert.extend(End.shape)
/** `who` is the account's name, where the reader may see the account. */
const Event = z.object({
  at: Instant,
  actor: z.string(),
  who: z.string().nullable(),
  act: z.string(),
  note: z.string().nullable(),
})
const Story = z.object({ alert: Alert, history: z.array(Event), end: End.nullable() })

const access = { roles: ['admin', 'command'] } satisfies Access
const answers = [
  { status: 200, schema: Alert, description: 'As it stands now' },
  { status: 404, description: 'There is no such alert within the jurisdiction' },
  { status: 409, description: 'It was closed already' },
]

export const alertRoutes = (core: Core, live: LiveState): Route[] => {
  const show = (outcome: Outcome<AlertRow>) => {
    return outcome.ok ? done({ json: showAlert(outcome.value, core.checkpoints) }) : outcome
  }
  return [
    route({
      method: 'GET',
      path: '/alerts',
      summary: 'The alerts that are not closed, the earliest due first',
      access: { roles: ['admin', 'command', 'health', 'supervisor'] },
      answers: [{ status: 200, schema: z.object({ alerts: z.array(Alert) }), description: 'The queue' }],
      handle: async ({ actor }) => {
        const alerts = live.alerts.list(asPerson(actor).scope)
        return done({ json: { alerts: alerts.sort((a, b) => (a.dueAt + a.id < b.dueAt + b.id ? -1 : 1)) } })
      },
    }),
    route({
      method: 'GET',
      path: '/alerts/closed',
      summary: 'Alerts that were closed, the latest first, 100 a page',
      access: { roles: ['admin', 'command', 'supervisor'] },
      query: ClosedQuery,
      answers: [
        {
          status: 200,
          schema: z.object({ alerts: z.array(Closed), cursor: z.string().nullable(), total: z.number().nullable() }),
          description: 'With how they ended; cursor null at the end, total (of all pages) on the first page alone',
        },
      ],
      handle: async ({ actor, query }) => {
        const page = await listClosedAlerts(core, asPerson(actor), query)
        if (!page.ok) return page
        const alerts = page.value.alerts.map((row) => ({ ...showAlert(row, core.checkpoints), ...showEnd(row) }))
        return done({ json: { alerts, cursor: page.value.cursor, total: page.value.total } })
      },
    }),
    route({
      method: 'GET',
      path: '/alerts/:id',
      summary: 'One alert, open or closed, with its history',
      access: { roles: ['admin', 'command', 'supervisor'] },
      answers: [{ status: 200, schema: Story, description: 'What happened to it, in order' }],
      handle: async ({ actor, params }) => {
        const id = Id.safeParse(params.id)
        if (!id.success) return NO_SUCH_ALERT
        const story = await readAlert(core, asPerson(actor), id.data)
        if (!story.ok) return story
        const { alert, history, end } = story.value
        const json = {
          alert: showAlert(alert, core.checkpoints),
          history: history.map(({ at, ...event }) => ({ ...event, at: at.toISOString() })),
          end: end === null ? null : showEnd(end),
        }
        return done({ json })
      },
    }),
    route({
      method: 'POST',
      path: '/alerts/:id/note',
      summary: 'Adds a note to the history of an alert',
      access,
      body: Note,
      answers: answers.slice(0, 2),
      handle: async ({ actor, params, body }) => {
        const id = Id.safeParse(params.id)
        return id.success
          ? show(await noteAlert(core, asPerson(actor), { id: id.data, note: body.note }))
          : NO_SUCH_ALERT
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
        return show(await resolveAlert(core, asPerson(actor), { id: id.data, ...body }))
      },
    }),
  ]
}

const showEnd = ({
  resolvedAt,
  result,
  reason,
}: {
  resolvedAt: Date
  result: string | null
  reason: string | null
}) => ({
  resolvedAt: resolvedAt.toISOString(),
  result,
  reason,
})

const NO_SUCH_ALERT = refuse('not-found', 'There is no such alert within your jurisdiction.')
