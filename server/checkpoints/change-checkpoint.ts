import { inScope } from '../../db/access/in-scope'
import { writeAudit } from '../audit'
import type { Core } from '../core'
import { done, type Outcome, refuse } from '../outcome'
import type { PersonActor } from '../people/actor'
import { jurisdictionOf } from '../people/jurisdiction-of'
import type { CheckpointFields } from './checkpoint-fields'
import { type CheckpointChange, lockCheckpoint, replaceLanes, updateCheckpoint } from './store-checkpoint'

/** Changes what is given of a checkpoint; null leaves it. */
export const changeCheckpoint = async (
  core: Core,
  actor: PersonActor,
  { code, change, lanes }: { code: string; change: CheckpointChange; lanes: CheckpointFields['lanes'] | null },
): Promise<Outcome<{ code: string; name: string }>> => {
  const outcome = await inScope<Outcome<{ code: string; name: string }>>(core.database, actor, async (tx) => {
    const before = await lockCheckpoint(tx, code, actor.scope)
    if (before === null) return refuse('not-found', 'There is no such checkpoint within your jurisdiction.')
    const jurisdictionId = change.jurisdiction === null ? null : await jurisdictionOf(tx, actor, change.jurisdiction)
    if (change.jurisdiction !== null && jurisdictionId === null) {
      return refuse('not-found', 'There is no such jurisdiction within yours.')
    }
    const used = lanes === null ? null : await replaceLanes(tx, before.id, lanes)
    if (used !== null) return refuse('conflict', `A tablet stands on lane ${used}: it can not be taken away.`)
    const now = core.clock.now()
    await updateCheckpoint(tx, before.id, change, jurisdictionId, now)
    const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== null))
    const after = lanes === null ? given : { ...given, lanes }
    const target = `checkpoint:${code}`
    await writeAudit(tx, now, { actor: actor.name, verb: 'checkpoint.change', target, before, after })
    return done({ code, name: change.name ?? before.name })
  })
  if (outcome.ok) await core.bus.publish('checkpoints', [code])
  return outcome
}
