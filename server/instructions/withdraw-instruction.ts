import { inScope } from '../../db/access/in-scope'
import { writeAudit } from '../audit'
import type { Core } from '../core'
import { done, type Outcome, refuse } from '../outcome'
import type { PersonActor } from '../people/actor'

/** 撤回: tablets show it no more as to be done; that it was sent, and who had read it, stays. */
export const withdrawInstruction = async (core: Core, actor: PersonActor, id: string): Promise<Outcome<null>> => {
  const outcome = await inScope<Outcome<null>>(core.database, actor, async (tx) => {
    const [row] = await tx<{ own: boolean; withdrawn: boolean }[]>`
      select jurisdiction_id in (select id from jurisdictions) as own, withdrawn_at is not null as withdrawn
      from instructions where id = ${id} for update`
    if (row === undefined) return refuse('not-found', 'There is no such instruction within your jurisdiction.')
    if (!row.own) return refuse('forbidden', 'A jurisdiction above yours sent it: only it can take it back.')
    if (row.withdrawn) return refuse('conflict', 'It was taken back already.')
    const now = core.clock.now()
    await tx`
      update instructions set withdrawn_at = ${new Date(now)}, withdrawn_by = ${actor.displayName} where id = ${id}`
    await writeAudit(tx, now, { actor: actor.name, verb: 'instruction.withdraw', target: `instruction:${id}` })
    return done(null)
  })
  if (outcome.ok) await core.bus.publish('instructions', [id])
  return outcome
}
