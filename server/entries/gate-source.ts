import type { CheckpointDirectory } from '../checkpoints/checkpoint-directory'
import type { GateActor } from '../people/actor'
import type { GateSource } from './entry-source'

/** A gate posts at the checkpoints of its key's jurisdiction and below. */
export const gateSource = (checkpoints: CheckpointDirectory, { keyId, scope }: GateActor): GateSource => ({
  kind: 'gate',
  id: keyId,
  checkpointId: (code) => {
    const checkpoint = checkpoints.byCode(code)
    return checkpoint?.path.startsWith(scope) ? checkpoint.id : null
  },
  mayCorrectAt: (checkpointId) => checkpoints.byId(checkpointId)?.path.startsWith(scope) ?? false,
})
