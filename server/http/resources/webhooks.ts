import * as z from 'zod'
import { ALERT_KINDS } from '#domain/alerts/alert-kinds'
import { Id, Instant } from '#protocol/entry'
import { inScope } from '../../../db/access/in-scope'
import { findWebhooks } from '../../../db/stores/webhook-store'
import type { Core } from '../../core'
import { done, refuse } from '../../outcome'
import { deleteWebhook, sendAgain, switchWebhook } from '../../webhooks/change-webhooks'
import { makeWebhook } from '../../webhooks/make-webhook'
import { WEBHOOK_FORMS } from '../../webhooks/webhook-forms'
import { asPerson } from '../as-person'
import { type Access, type Route, route, WEIGHTY } from '../route'

const NewWebhook = z.object({
  name: z.string().trim().min(1).max(100),
  form: z.enum(WEBHOOK_FORMS),
  url: z.string().trim().min(1).max(1_000),
  secret: z.string().max(200).default(''),
  kinds: z.array(z.enum(ALERT_KINDS)).min(1).max(ALERT_KINDS.length),
})

/** Address and secret are told to nobody; `host` says where it goes. */
const Webhook = z.object({
  id: Id,
  name: z.string(),
  form: z.string(),
  host: z.string(),
  kinds: z.array(z.string()),
  jurisdiction: z.string(),
  enabled: z.boolean(),
  waiting: z.int(),
  failed: z.int(),
  last: z.object({ state: z.string(), at: Instant, fault: z.string().nullable() }).nullable(),
})

const access = { roles: ['admin'] } satisfies Access
const NONE = refuse('not-found', 'There is no such webhook within your jurisdiction.')

export const webhookRoutes = (core: Core): Route[] => [
  route({
    method: 'GET',
    path: '/webhooks',
    summary: 'Whom alerts are told to, and how the last delivery went',
    access,
    answers: [{ status: 200, schema: z.object({ webhooks: z.array(Webhook) }), description: 'All of them' }],
    handle: async ({ actor }) => {
      const rows = await inScope(core.database, asPerson(actor), findWebhooks)
      const webhooks = rows.map(({ madeAt: _, lastState, lastAt, lastFault, ...row }) => ({
        ...row,
        last:
          lastState === null || lastAt === null
            ? null
            : { state: lastState, at: lastAt.toISOString(), fault: lastFault },
      }))
      return done({ json: { webhooks } })
    },
  }),
  route({
    method: 'POST',
    path: '/webhooks',
    summary: 'Has alerts told to another system or a robot of a group chat',
    access: WEIGHTY,
    body: NewWebhook,
    answers: [{ status: 201, schema: z.object({ id: Id }), description: 'From now on' }],
    handle: async ({ actor, body }) => {
      const made = await makeWebhook(core, asPerson(actor), body)
      return made.ok ? done({ status: 201, json: made.value }) : made
    },
  }),
  route({
    method: 'PATCH',
    path: '/webhooks/:id',
    summary: 'Lets a webhook rest, or work again',
    access: WEIGHTY,
    body: z.object({ enabled: z.boolean() }),
    answers: [{ status: 204, description: 'So it is' }],
    handle: async ({ actor, params, body }) => {
      const id = Id.safeParse(params.id)
      if (!id.success) return NONE
      const changed = await switchWebhook(core, asPerson(actor), { id: id.data, enabled: body.enabled })
      return changed.ok ? done({ status: 204 }) : changed
    },
  }),
  route({
    method: 'DELETE',
    path: '/webhooks/:id',
    summary: 'Takes a webhook away',
    access,
    answers: [{ status: 204, description: 'Gone' }],
    handle: async ({ actor, params }) => {
      const id = Id.safeParse(params.id)
      if (!id.success) return NONE
      const deleted = await deleteWebhook(core, asPerson(actor), id.data)
      return deleted.ok ? done({ status: 204 }) : deleted
    },
  }),
  route({
    method: 'POST',
    path: '/webhooks/:id/send',
    summary: 'Sends again what failed or waits; where nothing does, a test message',
    access,
    answers: [{ status: 200, schema: z.object({ sent: z.int() }), description: 'On its way' }],
    handle: async ({ actor, params }) => {
      const id = Id.safeParse(params.id)
      if (!id.success) return NONE
      const sent = await sendAgain(core, asPerson(actor), id.data)
      return sent.ok ? done({ json: sent.value }) : sent
    },
  }),
]
