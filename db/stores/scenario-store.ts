import type { TransactionSql } from 'postgres'
import type { WhatIf } from '#domain/coverage/what-if'

/** A scenario as it is stored; `jurisdiction` is a code. */
export interface ScenarioRow {
  id: string
  name: string
  note: string
  jurisdiction: string
  plan: WhatIf
  version: number
  createdBy: string
  changedBy: string
  createdAt: Date
  changedAt: Date
  promotedAt: Date | null
}

const columns = (sql: TransactionSql) => sql`
  s.id, s.name, s.note, j.code as jurisdiction, s.plan, s.version, s.created_by as "createdBy",
  s.changed_by as "changedBy", s.created_at as "createdAt", s.changed_at as "changedAt", s.promoted_at as "promotedAt"`

/** The scenarios of the jurisdictions below a path, changed last first. */
export const listScenarios = (sql: TransactionSql, scope: string): Promise<ScenarioRow[]> => sql<ScenarioRow[]>`
  select ${columns(sql)} from scenarios s join jurisdictions j on j.id = s.jurisdiction_id
  where starts_with(j.path, ${scope}) order by s.changed_at desc, s.id limit 500`

/** One of them; null where there is none within the scope. */
export const findScenario = async (sql: TransactionSql, id: string, scope: string): Promise<ScenarioRow | null> => {
  const [row] = await sql<ScenarioRow[]>`
    select ${columns(sql)} from scenarios s join jurisdictions j on j.id = s.jurisdiction_id
    where s.id = ${id} and starts_with(j.path, ${scope})`
  return row ?? null
}

/** The same, locked against others' changes. */
export const lockScenario = async (
  tx: TransactionSql,
  id: string,
  scope: string,
): Promise<(ScenarioRow & { jurisdictionId: number }) | null> => {
  const [row] = await tx<(ScenarioRow & { jurisdictionId: number })[]>`
    select ${columns(tx)}, s.jurisdiction_id as "jurisdictionId"
    from scenarios s join jurisdictions j on j.id = s.jurisdiction_id
    where s.id = ${id} and starts_with(j.path, ${scope}) for update of s`
  return row ?? null
}
