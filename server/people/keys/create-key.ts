import { randomBytes } from 'node:crypto'
import { uuidV7 } from '#domain/uuid'
import { inScope } from '../../../db/access/in-scope'
import type { Role } from '../../../db/schema/people'
import { writeAudit } from '../../audit'
import type { Core } from '../../core'
import { hashToken } from '../../devices/device-directory'
import { done, type Outcome, refuse } from '../../outcome'
import type { PersonActor } from '../actor'
import { jurisdictionOf } from '../jurisdiction-of'
import { KEY_PREFIX } from './api-keys'

interface NewKey {
  role: Role | 'gate'
  /** Code; null: the actor's own. */
  jurisdiction: string | null
  name: string | null
}

/** Makes a program's key, which is told once and stored hashed. */
export const createKey = async (core: Core, actor: PersonActor, input: NewKey): Promise<Outcome<{ key: string }>> =>
  inScope<Outcome<{ key: string }>>(core.database, actor, async (tx) => {
    const jurisdictionId = await jurisdictionOf(tx, actor, input.jurisdiction)
    if (jurisdictionId === null) return refuse('not-found', 'There is no such jurisdiction within yours.')
    const now = core.clock.now()
    const id = uuidV7(now, randomBytes(16))
    const key = KEY_PREFIX + randomBytes(32).toString('base64url')
    await tx`
      insert into api_keys (id, key_hash, role, jurisdiction_id, name, created_at)
      values (${id}, ${hashToken(key)}, ${input.role}, ${jurisdictionId}, ${input.name ?? input.role}, ${new Date(now)})`
    const after = { role: input.role, jurisdiction: jurisdictionId }
    await writeAudit(tx, now, { actor: actor.name, verb: 'key.create', target: `key:${id}`, after })
    return done({ key })
  })
