import { inScope } from '../../../db/access/in-scope'
import { writeAudit } from '../../audit'
import type { Core } from '../../core'
import { done, type Outcome, refuse } from '../../outcome'
import type { PersonActor } from '../actor'
import { endSessions } from '../sessions/end-sessions'
import { askPassword } from './ask-password'
import { hashPassword, passwordFault } from './password'

interface PasswordChange {
  password: string
  newPassword: string
  address: string | null
}

/** Gives one's own account another password. All its other sessions end; `ended` says how many. */
export const changeOwnPassword = async (
  core: Core,
  actor: PersonActor,
  { password, newPassword, address }: PasswordChange,
): Promise<Outcome<{ ended: number }>> => {
  const asked = await askPassword(core, actor, password)
  if (!asked.ok) return asked
  const fault = await passwordFault(core.env, newPassword, [actor.name.replace(/^user:/, ''), actor.displayName])
  if (fault !== null || newPassword === password) {
    const message = fault ?? 'must be another than the old one'
    return refuse('invalid', 'The new password will not do.', {
      errors: [{ path: '/newPassword', code: 'value', message }],
    })
  }
  const { userId } = asked.value
  const hash = await hashPassword(newPassword)
  const now = core.clock.now()
  const ended = await inScope(core.database, actor, async (tx) => {
    await tx`update users set password_hash = ${hash}, given_until = null where id = ${userId}`
    await writeAudit(tx, now, { actor: actor.name, verb: 'user.password', target: actor.name, address })
    return endSessions(tx, userId, now, actor.sessionHash)
  })
  if (ended.length > 0) await core.bus.publish('sessions', ended)
  return done({ ended: ended.length })
}
