import { CHECKPOINT_STATES } from '#domain/checkpoints/checkpoint-state'
import type { CheckpointState } from '#domain/coverage/points'
import type { WhatIf } from '#domain/coverage/what-if'
import { whatIfThen } from '#domain/coverage/what-if-then'
import { inScope } from '../../db/access/in-scope'
import { findPastClosures, findStates } from '../../db/stores/state-store'
import type { Core } from '../core'
import { done, type Outcome, refuse } from '../outcome'
import type { PersonActor } from '../people/actor'

interface Standing {
  code: string
  state: CheckpointState
}

/** Scope: within the caller's jurisdiction; beyond it as it is now. The network at an instant, over what stands now. */
export const readThen = async (
  core: Core,
  actor: PersonActor,
  { at, standing }: { at: Date; standing: readonly Standing[] },
): Promise<Outcome<WhatIf>> => {
  const now = core.clock.now()
  if (at.getTime() > now) {
    const errors = [{ path: '/at', code: 'range' as const, message: 'must not lie ahead' }]
    return refuse('invalid', 'Only what was can be looked at.', { errors })
  }
  const seen = new Map([...core.checkpoints.all()].map(({ id, code, path }) => [id, { code, path }]))
  const ids = [...seen].filter(([, { path }]) => path.startsWith(actor.scope)).map(([id]) => id)
  // The changes up to the instant and none after it: of each checkpoint the last one says.
  const range = { from: at, to: at }
  const { states, closures } = await inScope(core.database, actor, async (tx) => ({
    states: await findStates(tx, ids, range),
    closures: await findPastClosures(tx, { from: at, to: new Date(now + 1) }),
  }))
  const then = new Map<string, CheckpointState>()
  for (const { checkpointId, state } of states) {
    const known = CHECKPOINT_STATES.find((one) => one === state)
    const code = seen.get(checkpointId)?.code
    if (known !== undefined && code !== undefined) then.set(code, known)
  }
  const within = new Set(ids.map((id) => seen.get(id)?.code))
  const stood = closures.map(({ code, lng, lat, startsAt, liftedAt }) => ({
    code,
    lng,
    lat,
    from: startsAt.getTime(),
    to: liftedAt?.getTime() ?? null,
  }))
  return done(
    whatIfThen(
      standing.filter(({ code }) => within.has(code)),
      then,
      stood,
      at.getTime(),
    ),
  )
}
