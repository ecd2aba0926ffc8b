import type { Sql, TransactionSql } from 'postgres'
import { keyNumber } from './secret-key-store'

/** A row of the table of persons. */
interface DetailRow {
  bucket: number
  id: string
  body: Record<string, unknown>
  sealed: Buffer | null
}

type DetailKey = Pick<DetailRow, 'bucket' | 'id'>

/** Members that hold what is personal: a coarse sieve, `takePersonal` looks closer. */
const PERSONAL = '"(name|phone|idNumber|noId|note|destination|pass|what|certificate|reason)":"'

/**
 * Rows after `after`, in order, that are sealed under another key than `keyId`, or may hold something unsealed. They are
 * held for the transaction, so that nothing is purged of them before they are written anew; those that are being purged
 * are passed by.
 */
export const findUnsealed = (
  sql: TransactionSql,
  { keyId, after, limit }: { keyId: number; after: DetailKey | null; limit: number },
): Promise<DetailRow[]> => {
  const from = after ?? { bucket: -2_147_483_648, id: '00000000-0000-0000-0000-000000000000' }
  return sql<DetailRow[]>`
    select bucket, entry_id as id, body, sealed from entry_details
    where (bucket, entry_id) > (${from.bucket}, ${from.id}::uuid) and case when sealed is null
      then body::text ~ ${PERSONAL} else encode(substring(sealed from 2 for 4), 'hex') <> ${keyNumber(keyId)} end
    order by bucket, entry_id limit ${limit} for update skip locked`
}

export interface Resealed extends DetailKey {
  body: unknown
  /** Hexadecimal. */
  sealed: string
  marks?: string[]
}

/** Writes rows that `findUnsealed` holds anew, and what they are found by. */
export const writeSealed = async (sql: TransactionSql, rows: readonly Resealed[]): Promise<void> => {
  if (rows.length === 0) return
  const input = sql`
    json_to_recordset(${JSON.stringify(rows)}::text::json)
      as row(bucket int, id uuid, body json, sealed text, marks text[])`
  await sql`
    delete from entry_marks m using ${input} where m.bucket = row.bucket and m.entry_id = row.id`
  await sql`
    with written as (
      update entry_details d set body = row.body, sealed = decode(row.sealed, 'hex') from ${input}
      where d.bucket = row.bucket and d.entry_id = row.id returning d.bucket, d.entry_id, row.marks)
    insert into entry_marks (mark, bucket, entry_id)
    select decode(mark, 'hex'), bucket, entry_id from written, unnest(marks) as mark
    on conflict do nothing`
}

/** How many rows are sealed under these keys. */
export const countSealedUnder = async (sql: Sql | TransactionSql, keyIds: readonly number[]): Promise<number> => {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from (select sealed from entry_details union all select sealed from items) boxes
    where sealed is not null and encode(substring(sealed from 2 for 4), 'hex') = any(${keyIds.map(keyNumber)}::text[])`
  return row?.count ?? 0
}

/** What is sealed of one entry within the scope of the transaction; null where there is none. */
export const findDetail = async (
  sql: TransactionSql,
  { bucket, id }: DetailKey,
): Promise<{ sealed: Buffer | null } | null> => {
  const [row] = await sql<{ sealed: Buffer | null }[]>`
    select d.sealed from entries e left join entry_details d on d.bucket = e.bucket and d.entry_id = e.id
    where e.bucket = ${bucket} and e.id = ${id}`
  return row ?? null
}
