import { randomBytes } from 'node:crypto'
import { isIP } from 'node:net'
import type { AlertKind } from '#domain/alert-kinds'
import { uuidV7 } from '#domain/uuid'
import { inScope } from '../../db/access/in-scope'
import { writeAudit } from '../audit'
import type { Core } from '../core'
import { done, type Outcome, refuse } from '../outcome'
import type { PersonActor } from '../people/actor'
import { isPublicAddress } from './guarded-agent'
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
  const host = checkUrl(url, core.env.webhookHosts)
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

/** The host of an address that may be called; what its name comes to is looked at with each call. */
const checkUrl = (text: string, allowed: readonly string[]): Outcome<string> => {
  const wrong = (message: string, detail: string) =>
    refuse('invalid', detail, { errors: [{ path: '/url', code: 'value', message }] })
  if (!URL.canParse(text)) return wrong('must be a whole address', 'The address can not be read: https://HOST/PATH.')
  const { protocol, hostname, username, password } = new URL(text)
  const name = hostname.replace(/^\[|\]$/g, '').toLowerCase()
  const isAllowed = allowed.includes(name)
  if (username !== '' || password !== '') {
    return wrong('must hold no name and no password', 'An address with a password in it would be shown in logs.')
  }
  if (protocol !== 'https:' && !(isAllowed && protocol === 'http:')) {
    return wrong('must begin with https://', 'Only https:// is called, unless WEBHOOK_HOSTS names the host.')
  }
  if (!isAllowed && (name === 'localhost' || (isIP(name) !== 0 && !isPublicAddress(name)))) {
    return wrong(
      'lies inside the network',
      'The address lies inside the network: the operator allows it in WEBHOOK_HOSTS.',
    )
  }
  return done(hostname)
}
