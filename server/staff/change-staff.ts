import type { TransactionSql } from 'postgres'
import { inScope } from '../../db/access/in-scope'
import { writeAudit } from '../audit'
import type { Core } from '../core'
import { done, type Outcome, refuse } from '../outcome'
import type { PersonActor } from '../people/actor'

interface StaffChange {
  id: string
  /** Null leaves it. */
  name: string | null
  agency: string | null
  /** True: left; false: is back. */
  ended: boolean | null
}

interface LockedStaff {
  id: string
  name: string
  agency: string
  ended: boolean
}

/** Somebody within a scope, locked; null where there is none. */
export const lockStaff = async (tx: TransactionSql, id: string, scope: string): Promise<LockedStaff | null> => {
  const [row] = await tx<LockedStaff[]>`
    select s.id, s.name, s.agency, s.ended_at is not null as ended
    from staff s join jurisdictions j on j.id = s.jurisdiction_id
    where s.id = ${id} and starts_with(j.path, ${scope}) for update of s`
  return row ?? null
}

/** Codes of the checkpoints where somebody is in a crew: their tablets must hear of what changed. */
export const checkpointsOf = async (tx: TransactionSql, id: string): Promise<string[]> => {
  const rows = await tx<{ code: string }[]>`
    select distinct c.code from crew_members m join crews w on w.id = m.crew_id
      join checkpoints c on c.id = w.checkpoint_id where m.staff_id = ${id}`
  return rows.map(({ code }) => code)
}

/** Out of every crew, also as its leader. */
export const leaveCrews = async (tx: TransactionSql, id: string): Promise<void> => {
  await tx`delete from crew_members where staff_id = ${id}`
  await tx`update crews set lead_id = null where lead_id = ${id}`
}

/** Changes what is given of somebody. Who left can sign on no more, and is in no crew. */
export const changeStaff = async (
  core: Core,
  actor: PersonActor,
  { id, name, agency, ended }: StaffChange,
): Promise<Outcome<{ id: string; name: string }>> => {
  let touched: string[] = []
  const outcome = await inScope<Outcome<{ id: string; name: string }>>(core.database, actor, async (tx) => {
    const before = await lockStaff(tx, id, actor.scope)
    if (before === null) return refuse('not-found', 'There is nobody of that id within your jurisdiction.')
    const now = core.clock.now()
    touched = await checkpointsOf(tx, id)
    await tx`
      update staff set name = coalesce(${name}, name), agency = coalesce(${agency}, agency),
        ended_at = case when ${ended}::boolean is null then ended_at
          when ${ended}::boolean then coalesce(ended_at, ${new Date(now)}) end
      where id = ${id}`
    if (ended === true) await leaveCrews(tx, id)
    const change = { before: { agency: before.agency, ended: before.ended }, after: { agency, ended } }
    await writeAudit(tx, now, { actor: actor.name, verb: 'staff.change', target: `staff:${id}`, ...change })
    return done({ id, name: name ?? before.name })
  })
  if (outcome.ok && touched.length > 0) await core.bus.publish('roster', touched)
  return outcome
}
