import { inScope } from '../../db/access/in-scope'
import { writeAudit } from '../audit'
import type { Core } from '../core'
import { done, type Outcome, refuse } from '../outcome'
import type { PersonActor } from '../people/actor'
import { lockCheckpoint } from './store-checkpoint'

/** What stands and who answers at a checkpoint. */
export interface Arrangement {
  /** 单位 */
  agencies: string[]
  /** 岗位 */
  posts: string[]
  /** 包保责任人, with a duty telephone that is shown in full. */
  leader: { name: string; title: string; phone: string } | null
  equipment: { name: string; count: number }[]
}

/** Writes agencies, posts, leader and equipment of a checkpoint, all four. */
export const arrangeCheckpoint = async (
  core: Core,
  actor: PersonActor,
  { code, arrangement }: { code: string; arrangement: Arrangement },
): Promise<Outcome<{ code: string }>> => {
  const { agencies, posts, leader, equipment } = arrangement
  return inScope(core.database, actor, async (tx) => {
    const checkpoint = await lockCheckpoint(tx, code, actor.scope)
    if (checkpoint === null) return refuse('not-found', 'There is no such checkpoint within your jurisdiction.')
    const now = core.clock.now()
    const [before] = await tx<Arrangement[]>`
      select agencies, posts, leader, equipment from checkpoints where id = ${checkpoint.id}`
    await tx`
      update checkpoints set agencies = ${agencies}, posts = ${posts},
        leader = ${leader === null ? null : tx.json(leader)}, equipment = ${tx.json(equipment)},
        updated_at = ${new Date(now)}
      where id = ${checkpoint.id}`
    const line = { actor: actor.name, verb: 'checkpoint.arrange', target: `checkpoint:${code}` }
    await writeAudit(tx, now, { ...line, before, after: arrangement })
    return done({ code })
  })
}
