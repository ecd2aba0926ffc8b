import { randomBytes } from 'node:crypto'
import type { Sql, TransactionSql } from 'postgres'
import { type SubjectKind, subjectName } from '#domain/policy/watch-subject'
import { DIGEST_COST, type DigestKey, slowDigest } from '../slow-digest'

export interface WatchListRow extends DigestKey {
  version: number
}

/** The list's salt, cost and version, locked; made when first asked for. */
export const lockWatchList = async (tx: TransactionSql): Promise<WatchListRow> => {
  await tx`
    insert into watch_list (salt, memory_kib, iterations)
    values (${randomBytes(16)}, ${DIGEST_COST.memoryKiB}, ${DIGEST_COST.iterations}) on conflict do nothing`
  const [row] = await tx<WatchListRow[]>`
    select salt, memory_kib as "memoryKiB", iterations, version from watch_list for update`
  if (row === undefined) throw new Error('the watch list was not made')
  return row
}

/** Null where nobody was ever put on it. */
export const readWatchListRow = async (sql: Sql | TransactionSql): Promise<WatchListRow | null> => {
  const [row] = await sql<WatchListRow[]>`
    select salt, memory_kib as "memoryKiB", iterations, version from watch_list`
  return row ?? null
}

/** The digest of a canonical plate or number. */
export const watchDigest = (list: WatchListRow, kind: SubjectKind, canonical: string): Promise<Buffer> =>
  slowDigest(list, subjectName(kind, canonical))
