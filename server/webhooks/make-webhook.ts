import { randomBytes } from 'node:crypto'
import type { AlertKind } from '#domain/alerts/alert-kinds'
import { uuidV7 } from '#domain/uuid'
import { inScope } from '../../db/access/in-scope'
import { writeAudit } from '../audit'
import type { Core } from '../core'
import { done, type Outcome } from '../outcome'
import { checkAddress } from '../outside/check-address'
import type { PersonActor } from '../people/actor'
import type { WebhookForm } from './webhook-forms'
import { sealTarget } from './webhook-target'

interface NewWebhook {
  name: string
  form: WebhookForm
  url: string
  /** Empty: the receiver asks for no signature. */
  secret: string
  kinds: readonly AlertKind[]
}

/** Has alerts of the maker's jurisdiction told to another system or a group's robot from now on. */
export const makeWebhook = async (
  core: Core,
  actor: PersonActor,
  made: NewWebhook,
): Promise<Outcome<{ id: string }>> => {
  const { name, form, url, secret, kinds } = made
  const host = checkAddress(url, '/url', core.env.webhookHosts)
  if (!host.ok) return host
  const now = core.clock.now()
  const id = uuidV7(now, randomBytes(16))
  const sealed = sealTarget(core.keys, id, { url, secret })
  await inScope(core.database, actor, async (tx) => {
    await tx`
      insert into webhooks (id, name, form, host, sealed, kinds, jurisdiction_id, enabled, made_by, made_at)
      select ${id}, ${name}, ${form}, ${host.value}, ${sealed}, ${[...kinds]}::text[], id, true, ${actor.name},
        ${new Date(now)}
      from jurisdictions where path = ${actor.scope}`
    const after = { name, form, host: host.value, kinds }
    await writeAudit(tx, now, { actor: actor.name, verb: 'webhook.create', target: `webhook:${id}`, after })
  })
  return done({ id })
}
