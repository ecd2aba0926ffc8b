import type { TransactionSql } from 'postgres'
import { inScope } from '../../db/access/in-scope'
import { writeAudit } from '../audit'
import type { Core } from '../core'
import { done, type Outcome, refuse } from '../outcome'
import type { PersonActor } from '../people/actor'
import type { Arrangement } from './arrangement-fields'
import { lockCheckpoint } from './store-checkpoint'

/** Writes agencies, posts, leader and equipment of a checkpoint, all four. */
export const arrangeCheckpoint = async (
  core: Core,
  actor: PersonActor,
  { code, arrangement }: { code: string; arrangement: Arrangement },
): Promise<Outcome<{ code: string }>> => {
  return inScope(core.database, actor, async (tx) => {
    const checkpoint = await lockCheckpoint(tx, code, actor.scope)
    if (checkpoint === null) return refuse('not-found', 'There is no such checkpoint within your jurisdiction.')
    const now = core.clock.now()
    const before = await readArrangement(tx, checkpoint.id)
    await updateArrangement(tx, checkpoint.id, arrangement, now)
    const line = { actor: actor.name, verb: 'checkpoint.arrange', target: `checkpoint:${code}` }
    await writeAudit(tx, now, { ...line, before, after: arrangement })
    return done({ code })
  })
}

/** Writes all four over what is stored. */
export const updateArrangement = async (
  tx: TransactionSql,
  checkpointId: number,
  { agencies, posts, leader, equipment }: Arrangement,
  nowMs: number,
): Promise<void> => {
  await tx`
    update checkpoints set agencies = ${agencies}, posts = ${posts},
      leader = ${leader === null ? null : tx.json(leader)}, equipment = ${tx.json(equipment)},
      updated_at = ${new Date(nowMs)}
    where id = ${checkpointId}`
}

export const readArrangement = async (tx: TransactionSql, checkpointId: number): Promise<Arrangement> => {
  const [row] = await tx<Arrangement[]>`
    select agencies, posts, leader, equipment from checkpoints where id = ${checkpointId}`
  if (row === undefined) throw new Error('a checkpoint that was locked is gone')
  return row
}
