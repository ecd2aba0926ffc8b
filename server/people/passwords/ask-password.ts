import { inScope } from '../../../db/access/in-scope'
import type { Core } from '../../core'
import { done, type Outcome, refuse } from '../../outcome'
import type { PersonActor } from '../actor'
import { isPassword } from './password'

/** Who acts, where it is a person who showed once more that it is he: a screen left open is not enough for some acts. */
export const askPassword = async (
  core: Core,
  actor: PersonActor,
  password: string,
): Promise<Outcome<{ userId: string }>> => {
  const { userId } = actor
  if (userId === null) return refuse('forbidden', 'A key has no account: sign in as a person.')
  const tried = await core.attempts.tryCode('own-password', userId, async () => {
    const [user] = await inScope(
      core.database,
      actor,
      (tx) => tx<{ hash: string }[]>`
      select password_hash as hash from users where id = ${userId}`,
    )
    const right = user !== undefined && (await isPassword(user.hash, password))
    return { right, value: right }
  })
  if ('waitMs' in tried)
    return refuse('too-many', 'Too many wrong passwords. Wait, then try again.', { retryAfterMs: tried.waitMs })
  if (tried.value) return done({ userId })
  const errors = [{ path: '/password', code: 'value' as const, message: 'is not the password of this account' }]
  return refuse('forbidden', 'The password is wrong.', { errors })
}
