import { inScope } from '../../../db/access/in-scope'
import type { Core } from '../../core'
import { done, type Outcome, refuse } from '../../outcome'
import type { PersonActor } from '../actor'
import { listSessions, type SessionOfAccount, sessionId } from '../sessions/list-sessions'

interface OwnAccount {
  /** Since when sign-in asks for a code; null where it does not. */
  secondFactorSince: string | null
  recoveryCodesLeft: number
  sessions: (SessionOfAccount & { current: boolean })[]
}

/** What a person sees of his own account. */
export const readAccount = async (core: Core, actor: PersonActor): Promise<Outcome<OwnAccount>> => {
  const { userId, sessionHash } = actor
  if (userId === null) return refuse('forbidden', 'A key has no account: sign in as a person.')
  const [factor] = await inScope(
    core.database,
    actor,
    (tx) => tx<{ since: Date | null; left: number }[]>`
    select confirmed_at as since,
      (select count(*)::int from recovery_codes r where r.user_id = f.user_id and used_at is null) as left
    from second_factors f where user_id = ${userId}`,
  )
  const own = sessionHash === null ? null : sessionId(sessionHash)
  const sessions = await listSessions(core, actor, userId)
  return done({
    secondFactorSince: factor?.since?.toISOString() ?? null,
    recoveryCodesLeft: factor?.since ? factor.left : 0,
    sessions: sessions.map((session) => ({ ...session, current: session.id === own })),
  })
}
