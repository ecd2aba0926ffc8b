import type { Core } from '../../core'
import type { Outcome } from '../../outcome'
import type { PersonActor } from '../actor'
import { askPassword } from '../passwords/ask-password'
import { endSessionOf } from './end-session'

/**
 * Ends one other session of one's own account, or all others (null). The password is asked once more: who finds a screen left
 * open must not be able to throw its owner out everywhere else.
 */
export const endOwnSessions = async (
  core: Core,
  actor: PersonActor,
  { password, session }: { password: string; session: string | null },
): Promise<Outcome<{ ended: number }>> => {
  const asked = await askPassword(core, actor, password)
  return asked.ok ? endSessionOf(core, actor, { username: null, session }) : asked
}
