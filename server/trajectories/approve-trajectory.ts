import { MINUTE_MS } from '#domain/instant'
import { inScope } from '../../db/access/in-scope'
import { approvePermit, findPermit } from '../../db/stores/trajectory-store'
import type { Core } from '../core'
import { done, type Outcome, refuse } from '../outcome'
import type { PersonActor } from '../people/actor'
import { readPersons } from '../persons/read-persons'
import { isIndependent } from './is-independent'
import { plateOf, type ShownPermit, showPermit } from './show-permit'

interface Approval {
  id: string
  /** For how long it may be looked at. */
  minutes: number
  reason: string
  address: string | null
}

const IN_ONE_HAND =
  'One of you made the account of the other, or gave it a password: let another officer be asked for this leave.'

/** Gives leave that somebody asked this caller for; for a time, after which it has to be asked for again. */
export const approveTrajectory = async (
  core: Core,
  actor: PersonActor,
  { id, minutes, reason, address }: Approval,
): Promise<Outcome<ShownPermit>> => {
  const asked = await inScope(core.database, actor, (tx) => findPermit(tx, id))
  // Once more: a password may have been given since it was asked for.
  const independent = asked !== null && (await isIndependent(core, asked.askedBy, actor.name))
  const reading = {
    verb: 'trajectory.approve' as const,
    reason,
    target: `trajectory:${id}`,
    what: { minutes },
    address,
  }
  return readPersons<ShownPermit>(core, actor, reading, async (tx) => {
    const nowMs = core.clock.now()
    const permit = await findPermit(tx, id)
    if (permit === null || permit.approver !== actor.name) {
      return refuse('not-found', 'Nobody asked you for leave to see this.')
    }
    if (permit.expiresAt.getTime() <= nowMs || plateOf(core, permit) === null) {
      return refuse('gone', 'It was asked for too long ago: let it be asked for again.')
    }
    if (!independent) return refuse('forbidden', IN_ONE_HAND)
    if (permit.approvedAt !== null) return refuse('conflict', 'You gave leave already.')
    const given = { approvedAt: new Date(nowMs), expiresAt: new Date(nowMs + minutes * MINUTE_MS) }
    await approvePermit(tx, id, given.approvedAt, given.expiresAt)
    return done(showPermit(core, { ...permit, ...given }))
  })
}
