import { createHash, randomBytes } from 'node:crypto'
import type { SEVERITIES } from '#domain/alerts/alert-causes'
import { uuidV7 } from '#domain/uuid'
import { inScope } from '../../db/access/in-scope'
import { dropAddress, putSubscription } from '../../db/stores/push-store'
import { writeAudit } from '../audit'
import type { Core } from '../core'
import { done, type Outcome, refuse } from '../outcome'
import { checkAddress } from '../outside/check-address'
import type { PersonActor } from '../people/actor'
import { areKeys } from './push-encryption'
import { sealPushTarget } from './push-target'

interface NewSubscription {
  /** As the browser's push service gave it. */
  endpoint: string
  /** base64url. */
  keys: { p256dh: string; auth: string }
  severities: readonly (typeof SEVERITIES)[number][]
  language: string
}

export const NO_BROWSER = refuse('forbidden', 'A key has no browser: sign in as a person.')

/** Tells this session's browser of alerts from now on, also while no page of ours is open there. */
export const subscribe = async (core: Core, actor: PersonActor, made: NewSubscription): Promise<Outcome<null>> => {
  const { sessionHash } = actor
  if (sessionHash === null) return NO_BROWSER
  const { endpoint, severities, language } = made
  const host = checkAddress(endpoint, '/endpoint', core.env.webhookHosts)
  if (!host.ok) return host
  const keys = {
    p256dh: Buffer.from(made.keys.p256dh, 'base64url'),
    auth: Buffer.from(made.keys.auth, 'base64url'),
  }
  if (!areKeys(keys)) {
    const errors = [{ path: '/keys', code: 'value' as const, message: 'must be a point of P-256 and 16 bytes' }]
    return refuse('invalid', 'The keys are not those of a browser’s subscription.', { errors })
  }
  const now = core.clock.now()
  const id = uuidV7(now, randomBytes(16))
  const endpointHash = createHash('sha256').update(endpoint).digest()
  await dropAddress(core.database.sql, endpointHash)
  await inScope(core.database, actor, async (tx) => {
    await putSubscription(tx, {
      id,
      sessionHash,
      endpointHash,
      host: host.value,
      sealed: sealPushTarget(core.keys, id, { endpoint, ...keys }),
      severities,
      language,
      madeAt: new Date(now),
    })
    const after = { host: host.value, severities }
    await writeAudit(tx, now, { actor: actor.name, verb: 'push.subscribe', target: `push:${id}`, after })
  })
  return done(null)
}
