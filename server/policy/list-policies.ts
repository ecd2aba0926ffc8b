import type { PolicyDocument } from '#domain/policy/policy'
import { type PolicyChange, policyChanges } from '#domain/policy/policy-changes'
import type { Core } from '../core'
import { storedPolicy } from './stored-policy'

export interface PolicyVersion {
  version: string
  /** ISO 8601: from when it was in force. */
  at: string
  /** As audit names whoever did it, and the name that people know. */
  by: string
  byName: string | null
  note: string | null
  document: PolicyDocument
}

interface Row extends Omit<PolicyVersion, 'at' | 'document'> {
  at: Date
  document: Partial<PolicyDocument>
}

/** Versions, the newest first. */
const readVersions = async (core: Core, limit: number): Promise<PolicyVersion[]> => {
  const rows = await core.database.sql<Row[]>`
    select p.version, p.in_force_from as at, p.created_by as by, u.display_name as "byName", p.note, p.document
    from policy_versions p left join users u on p.created_by = 'user:' || u.name
    order by p.in_force_from desc, p.version desc limit ${limit}`
  return rows.map((row) => ({ ...row, at: row.at.toISOString(), document: storedPolicy(row.document) }))
}

/** The version in force; null before the first. */
export const currentPolicy = async (core: Core): Promise<PolicyVersion | null> =>
  (await readVersions(core, 1))[0] ?? null

/** How many versions the history shows. */
const SHOWN = 100

/** The history, the newest first, each with what it changed; the oldest shown has no predecessor to compare with. */
export const listPolicies = async (
  core: Core,
): Promise<(Omit<PolicyVersion, 'document'> & { changes: PolicyChange[] })[]> => {
  const versions = await readVersions(core, SHOWN + 1)
  return versions.slice(0, SHOWN).map(({ document, ...version }, index) => {
    const before = versions[index + 1]?.document
    return { ...version, changes: before === undefined ? [] : policyChanges(before, document) }
  })
}
