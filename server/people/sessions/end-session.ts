import { inScope } from '../../../db/access/in-scope'
import { writeAudit } from '../../audit'
import type { Core } from '../../core'
import { done, type Outcome, refuse } from '../../outcome'
import type { PersonActor } from '../actor'
import { readSessionId } from './list-sessions'

interface Ending {
  /** Null: one's own account. */
  username: string | null
  /** Null: all but the one that asks. */
  session: string | null
}

/** Ends sessions of one's own account, or of one within the jurisdiction. Their sockets are cut on every server. */
export const endSessionOf = async (
  core: Core,
  actor: PersonActor,
  { username, session }: Ending,
): Promise<Outcome<{ ended: number }>> => {
  const start = session === null ? null : readSessionId(session)
  if (session !== null && start === null) return refuse('not-found', NONE)
  let ended: string[] = []
  const outcome = await inScope<Outcome<{ ended: number }>>(core.database, actor, async (tx) => {
    const [user] = await tx<{ id: string; name: string }[]>`
      select u.id, u.name from users u join jurisdictions j on j.id = u.jurisdiction_id
      where case when ${username}::text is null then u.id = ${actor.userId}
        else u.name = ${username} and starts_with(j.path, ${actor.scope}) end`
    if (user === undefined) return refuse('not-found', NONE)
    const now = core.clock.now()
    const rows = await tx<{ hash: Buffer }[]>`
      update sessions set revoked_at = ${new Date(now)}
      where user_id = ${user.id} and revoked_at is null and case when ${start}::bytea is null
        then id_hash is distinct from ${actor.sessionHash} else substr(id_hash, 1, length(${start}::bytea)) = ${start} end
      returning id_hash as hash`
    if (session !== null && rows.length === 0) return refuse('not-found', NONE)
    ended = rows.map(({ hash }) => hash.toString('base64'))
    const after = { sessions: ended.length }
    await writeAudit(tx, now, { actor: actor.name, verb: 'session.end', target: `user:${user.name}`, after })
    return done({ ended: ended.length })
  })
  if (ended.length > 0) await core.bus.publish('sessions', ended)
  return outcome
}

const NONE = 'There is no such session: it may have ended.'
