import type { Sql, TransactionSql } from 'postgres'

/** What changed, told to every server of this database. The keys say which one; without it, all may have. */
const TOPICS = [
  'jurisdictions',
  'checkpoints',
  'devices',
  'pairings',
  'sessions',
  'policy',
  'roster',
  'network',
  'closures',
  'alerts',
  'counts',
  'heard',
  'keys',
  'items',
  'instructions',
  'plates',
  'servers',
] as const
export type Topic = (typeof TOPICS)[number]

export interface Notice {
  topic: Topic
  keys: string[]
  /** The server that made the change; it has it already. */
  from?: string
}

export const CHANNEL = 'kakou'
/** Postgres takes payloads under 8,000 bytes. */
const MAX_PAYLOAD_BYTES = 7_000

/** Tells all servers at commit. Never in the transaction that stores entries: a notice takes a lock of the whole cluster. */
export const notify = async (sql: Sql | TransactionSql, notice: Notice): Promise<void> => {
  const full = JSON.stringify(notice)
  const payload = Buffer.byteLength(full) <= MAX_PAYLOAD_BYTES ? full : JSON.stringify({ ...notice, keys: [] })
  await sql`select pg_notify(${CHANNEL}, ${payload})`
}
