import { inScope } from '../../../db/access/in-scope'
import { writeAudit } from '../../audit'
import type { Core } from '../../core'
import { done, type Outcome } from '../../outcome'
import type { PersonActor } from '../actor'
import { askPassword } from './ask-password'

/** One's own password once more; for some minutes after it this session may do what weighs (`again` of a route). */
export const showPassword = async (
  core: Core,
  actor: PersonActor,
  { password, address }: { password: string; address: string | null },
): Promise<Outcome<null>> => {
  const asked = await askPassword(core, actor, password)
  if (!asked.ok) return asked
  await inScope(core.database, actor, (tx) =>
    writeAudit(tx, core.clock.now(), { actor: actor.name, verb: 'session.again', address }),
  )
  if (actor.sessionHash !== null) await core.sessions.passwordShown(actor.sessionHash)
  return done(null)
}
