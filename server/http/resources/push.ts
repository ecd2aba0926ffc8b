import * as z from 'zod'
import { SEVERITIES } from '#domain/alerts/alert-causes'
import { Instant } from '#protocol/entry'
import { inScope } from '../../../db/access/in-scope'
import { findSubscription } from '../../../db/stores/push-store'
import type { Core } from '../../core'
import { done } from '../../outcome'
import { testPush, unsubscribe } from '../../push/change-push'
import { subscribe } from '../../push/subscribe'
import { pointOf } from '../../push/vapid'
import { asPerson } from '../as-person'
import { type Access, type Route, route } from '../route'

const Base64Url = z
  .string()
  .max(200)
  .regex(/^[A-Za-z0-9_-]+=*$/)

const Subscription = z.object({
  endpoint: z.string().trim().min(1).max(1_000),
  keys: z.object({ p256dh: Base64Url, auth: Base64Url }),
  severities: z.array(z.enum(SEVERITIES)).min(1).max(SEVERITIES.length),
  language: z.enum(['zh', 'en']),
})

/** Its address is told to nobody; `host` says whose push service it goes through. */
const Push = z.object({
  publicKey: z.string().nullable(),
  own: z
    .object({
      host: z.string(),
      severities: z.array(z.string()),
      endsAt: Instant,
      last: z.object({ state: z.string(), at: Instant, fault: z.string().nullable() }).nullable(),
    })
    .nullable(),
})

/** Who enters the command room, where such a message leads. */
const access = { roles: ['admin', 'command', 'health', 'planner', 'supervisor'] } satisfies Access

/** Alerts told to the browser of one's own session, also while no page is open. */
export const pushRoutes = (core: Core): Route[] => [
  route({
    method: 'GET',
    path: '/push',
    summary:
      'Whether this session’s browser is told of alerts, how the last message went, and the key to subscribe with',
    access,
    answers: [{ status: 200, schema: Push, description: '`own` is null where it is not' }],
    handle: async ({ actor }) => {
      const person = asPerson(actor)
      const { sessionHash } = person
      const row =
        sessionHash === null ? null : await inScope(core.database, person, (tx) => findSubscription(tx, sessionHash))
      const pair = core.keys.push
      return done({
        json: { publicKey: pair === null ? null : pointOf(pair.publicKey), own: row === null ? null : show(row) },
      })
    },
  }),
  route({
    method: 'POST',
    path: '/push',
    summary: 'Tells this session’s browser of alerts, by Web Push (RFC 8030, 8291, 8292)',
    access,
    body: Subscription,
    answers: [{ status: 204, description: 'From now on, in place of what it had before' }],
    handle: async ({ actor, body }) => {
      const made = await subscribe(core, asPerson(actor), body)
      return made.ok ? done({ status: 204 }) : made
    },
  }),
  route({
    method: 'DELETE',
    path: '/push',
    summary: 'Tells this session’s browser nothing more',
    access,
    answers: [{ status: 204, description: 'So it is' }],
    handle: async ({ actor }) => {
      const ended = await unsubscribe(core, asPerson(actor))
      return ended.ok ? done({ status: 204 }) : ended
    },
  }),
  route({
    method: 'POST',
    path: '/push/test',
    summary: 'Sends this session’s browser a test message',
    access,
    answers: [{ status: 202, description: 'On its way; `GET /push` says how it went' }],
    handle: async ({ actor }) => {
      const sent = await testPush(core, asPerson(actor))
      return sent.ok ? done({ status: 202 }) : sent
    },
  }),
]

const show = (row: NonNullable<Awaited<ReturnType<typeof findSubscription>>>) => {
  const { host, severities, endsAt, lastState, lastAt, lastFault } = row
  const last =
    lastState === null || lastAt === null ? null : { state: lastState, at: lastAt.toISOString(), fault: lastFault }
  return { host, severities, endsAt: endsAt.toISOString(), last }
}
