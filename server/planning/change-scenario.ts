import type * as z from 'zod'
import type { ScenarioChange } from '#protocol/scenario'
import { inScope } from '../../db/access/in-scope'
import { lockScenario } from '../../db/stores/scenario-store'
import { writeAudit } from '../audit'
import type { Core } from '../core'
import { done, type Outcome, refuse } from '../outcome'
import type { PersonActor } from '../people/actor'
import { NO_SCENARIO } from './no-scenario'

/** Renames a scenario, or puts another plan in it. Refused where somebody changed it meanwhile. */
export const changeScenario = (
  core: Core,
  actor: PersonActor,
  id: string,
  change: z.infer<typeof ScenarioChange>,
): Promise<Outcome<{ id: string }>> =>
  inScope<Outcome<{ id: string }>>(core.database, actor, async (tx) => {
    const scenario = await lockScenario(tx, id, actor.scope)
    if (scenario === null) return NO_SCENARIO
    if (scenario.version !== change.version) {
      return refuse(
        'conflict',
        'Somebody changed this plan meanwhile: look at it again, or keep yours under another name.',
      )
    }
    if (scenario.promotedAt !== null && change.plan) {
      return refuse('conflict', 'Its points are planned checkpoints already: keep the change under another name.')
    }
    const { name = null, note = null } = change
    const now = core.clock.now()
    await tx`
      update scenarios set name = coalesce(${name}, name), note = coalesce(${note}, note),
        plan = coalesce(${change.plan ? tx.json(change.plan) : null}::jsonb, plan), version = version + 1,
        changed_by = ${actor.name}, changed_at = ${new Date(now)}
      where id = ${id}`
    await writeAudit(tx, now, {
      actor: actor.name,
      verb: 'scenario.change',
      target: `scenario:${id}`,
      before: { name: scenario.name, plan: scenario.plan },
      after: { name: name ?? scenario.name, plan: change.plan ?? scenario.plan },
    })
    return done({ id })
  })
