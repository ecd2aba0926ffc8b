import type { Sql } from 'postgres'
import type { Thresholds } from '#domain/entries/thresholds'
import { DEFAULT_POLICY, type PolicyDocument } from '#domain/policy/policy'
import { storedPolicy } from './stored-policy'

/** All versions of the policy; the newest is in force. */
export class PolicyDirectory {
  readonly #sql: Sql
  #versions = new Map<string, PolicyDocument>()
  #current: { version: string; document: PolicyDocument } = { version: '0', document: DEFAULT_POLICY }

  constructor(sql: Sql) {
    this.#sql = sql
  }

  async load(): Promise<void> {
    const rows = await this.#sql<{ version: string; document: Partial<PolicyDocument> }[]>`
      select version, document from policy_versions order by in_force_from, version`
    const versions = rows.map(({ version, document }) => ({ version, document: storedPolicy(document) }))
    this.#versions = new Map(versions.map(({ version, document }) => [version, document]))
    this.#current = versions.at(-1) ?? { version: '0', document: DEFAULT_POLICY }
  }

  get current(): { version: string; document: PolicyDocument } {
    return this.#current
  }

  /** Thresholds of a version; those in force where it is null or unknown. */
  thresholds(version: string | null): Thresholds {
    return ((version === null ? undefined : this.#versions.get(version)) ?? this.#current.document).thresholds
  }
}
