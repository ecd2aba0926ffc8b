import { randomBytes } from 'node:crypto'
import { inScope } from '../../../db/access/in-scope'
import type { Core } from '../../core'
import { done, type Outcome, refuse } from '../../outcome'
import type { PersonActor } from '../actor'
import { askPassword } from '../passwords/ask-password'
import { sealSecret, showSecret } from './second-factor'

/** The length that RFC 4226 recommends. */
const SECRET_BYTES = 20

/** Makes the secret that an app for codes is given. Nothing is asked for until a first code confirms it. */
export const beginSecondFactor = async (
  core: Core,
  actor: PersonActor,
  { password }: { password: string },
): Promise<Outcome<{ secret: string; uri: string }>> => {
  const asked = await askPassword(core, actor, password)
  if (!asked.ok) return asked
  const { userId } = asked.value
  const secret = randomBytes(SECRET_BYTES)
  const sealed = sealSecret(core.keys, userId, secret)
  const begun = await inScope(
    core.database,
    actor,
    (tx) => tx`
    insert into second_factors (user_id, secret) values (${userId}, ${sealed})
    on conflict (user_id) do update set secret = excluded.secret, last_step = 0
      where second_factors.confirmed_at is null
    returning 1`,
  )
  if (begun.length === 0) return refuse('conflict', 'The account asks for codes already: take that away first.')
  return done(showSecret(secret, actor.name.replace(/^user:/, '')))
}
