import { randomBytes } from 'node:crypto'
import { crockfordCode } from '#domain/crockford'
import { inScope } from '../../../db/access/in-scope'
import { writeAudit } from '../../audit'
import type { Core } from '../../core'
import { hashToken } from '../../devices/device-directory'
import { done, type Outcome, refuse } from '../../outcome'
import type { PersonActor } from '../actor'
import { endSessions } from '../sessions/end-sessions'
import { RECOVERY_CODE_LENGTH, takeAppCode } from './second-factor'

const RECOVERY_CODES = 10

interface Confirmation {
  code: string
  address: string | null
  agent: string | null
}

/**
 * A first code shows that the app has the secret: from now on sign-in asks for one. Every session of the account ends,
 * this one too, and a new one is opened. The recovery codes are told once.
 */
export const confirmSecondFactor = async (
  core: Core,
  actor: PersonActor,
  { code, address, agent }: Confirmation,
): Promise<Outcome<{ recoveryCodes: string[]; token: string }>> => {
  const { userId } = actor
  if (userId === null) return refuse('forbidden', 'A key has no account: sign in as a person.')
  const now = core.clock.now()
  const recoveryCodes = Array.from({ length: RECOVERY_CODES }, () => crockfordCode(randomBytes(RECOVERY_CODE_LENGTH)))
  const confirmed = await inScope<Outcome<string[]>>(core.database, actor, async (tx) => {
    const [pending] = await tx`
      select 1 from second_factors where user_id = ${userId} and confirmed_at is null for update`
    if (pending === undefined) return refuse('conflict', 'There is no app to confirm: begin again.')
    if (!(await takeAppCode(core.keys, tx, userId, code, now))) {
      const errors = [{ path: '/code', code: 'value' as const, message: 'is not the one that the app shows now' }]
      return refuse('invalid', 'The code is wrong. Look whether the clock of the phone is right.', { errors })
    }
    await tx`update second_factors set confirmed_at = ${new Date(now)} where user_id = ${userId}`
    await tx`delete from recovery_codes where user_id = ${userId}`
    for (const recovery of recoveryCodes) {
      await tx`insert into recovery_codes (code_hash, user_id) values (${hashToken(recovery)}, ${userId})`
    }
    await writeAudit(tx, now, { actor: actor.name, verb: 'second-factor.confirm', target: actor.name, address })
    return done(await endSessions(tx, userId, now))
  })
  if (!confirmed.ok) return confirmed
  const token = await core.sessions.open(userId, address, agent)
  await core.bus.publish('sessions', confirmed.value)
  return done({ recoveryCodes: recoveryCodes.map((one) => one.replace(/.{4}(?=.)/g, '$&-')), token })
}
