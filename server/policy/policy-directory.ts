import type { Sql } from 'postgres'
import { DEFAULT_STATE_TIMES } from '#domain/checkpoint-state'
import { DEFAULT_THRESHOLDS, type Thresholds } from '#domain/thresholds'

/** What a version of the policy says. */
export interface PolicyDocument {
  /** °C by site: at or over it a reading is high. */
  thresholds: Thresholds
  recheckMinutes: number
  /** How much is asked: 简登, 标准, 全员. */
  level: 'brief' | 'standard' | 'full'
  riskAreas: unknown[]
  rules: unknown[]
  watchlist: { version: string; count: number }
  stateTimes: typeof DEFAULT_STATE_TIMES
}

export const DEFAULT_POLICY: PolicyDocument = {
  thresholds: DEFAULT_THRESHOLDS,
  recheckMinutes: 15,
  level: 'brief',
  riskAreas: [],
  rules: [],
  watchlist: { version: '0', count: 0 },
  stateTimes: DEFAULT_STATE_TIMES,
}

/** All versions of the policy; the newest is in force. */
export class PolicyDirectory {
  readonly #sql: Sql
  #versions = new Map<string, PolicyDocument>()
  #current = { version: '0', document: DEFAULT_POLICY }

  constructor(sql: Sql) {
    this.#sql = sql
  }

  async load(): Promise<void> {
    const rows = await this.#sql<{ version: string; document: PolicyDocument }[]>`
      select version, document from policy_versions order by in_force_from, version`
    this.#versions = new Map(rows.map(({ version, document }) => [version, document]))
    const last = rows.at(-1)
    if (last !== undefined) this.#current = last
  }

  get current(): { version: string; document: PolicyDocument } {
    return this.#current
  }

  /** Thresholds of a version; those in force where it is null or unknown. */
  thresholds(version: string | null): Thresholds {
    return ((version === null ? undefined : this.#versions.get(version)) ?? this.#current.document).thresholds
  }
}
