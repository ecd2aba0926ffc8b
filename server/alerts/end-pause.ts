import { inScope } from '../../db/access/in-scope'
import { writeAudit } from '../audit'
import type { Core } from '../core'
import { done, type Outcome, refuse } from '../outcome'
import type { PersonActor } from '../people/actor'

/** Ends a pause now, or takes one away that has not begun. What still stands is told at once. */
export const endPause = (core: Core, actor: PersonActor, id: string): Promise<Outcome<null>> =>
  inScope<Outcome<null>>(core.database, actor, async (tx) => {
    const now = core.clock.now()
    const at = new Date(now)
    const { count } = await tx`
      update alert_pauses set ends_at = ${at}, starts_at = least(starts_at, ${new Date(now - 1)})
      where id = ${id} and ends_at > ${at}`
    if (count === 0) return refuse('not-found', 'There is no such pause within your jurisdiction, or it is over.')
    await writeAudit(tx, now, { actor: actor.name, verb: 'alert.pause-end', target: `pause:${id}` })
    return done(null)
  })
