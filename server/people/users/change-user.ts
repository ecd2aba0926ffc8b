import { inScope } from '../../../db/access/in-scope'
import type { Role } from '../../../db/schema/people'
import { writeAudit } from '../../audit'
import type { Core } from '../../core'
import { done, type Outcome, refuse } from '../../outcome'
import type { PersonActor } from '../actor'
import { endSessions } from '../sessions/end-sessions'
import { normaliseName } from './user-name'

interface UserChange {
  displayName: string | null
  role: Role | null
  disabled: boolean | null
}

/** Changes what is given of an account; null leaves it. Its sessions end where the role or the right to be here does. */
export const changeUser = async (
  core: Core,
  actor: PersonActor,
  { username, change }: { username: string; change: UserChange },
): Promise<Outcome<{ name: string }>> => {
  const name = normaliseName(username)
  const { displayName, role, disabled } = change
  if (actor.name === `user:${name}` && (disabled === true || (role !== null && role !== actor.role))) {
    return refuse('conflict', 'Nobody takes his own rights away: another administrator must do it.')
  }
  let ended: string[] = []
  const outcome = await inScope<Outcome<{ name: string }>>(core.database, actor, async (tx) => {
    const [before] = await tx<{ id: string; displayName: string; role: Role; disabled: boolean }[]>`
      select u.id, u.display_name as "displayName", u.role, u.disabled_at is not null as disabled
      from users u join jurisdictions j on j.id = u.jurisdiction_id
      where u.name = ${name} and starts_with(j.path, ${actor.scope}) for update of u`
    if (before === undefined) return refuse('not-found', `There is no account ${name} within your jurisdiction.`)
    const now = core.clock.now()
    const after = {
      displayName: displayName ?? before.displayName,
      role: role ?? before.role,
      disabled: disabled ?? before.disabled,
    }
    await tx`
      update users set display_name = ${after.displayName}, role = ${after.role},
        disabled_at = case when ${after.disabled} then coalesce(disabled_at, ${new Date(now)}) end
      where id = ${before.id}`
    if (after.role !== before.role || after.disabled !== before.disabled) ended = await endSessions(tx, before.id, now)
    await writeAudit(tx, now, { actor: actor.name, verb: 'user.change', target: `user:${name}`, before, after })
    return done({ name })
  })
  if (ended.length > 0) await core.bus.publish('sessions', ended)
  return outcome
}
