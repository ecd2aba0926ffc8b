import type { Sql } from 'postgres'
import { sqlState } from '../../db/sql-state'

const UNDEFINED_FUNCTION = '42883'
const NO_PRIVILEGE = '42501'

/**
 * Names this state of the database in time: system identifier, timeline and number of restores. After a restore or a
 * fail-over it is another, and tablets offer again what was acknowledged. Where the owner may not read the control data,
 * the instance's own birth stands in for the first two.
 */
export const readEpoch = async (sql: Sql): Promise<string> => {
  const [instance] = await sql<{ restores: number; born: string }[]>`
    select restores, (extract(epoch from created_at) * 1000)::bigint::text as born from instance`
  const restores = instance?.restores ?? 0
  try {
    const [control] = await sql<{ system: string; timeline: number }[]>`
      select system_identifier::text as system, (select timeline_id from pg_control_checkpoint()) as timeline
      from pg_control_system()`
    return `${control?.system}-${control?.timeline}-${restores}`
  } catch (error) {
    const state = sqlState(error)
    if (state !== UNDEFINED_FUNCTION && state !== NO_PRIVILEGE) throw error
    return `${instance?.born}-0-${restores}`
  }
}
