import type { Promoted } from '#protocol/scenario'
import { inScope } from '../../db/access/in-scope'
import { lockScenario } from '../../db/stores/scenario-store'
import { writeAudit } from '../audit'
import { nextCheckpointCode } from '../checkpoints/next-code'
import { insertCheckpoint } from '../checkpoints/store-checkpoint'
import type { Core } from '../core'
import { done, type Outcome, refuse } from '../outcome'
import type { PersonActor } from '../people/actor'
import { NO_SCENARIO } from './no-scenario'

/** The points that a plan adds become planned checkpoints, all or none. What else it says is left to people, and told. */
export const promoteScenario = async (
  core: Core,
  actor: PersonActor,
  id: string,
  names: readonly string[],
): Promise<Outcome<Promoted>> => {
  const outcome = await inScope<Outcome<Promoted>>(core.database, actor, async (tx) => {
    const scenario = await lockScenario(tx, id, actor.scope)
    if (scenario === null) return NO_SCENARIO
    if (scenario.promotedAt !== null) {
      return refuse('conflict', 'Its points are planned checkpoints already: see the list of checkpoints.')
    }
    const { add = [], close = [], open = [], remove = [], off = [] } = scenario.plan
    if (add.length === 0) return refuse('conflict', 'This plan adds no point, so there is nothing to put forward.')
    const now = core.clock.now()
    const checkpoints: Promoted['checkpoints'] = []
    for (const [at, { lng, lat }] of add.entries()) {
      const code = await nextCheckpointCode(tx)
      const name = names[at] ?? `${scenario.name.slice(0, 90)} ${at + 1}`
      const usual = { kind: null, ring: null, unstaffed: null, road: null, jurisdiction: null }
      const fields = { ...usual, name, lng, lat, setState: 'planned' as const }
      const made = await insertCheckpoint(tx, code, fields, scenario.jurisdictionId, now)
      // The code was drawn under a lock that lasts as long as this transaction.
      if (made === null) throw new Error(`the code ${code} was taken meanwhile`)
      checkpoints.push({ code, name })
    }
    await tx`update scenarios set promoted_at = ${new Date(now)}, version = version + 1 where id = ${id}`
    await writeAudit(tx, now, {
      actor: actor.name,
      verb: 'scenario.promote',
      target: `scenario:${id}`,
      after: { name: scenario.name, checkpoints: checkpoints.map(({ code }) => code) },
    })
    const left = { close: close.length, open: [...open], remove: [...remove], off: [...off] }
    return done({ checkpoints, left })
  })
  if (outcome.ok)
    await core.bus.publish(
      'checkpoints',
      outcome.value.checkpoints.map(({ code }) => code),
    )
  return outcome
}
