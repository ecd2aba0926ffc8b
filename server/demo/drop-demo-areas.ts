import { randomUUID } from 'node:crypto'
import type { TransactionSql } from 'postgres'
import type { PolicyDocument } from '#domain/policy/policy'
import { DEMO_AREAS } from './demo-policy'

/**
 * An administrator who changed the demo's policy put its made-up risk areas in force in his own name. They go by a
 * version of their own, so that what entries name stays as it was.
 */
export const dropDemoAreas = async (sql: TransactionSql, nowMs: number): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtext('kakou policy'))`
  const [standing] = await sql<{ document: Partial<PolicyDocument>; from: Date }[]>`
    select document, in_force_from as "from" from policy_versions order by in_force_from desc, version desc limit 1`
  if (standing === undefined) return
  const { riskAreas = [], rules = [], ...document } = standing.document
  const areas = riskAreas.filter(({ code }) => code === null || !DEMO_AREAS.includes(code))
  if (areas.length === riskAreas.length) return
  const subjects = await sql<{ rule: string }[]>`select distinct rule from watch_subjects where until is null`
  const needed = new Set([...areas, ...subjects].map(({ rule }) => rule))
  const isDemo = (id: string) => DEMO_AREAS.some((code) => id === `risk-${code}`)
  const kept = rules.filter(({ id }) => !isDemo(id) || needed.has(id))
  const next = { ...document, riskAreas: areas, rules: kept }
  const [last] = await sql<{ last: string | null }[]>`
    select max(version::bigint) as last from policy_versions where version ~ '^[0-9]{1,15}$'`
  const inForceFrom = new Date(Math.max(nowMs, standing.from.getTime() + 1))
  await sql`
    insert into policy_versions (version, id, document, in_force_from, created_by, note)
    values (${String(Number(last?.last ?? 0) + 1)}, ${randomUUID()}, ${sql.json(next as never)}, ${inForceFrom}, 'cli',
      '演示数据已移除')`
}
