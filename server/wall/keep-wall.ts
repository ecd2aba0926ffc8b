import { inScope } from '../../db/access/in-scope'
import { writeAudit } from '../audit'
import type { Core } from '../core'
import { done, type Outcome, refuse } from '../outcome'
import type { PersonActor } from '../people/actor'

/**
 * Scope: the caller's own sign-in, which becomes that of a wall display: it lasts for weeks, sees the caller's
 * jurisdiction live, and may call nothing else. Answers the new cookie's value; the old session ends.
 */
export const keepWall = async (
  core: Core,
  actor: PersonActor,
  { address, agent }: { address: string | null; agent: string | null },
): Promise<Outcome<{ token: string }>> => {
  const { userId, sessionHash, name } = actor
  if (userId === null || sessionHash === null) {
    return refuse('invalid', 'Only a browser that is signed in can become a wall display.')
  }
  const token = await core.sessions.open(userId, address, agent, true)
  await core.sessions.end(sessionHash)
  await inScope(core.database, actor, (tx) =>
    writeAudit(tx, core.clock.now(), { actor: name, verb: 'session.wall', address }),
  )
  return done({ token })
}
