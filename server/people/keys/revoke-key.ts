import { inScope } from '../../../db/access/in-scope'
import { writeAudit } from '../../audit'
import type { Core } from '../../core'
import { done, type Outcome, refuse } from '../../outcome'
import type { PersonActor } from '../actor'

/** Ends a program's key for good. Open sockets that came by it are cut on every server. */
export const revokeKey = async (
  core: Core,
  actor: PersonActor,
  { id }: { id: string },
): Promise<Outcome<{ id: string; name: string }>> => {
  const outcome = await inScope<Outcome<{ id: string; name: string }>>(core.database, actor, async (tx) => {
    const now = core.clock.now()
    const [key] = await tx<{ name: string }[]>`
      update api_keys k set revoked_at = coalesce(k.revoked_at, ${new Date(now)}) from jurisdictions j
      where j.id = k.jurisdiction_id and k.id = ${id} and starts_with(j.path, ${actor.scope}) returning k.name`
    if (key === undefined) return refuse('not-found', 'There is no such key within your jurisdiction.')
    await writeAudit(tx, now, { actor: actor.name, verb: 'key.revoke', target: `key:${id}` })
    return done({ id, name: key.name })
  })
  // Which sockets came by a key is known to them alone: all are looked at again.
  if (outcome.ok) await core.bus.publish('sessions')
  return outcome
}
