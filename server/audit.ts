import { randomBytes } from 'node:crypto'
import type { Sql, TransactionSql } from 'postgres'
import { uuidV7 } from '#domain/uuid'
import { insertAuditLine } from '../db/stores/audit-store'

/** Seals what is personal: the core's key ring. */
interface AuditKeys {
  seal(purpose: 'audit', text: string, context: string): Buffer
}

interface AuditLine {
  /** `user:…`, `key:…`, `device:…`, `cli` or `system`. */
  actor: string
  verb: string
  target?: string
  before?: unknown
  after?: unknown
  reason?: string
  /** From where; without it the address of the transaction's actor. */
  address?: string | null
  /** Path of a jurisdiction; without it that of the transaction, `/` for what the server does for itself. */
  scope?: string
  /** Names, numbers, plates that were asked for or shown. Nothing personal belongs into the other fields. */
  personal?: { keys: AuditKeys; value: unknown }
}

/** Binds what is sealed to its line. */
export const auditContext = (id: string): string => `audit:${id}`

/**
 * Writes who did what; in the transaction of the act, so that one is not without the other. A read that must leave a
 * trace writes it first: where that fails, the transaction does, and nothing is shown.
 */
export const writeAudit = async (sql: Sql | TransactionSql, nowMs: number, line: AuditLine): Promise<void> => {
  const { before, after, personal } = line
  const id = uuidV7(nowMs, randomBytes(16))
  await insertAuditLine(sql, {
    id,
    at: new Date(nowMs),
    actor: line.actor,
    verb: line.verb,
    target: line.target ?? null,
    change: before === undefined && after === undefined ? null : JSON.stringify({ before, after }),
    reason: line.reason ?? null,
    address: line.address ?? null,
    scope: line.scope ?? null,
    sealed:
      personal === undefined ? null : personal.keys.seal('audit', JSON.stringify(personal.value), auditContext(id)),
  })
}
