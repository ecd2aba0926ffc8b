import { inScope } from '../../db/access/in-scope'
import { writeAudit } from '../audit'
import type { Core } from '../core'
import { done, type Outcome, refuse } from '../outcome'
import type { PersonActor } from '../people/actor'

/** The road is open again. The closure stays in the record. */
export const liftClosure = async (
  core: Core,
  actor: PersonActor,
  { code, reason }: { code: string; reason: string | null },
): Promise<Outcome<{ code: string }>> => {
  const outcome = await inScope<Outcome<{ code: string }>>(core.database, actor, async (tx) => {
    const now = core.clock.now()
    const [lifted] = await tx`
      update closures c set lifted_at = ${new Date(now)} from jurisdictions j
      where j.id = c.jurisdiction_id and c.code = ${code} and starts_with(j.path, ${actor.scope}) and c.lifted_at is null
      returning c.code`
    if (lifted === undefined) return refuse('not-found', 'No such closure stands within your jurisdiction.')
    const why = reason === null ? {} : { reason }
    await writeAudit(tx, now, { actor: actor.name, verb: 'closure.lift', target: `closure:${code}`, ...why })
    return done({ code })
  })
  if (outcome.ok) await core.bus.publish('closures', [code])
  return outcome
}
