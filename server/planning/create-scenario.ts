import { randomBytes } from 'node:crypto'
import type * as z from 'zod'
import { uuidV7 } from '#domain/uuid'
import type { NewScenario } from '#protocol/scenario'
import { inScope } from '../../db/access/in-scope'
import { writeAudit } from '../audit'
import type { Core } from '../core'
import { done, type Outcome, refuse } from '../outcome'
import type { PersonActor } from '../people/actor'
import { jurisdictionOf } from '../people/jurisdiction-of'

/** Keeps a plan under a name, in the actor's jurisdiction unless another within it is named. */
export const createScenario = (
  core: Core,
  actor: PersonActor,
  { name, note, plan, jurisdiction }: z.infer<typeof NewScenario>,
): Promise<Outcome<{ id: string }>> =>
  inScope<Outcome<{ id: string }>>(core.database, actor, async (tx) => {
    const jurisdictionId = await jurisdictionOf(tx, actor, jurisdiction ?? null)
    if (jurisdictionId === null) return refuse('not-found', 'There is no such jurisdiction within yours.')
    const now = core.clock.now()
    const id = uuidV7(now, randomBytes(16))
    const at = new Date(now)
    await tx`
      insert into scenarios (id, jurisdiction_id, name, note, plan, version, created_by, changed_by, created_at, changed_at)
      values (${id}, ${jurisdictionId}, ${name}, ${note}, ${tx.json(plan)}, 1, ${actor.name}, ${actor.name}, ${at}, ${at})`
    await writeAudit(tx, now, { actor: actor.name, verb: 'scenario.create', target: `scenario:${id}`, after: { name } })
    return done({ id })
  })
