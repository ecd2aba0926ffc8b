import { randomBytes } from 'node:crypto'
import type { Sql, TransactionSql } from 'postgres'
import { uuidV7 } from '#domain/uuid'

interface AuditLine {
  /** `user:…`, `key:…`, `device:…`, `cli` or `system`. */
  actor: string
  verb: string
  target?: string
  before?: unknown
  after?: unknown
  reason?: string
  address?: string | null
  /** Path of a jurisdiction; without it that of the transaction, `/` for what the server does for itself. */
  scope?: string
}

/** Writes who did what; in the transaction of the act, so that one is not without the other. */
export const writeAudit = async (sql: Sql | TransactionSql, nowMs: number, line: AuditLine): Promise<void> => {
  const change =
    line.before === undefined && line.after === undefined ? null : { before: line.before, after: line.after }
  await sql`
    insert into audit (id, at, actor, verb, target, change, reason, address, scope) values (
      ${uuidV7(nowMs, randomBytes(16))}, ${new Date(nowMs)}, ${line.actor}, ${line.verb}, ${line.target ?? null},
      ${change === null ? null : JSON.stringify(change)}, ${line.reason ?? null}, ${line.address ?? null},
      coalesce(${line.scope ?? null}, nullif(current_setting('kakou.scope', true), ''), '/'))`
}
