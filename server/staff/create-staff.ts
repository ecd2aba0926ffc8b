import { randomBytes } from 'node:crypto'
import { uuidV7 } from '#domain/uuid'
import { inScope } from '../../db/access/in-scope'
import { writeAudit } from '../audit'
import type { Core } from '../core'
import { done, type Outcome, refuse } from '../outcome'
import type { PersonActor } from '../people/actor'
import { jurisdictionOf } from '../people/jurisdiction-of'
import { digestPin, makePin } from './staff-pin'

interface NewStaff {
  name: string
  agency: string
  /** Null: the actor's own. */
  jurisdiction: string | null
}

/** Puts somebody on the list of those who stand at checkpoints, with a PIN that is told once. */
export const createStaff = async (
  core: Core,
  actor: PersonActor,
  input: NewStaff,
): Promise<Outcome<{ id: string; name: string; pin: string }>> => {
  const now = core.clock.now()
  const id = uuidV7(now, randomBytes(16))
  const pin = makePin()
  const digest = await digestPin(core, id, pin)
  return inScope(core.database, actor, async (tx) => {
    const jurisdictionId = await jurisdictionOf(tx, actor, input.jurisdiction)
    if (jurisdictionId === null) return refuse('not-found', 'There is no such jurisdiction within yours.')
    await tx`
      insert into staff (id, name, agency, jurisdiction_id, pin_digest, created_at)
      values (${id}, ${input.name}, ${input.agency}, ${jurisdictionId}, ${digest}, ${new Date(now)})`
    const after = { agency: input.agency, jurisdiction: jurisdictionId }
    await writeAudit(tx, now, { actor: actor.name, verb: 'staff.create', target: `staff:${id}`, after })
    return done({ id, name: input.name, pin })
  })
}
