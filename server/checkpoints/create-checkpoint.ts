import { inScope } from '../../db/access/in-scope'
import { writeAudit } from '../audit'
import type { Core } from '../core'
import { done, type Outcome, type Refusal, refuse } from '../outcome'
import type { PersonActor } from '../people/actor'
import { jurisdictionOf } from '../people/jurisdiction-of'
import type { CheckpointFields } from './checkpoint-fields'
import { nextCheckpointCode } from './next-code'
import { type CheckpointChange, insertCheckpoint, replaceLanes } from './store-checkpoint'

interface NewCheckpoint extends CheckpointChange {
  /** Null: the next free of K01, K02, … */
  code: string | null
  name: string
  lng: number
  lat: number
  lanes: CheckpointFields['lanes'] | null
}

/** Lays a checkpoint, in the actor's jurisdiction unless another within it is named. */
export const createCheckpoint = async (
  core: Core,
  actor: PersonActor,
  input: NewCheckpoint,
): Promise<Outcome<{ code: string; name: string }>> => {
  const outcome = await inScope<Outcome<{ code: string; name: string }>>(core.database, actor, async (tx) => {
    const jurisdictionId = await jurisdictionOf(tx, actor, input.jurisdiction)
    if (jurisdictionId === null) return refuse('not-found', 'There is no such jurisdiction within yours.')
    const now = core.clock.now()
    const code = input.code ?? (await nextCheckpointCode(tx))
    const id = await insertCheckpoint(tx, code, input, jurisdictionId, now)
    if (id === null) return refuse('conflict', `There is a checkpoint ${code} already.`, { errors: TAKEN })
    if (input.lanes !== null) await replaceLanes(tx, id, input.lanes)
    const { code: _, ...after } = input
    const target = `checkpoint:${code}`
    await writeAudit(tx, now, { actor: actor.name, verb: 'checkpoint.create', target, after })
    return done({ code, name: input.name })
  })
  if (outcome.ok) await core.bus.publish('checkpoints', [outcome.value.code])
  return outcome
}

const TAKEN: Refusal['errors'] = [{ path: '/code', code: 'taken', message: 'is taken by another checkpoint' }]
