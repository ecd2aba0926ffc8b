import { pinFault } from '#domain/checkpoints/pin'
import { inScope } from '../../db/access/in-scope'
import { writeAudit } from '../audit'
import type { Core } from '../core'
import { done, type Outcome, refuse } from '../outcome'
import type { PersonActor } from '../people/actor'
import { checkpointsOf, lockStaff } from './change-staff'
import { digestPin, makePin } from './staff-pin'

/** Gives somebody another PIN: the one that is given, else one that is made and told once. */
export const setPin = async (
  core: Core,
  actor: PersonActor,
  { id, pin }: { id: string; pin: string | null },
): Promise<Outcome<{ id: string; pin: string | null }>> => {
  const fault = pin === null ? null : pinFault(pin)
  if (fault !== null) {
    return refuse('invalid', 'That PIN will not do.', { errors: [{ path: '/pin', code: 'value', message: fault }] })
  }
  const made = pin === null ? makePin() : null
  const digest = await digestPin(core, id, pin ?? made ?? '')
  let touched: string[] = []
  const outcome = await inScope<Outcome<{ id: string; pin: string | null }>>(core.database, actor, async (tx) => {
    if ((await lockStaff(tx, id, actor.scope)) === null) {
      return refuse('not-found', 'There is nobody of that id within your jurisdiction.')
    }
    touched = await checkpointsOf(tx, id)
    await tx`update staff set pin_digest = ${digest} where id = ${id}`
    await writeAudit(tx, core.clock.now(), { actor: actor.name, verb: 'staff.pin', target: `staff:${id}` })
    return done({ id, pin: made })
  })
  if (outcome.ok && touched.length > 0) await core.bus.publish('roster', touched)
  return outcome
}
