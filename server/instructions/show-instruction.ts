import { inScope } from '../../db/access/in-scope'
import { findInstruction, type InstructionReach } from '../../db/stores/instruction-store'
import type { Core } from '../core'
import { done, type Outcome, refuse } from '../outcome'
import type { PersonActor } from '../people/actor'

/** One instruction and who has read it, of the checkpoints that the reader sees. */
export const showInstruction = async (
  core: Core,
  actor: PersonActor,
  id: string,
): Promise<Outcome<InstructionReach>> => {
  const found = await inScope(core.database, actor, (tx) => findInstruction(tx, id))
  return found === null ? refuse('not-found', 'There is no such instruction within your jurisdiction.') : done(found)
}
