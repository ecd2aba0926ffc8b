import type { TransactionSql } from 'postgres'
import { inScope } from '../../../db/access/in-scope'
import { writeAudit } from '../../audit'
import type { Core } from '../../core'
import { done, type Outcome, refuse } from '../../outcome'
import type { PersonActor } from '../actor'
import { askPassword } from '../passwords/ask-password'
import { endSessions } from '../sessions/end-sessions'
import { normaliseName } from '../users/user-name'

/** One's own account asks for no code any more. The password is asked once more. */
export const removeOwnSecondFactor = async (
  core: Core,
  actor: PersonActor,
  { password, address }: { password: string; address: string | null },
): Promise<Outcome<null>> => {
  const asked = await askPassword(core, actor, password)
  if (!asked.ok) return asked
  await inScope(core.database, actor, async (tx) => {
    await remove(tx, asked.value.userId)
    const line = { actor: actor.name, verb: 'second-factor.remove', target: actor.name, address }
    await writeAudit(tx, core.clock.now(), line)
  })
  return done(null)
}

/** For who lost his app and his recovery codes: an administrator takes the factor away, and every session ends. */
export const removeSecondFactorOf = async (
  core: Core,
  actor: PersonActor,
  { username }: { username: string },
): Promise<Outcome<{ name: string }>> => {
  const name = normaliseName(username)
  if (actor.name === `user:${name}`) return refuse('conflict', 'Your own is taken away on your account’s page.')
  let ended: string[] = []
  const outcome = await inScope<Outcome<{ name: string }>>(core.database, actor, async (tx) => {
    const [user] = await tx<{ id: string }[]>`
      select u.id from users u join jurisdictions j on j.id = u.jurisdiction_id
      where u.name = ${name} and starts_with(j.path, ${actor.scope})`
    if (user === undefined) return refuse('not-found', `There is no account ${name} within your jurisdiction.`)
    await remove(tx, user.id)
    const now = core.clock.now()
    ended = await endSessions(tx, user.id, now)
    await writeAudit(tx, now, { actor: actor.name, verb: 'second-factor.remove', target: `user:${name}` })
    return done({ name })
  })
  if (ended.length > 0) await core.bus.publish('sessions', ended)
  return outcome
}

const remove = async (tx: TransactionSql, userId: string): Promise<void> => {
  await tx`delete from second_factors where user_id = ${userId}`
  await tx`delete from recovery_codes where user_id = ${userId}`
}
