import type { Sql, TransactionSql } from 'postgres'
import { keyNumber } from './secret-key-store'

type Connection = Sql | TransactionSql

/** An item on its way into the database. Times are ISO 8601 UTC. */
export interface ItemRow {
  id: string
  kind: string
  checkpoint_id: number
  source: string
  pairing_id: string | null
  seq: number | null
  occurred_at: string
  clock_offset_ms: number | null
  received_at: string
  counted_at: string
  flags: number
  begins: boolean
  ends: string | null
  /** Hexadecimal. */
  digest: string
  body: unknown
  /** What was taken out of the body, hexadecimal. */
  sealed: string | null
}

const COLUMNS = `id, kind, checkpoint_id, source, pairing_id, seq, occurred_at, clock_offset_ms, received_at, counted_at,
  flags, begins, ends`

const INSERT = `
  insert into items (${COLUMNS}, digest, body, sealed)
  select ${COLUMNS}, decode(digest, 'hex'), body, decode(sealed, 'hex')
  from json_to_recordset($1::text::json) as i(id uuid, kind text, checkpoint_id int, source uuid, pairing_id uuid,
    seq bigint, occurred_at timestamptz, clock_offset_ms bigint, received_at timestamptz, counted_at timestamptz,
    flags smallint, begins boolean, ends uuid, digest text, body jsonb, sealed text)
  order by id
  on conflict do nothing
  returning id`

/** Stores what is new; returns the ids of those. Rows lie in one order, so that two messages do not wait for each other. */
export const insertItems = async (sql: Connection, rows: readonly ItemRow[]): Promise<Set<string>> => {
  if (rows.length === 0) return new Set()
  const stored = await sql.unsafe<{ id: string }[]>(INSERT, [JSON.stringify(rows)])
  return new Set(stored.map(({ id }) => id))
}

/** Digests (hexadecimal) of the items that are there, by id. */
export const findItemDigests = async (sql: Connection, ids: readonly string[]): Promise<Map<string, string>> => {
  if (ids.length === 0) return new Map()
  const found = await sql<{ id: string; digest: string }[]>`
    select id, encode(digest, 'hex') as digest from items where id = any(${[...ids]}::uuid[])`
  return new Map(found.map(({ id, digest }) => [id, digest]))
}

export interface StoredItem {
  id: string
  checkpointId: number
  source: string
  countedAt: Date
  receivedAt: Date
  flags: number
  body: Record<string, unknown>
  sealed: Buffer | null
}

/** Newest first by the time they count at, then id. */
export const findItems = (
  sql: Connection,
  options: {
    checkpointIds: readonly number[]
    kind: string | null
    from: Date | null
    to: Date | null
    before: { countedAt: Date; id: string } | null
    limit: number
  },
): Promise<StoredItem[]> => {
  const { kind, from, to, before, limit } = options
  return sql<StoredItem[]>`
    select id, checkpoint_id as "checkpointId", source, counted_at as "countedAt", received_at as "receivedAt", flags, body, sealed
    from items
    where checkpoint_id = any(${[...options.checkpointIds]}::int[])
      ${kind === null ? sql`` : sql`and kind = ${kind}`}
      ${from === null ? sql`` : sql`and counted_at >= ${from}`}
      ${to === null ? sql`` : sql`and counted_at < ${to}`}
      ${before === null ? sql`` : sql`and (counted_at, id) < (${before.countedAt}, ${before.id}::uuid)`}
    order by counted_at desc, id desc limit ${limit}`
}

/** Members that hold what somebody wrote freely: a coarse sieve, `takeItemPersonal` looks closer. */
const WRITTEN = '"(note|what)": *"'

interface UnsealedItem {
  id: string
  body: Record<string, unknown>
  sealed: Buffer | null
}

/** Items after an id, in order, that are sealed under another key than `keyId`, or may hold something unsealed; held as `findUnsealed` holds. */
export const findUnsealedItems = (
  sql: TransactionSql,
  { keyId, after, limit }: { keyId: number; after: string; limit: number },
): Promise<UnsealedItem[]> => sql<UnsealedItem[]>`
  select id, body, sealed from items
  where id > ${after}::uuid and case when sealed is null
    then body::text ~ ${WRITTEN} and not (kind = 'log' and body ->> 'note' is null)
    else encode(substring(sealed from 2 for 4), 'hex') <> ${keyNumber(keyId)} end
  order by id limit ${limit} for update skip locked`

/** Writes items that `findUnsealedItems` holds anew, sealed. */
export const writeSealedItems = async (
  sql: TransactionSql,
  rows: readonly { id: string; body: unknown; sealed: string }[],
): Promise<void> => {
  if (rows.length === 0) return
  await sql`
    update items i set body = row.body, sealed = decode(row.sealed, 'hex')
    from json_to_recordset(${JSON.stringify(rows)}::text::json) as row(id uuid, body jsonb, sealed text)
    where i.id = row.id`
}

/** Takes what was written freely out of items that count before a time. How many. */
export const purgeItems = async (sql: Connection, before: Date): Promise<number> => {
  const { count } = await sql`update items set sealed = null where counted_at < ${before} and sealed is not null`
  return count
}
