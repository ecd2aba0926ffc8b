import { inScope } from '../../../db/access/in-scope'
import { writeAudit } from '../../audit'
import type { Core } from '../../core'
import { done, type Outcome, refuse } from '../../outcome'
import type { PersonActor } from '../actor'
import { endSessions } from '../sessions/end-sessions'
import { normaliseName } from '../users/user-name'
import { givenUntilOf } from './given-password'
import { hashPassword, makePassword, passwordFault } from './password'

/**
 * Gives an account another password, or with null a random one, which the answer tells. Ends all its sessions. `given`:
 * its owner must change it at the next sign-in, before it runs out.
 */
export const setPassword = async (
  core: Core,
  actor: PersonActor,
  { username, password, given }: { username: string; password: string | null; given?: boolean },
): Promise<Outcome<{ name: string; password: string | null }>> => {
  const name = normaliseName(username)
  const fault = password === null ? null : await passwordFault(core.env, password, [name])
  if (fault !== null) {
    const errors = [{ path: '/password', code: 'value' as const, message: fault }]
    return refuse('invalid', 'The password will not do.', { errors })
  }
  const made = password === null ? makePassword() : null
  const hash = await hashPassword(password ?? made ?? '')
  let ended: string[] = []
  const outcome = await inScope<Outcome<{ name: string; password: string | null }>>(
    core.database,
    actor,
    async (tx) => {
      const [user] = await tx<{ id: string; jurisdictionId: number }[]>`
        update users u set password_hash = ${hash}, given_until = null from jurisdictions j
        where j.id = u.jurisdiction_id and u.name = ${name} and starts_with(j.path, ${actor.scope})
        returning u.id, j.id as "jurisdictionId"`
      if (user === undefined) return refuse('not-found', `There is no account ${name} within your jurisdiction.`)
      if (given) {
        const until = await givenUntilOf(core, tx, user.jurisdictionId)
        await tx`update users set given_until = ${until} where id = ${user.id}`
      }
      const now = core.clock.now()
      ended = await endSessions(tx, user.id, now)
      await writeAudit(tx, now, { actor: actor.name, verb: 'user.password', target: `user:${name}` })
      return done({ name, password: made })
    },
  )
  if (ended.length > 0) await core.bus.publish('sessions', ended)
  return outcome
}
