import { randomBytes } from 'node:crypto'
import { hashRaw } from '@node-rs/argon2'
import type { Sql, TransactionSql } from 'postgres'
import type { SubjectKind } from '#domain/watch-subject'
import { type DigestParameters, subjectName } from '#protocol/policy'

/** 147 ms a guess in hash-wasm in a desktop browser; decision 5 has the figures. */
const COST = { memoryKiB: 32_768, iterations: 3 } as const
const HASH_BYTES = 16

export interface WatchListRow {
  salt: Buffer
  memoryKiB: number
  iterations: number
  version: number
}

/** The list's salt, cost and version; made when first asked for. Inside a transaction it is locked. */
export const lockWatchList = async (tx: TransactionSql): Promise<WatchListRow> => {
  await tx`
    insert into watch_list (salt, memory_kib, iterations)
    values (${randomBytes(16)}, ${COST.memoryKiB}, ${COST.iterations}) on conflict do nothing`
  const [row] = await tx<WatchListRow[]>`
    select salt, memory_kib as "memoryKiB", iterations, version from watch_list for update`
  if (row === undefined) throw new Error('the watch list was not made')
  return row
}

export const readWatchListRow = async (sql: Sql): Promise<WatchListRow | null> => {
  const [row] = await sql<WatchListRow[]>`
    select salt, memory_kib as "memoryKiB", iterations, version from watch_list`
  return row ?? null
}

export const digestParameters = (list: WatchListRow): DigestParameters => ({
  algorithm: 'argon2id',
  salt: list.salt.toString('base64url'),
  memoryKiB: list.memoryKiB,
  iterations: list.iterations,
  parallelism: 1,
  hashBytes: HASH_BYTES,
})

/** The digest of a canonical plate or number, as a tablet makes it. */
export const watchDigest = (list: WatchListRow, kind: SubjectKind, canonical: string): Promise<Buffer> =>
  hashRaw(subjectName(kind, canonical), {
    salt: list.salt,
    memoryCost: list.memoryKiB,
    timeCost: list.iterations,
    parallelism: 1,
    outputLen: HASH_BYTES,
  })
