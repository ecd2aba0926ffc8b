import { inScope } from '../../db/access/in-scope'
import { lockScenario } from '../../db/stores/scenario-store'
import { writeAudit } from '../audit'
import type { Core } from '../core'
import { done, type Outcome } from '../outcome'
import type { PersonActor } from '../people/actor'
import { NO_SCENARIO } from './no-scenario'

/** Takes a scenario away; what it was stays in the audit. */
export const deleteScenario = (core: Core, actor: PersonActor, id: string): Promise<Outcome<null>> =>
  inScope<Outcome<null>>(core.database, actor, async (tx) => {
    const scenario = await lockScenario(tx, id, actor.scope)
    if (scenario === null) return NO_SCENARIO
    await tx`delete from scenarios where id = ${id}`
    const { name, note, plan } = scenario
    await writeAudit(tx, core.clock.now(), {
      actor: actor.name,
      verb: 'scenario.delete',
      target: `scenario:${id}`,
      before: { name, note, plan },
    })
    return done(null)
  })
