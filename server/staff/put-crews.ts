import type { TransactionSql } from 'postgres'
import { inScope } from '../../db/access/in-scope'
import { writeAudit } from '../audit'
import { lockCheckpoint } from '../checkpoints/store-checkpoint'
import type { Core } from '../core'
import { done, type Outcome, type Refusal, refuse } from '../outcome'
import type { PersonActor } from '../people/actor'
import { type NewCrew, storeCrews } from './store-crews'

/** Makes these the crews of a checkpoint, in the order of the rota. Tablets there hear of it at once. */
export const putCrews = async (
  core: Core,
  actor: PersonActor,
  { code, crews }: { code: string; crews: NewCrew[] },
): Promise<Outcome<{ code: string; crews: number }>> => {
  const outcome = await inScope<Outcome<{ code: string; crews: number }>>(core.database, actor, async (tx) => {
    const checkpoint = await lockCheckpoint(tx, code, actor.scope)
    if (checkpoint === null) return refuse('not-found', 'There is no such checkpoint within your jurisdiction.')
    const errors = await faults(tx, actor, crews)
    if (errors.length > 0) return refuse('invalid', 'The crews can not be like this.', { errors })
    await storeCrews(tx, checkpoint.id, crews)
    const target = `checkpoint:${code}`
    await writeAudit(tx, core.clock.now(), { actor: actor.name, verb: 'checkpoint.crews', target, after: crews })
    return done({ code, crews: crews.length })
  })
  if (outcome.ok) await core.bus.publish('roster', [code])
  return outcome
}

const faults = async (
  tx: TransactionSql,
  actor: PersonActor,
  crews: readonly NewCrew[],
): Promise<NonNullable<Refusal['errors']>> => {
  const ids = crews.flatMap(({ members }) => members.map(({ staff }) => staff))
  const known = await tx<{ id: string }[]>`
    select s.id from staff s join jurisdictions j on j.id = s.jurisdiction_id
    where s.id = any(${ids}::uuid[]) and s.ended_at is null and starts_with(j.path, ${actor.scope})`
  const staff = new Set(known.map(({ id }) => id))
  const fault = (path: string, message: string) => ({ path, code: 'value' as const, message })
  return crews.flatMap(({ name, lead, members }, index) => {
    const path = `/crews/${index}`
    const own = members.map((member) => member.staff)
    return [
      ...(crews.findIndex((one) => one.name === name) < index ? [fault(`${path}/name`, 'names two crews')] : []),
      ...(lead !== null && !own.includes(lead) ? [fault(`${path}/lead`, 'must be a member of the crew')] : []),
      ...own.flatMap((id, at) => [
        ...(staff.has(id) ? [] : [fault(`${path}/members/${at}/staff`, 'must be at work within your jurisdiction')]),
        ...(own.indexOf(id) < at ? [fault(`${path}/members/${at}/staff`, 'is in the crew twice')] : []),
      ]),
    ]
  })
}
