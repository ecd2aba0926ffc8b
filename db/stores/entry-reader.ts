import type { Sql, TransactionSql } from 'postgres'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '#domain/instant'
import { bucketOf } from '#domain/uuid'
import { FLAGS } from './entry-rows'

/** Which entries, newest first by the time that they count at, then by id. */
interface EntryQuery {
  checkpointIds: readonly number[]
  source: string | null
  from: Date | null
  to: Date | null
  /** The last one of the page before. */
  after: { countedAt: Date; id: string } | null
  limit: number
}

export interface StoredEntry {
  id: string
  checkpointId: number
  source: string
  countedAt: Date
  receivedAt: Date
  timeSuspect: boolean
  pairingUnknown: boolean
  afterRetire: boolean
  standing: boolean
  amends: string | null
  /** The Entry as sent, but for what is sealed; null where retention took it. */
  body: Record<string, unknown> | null
  /** What of it is personal, encrypted. */
  sealed: Buffer | null
}

/** The columns of an entry `e` with its details `d`. */
export const ENTRY_FIELDS = `e.id, e.checkpoint_id as "checkpointId", e.source, e.counted_at as "countedAt",
  e.received_at as "receivedAt", e.flags, e.standing, e.amends, d.body, d.sealed`

export type EntryFields = Omit<StoredEntry, 'timeSuspect' | 'pairingUnknown' | 'afterRetire'> & { flags: number }

export const readStored = ({ flags, ...row }: EntryFields): StoredEntry => ({
  ...row,
  timeSuspect: (flags & FLAGS.timeSuspect) !== 0,
  pairingUnknown: (flags & FLAGS.pairingUnknown) !== 0,
  afterRetire: (flags & FLAGS.afterRetire) !== 0,
})

/** Those of these entries that are there, in no order. */
export const findEntriesById = async (sql: Sql | TransactionSql, ids: readonly string[]): Promise<StoredEntry[]> => {
  if (ids.length === 0) return []
  const rows = await sql<EntryFields[]>`
    select ${sql.unsafe(ENTRY_FIELDS)}
    from unnest(${ids.map(bucketOf)}::int[], ${[...ids]}::uuid[]) as wanted(bucket, id)
    join entries e on e.bucket = wanted.bucket and e.id = wanted.id
    left join entry_details d on d.bucket = e.bucket and d.entry_id = e.id`
  return rows.map(readStored)
}

/** Of more checkpoints than this the newest are looked for in a short time first. */
const FEW = 16
/** A minute, ten, two hours, a day: where not enough is found, the next; then without bound. */
const WINDOWS_MS = [MINUTE_MS, 10 * MINUTE_MS, 2 * HOUR_MS, DAY_MS]

/**
 * A page. The newest of each checkpoint lie together in the index, those of all do not: to take a page of each of a
 * thousand checkpoints and sort them is seconds, so the last minute is asked first, which in a busy province is enough.
 */
export const findEntries = async (sql: Sql | TransactionSql, query: EntryQuery): Promise<StoredEntry[]> => {
  const windows = query.source === null && query.checkpointIds.length > FEW ? WINDOWS_MS : []
  for (const ms of windows) {
    const page = await readPage(sql, query, ms)
    if (page.length >= query.limit) return page
  }
  return readPage(sql, query, null)
}

/** With `windowMs` only what counts that shortly before the page's end, which is now unless the query says when. */
const readPage = async (
  sql: Sql | TransactionSql,
  query: EntryQuery,
  windowMs: number | null,
): Promise<StoredEntry[]> => {
  const { source, from, to, after } = query
  const end = after?.countedAt ?? to
  const within = sql`
    ${from === null ? sql`` : sql`and e.counted_at >= ${from}`}
    ${to === null ? sql`` : sql`and e.counted_at < ${to}`}
    ${after === null ? sql`` : sql`and (e.counted_at, e.id) < (${after.countedAt}, ${after.id}::uuid)`}
    ${windowMs === null ? sql`` : sql`and e.counted_at >= ${end === null ? sql`now()` : sql`${end}::timestamptz`} - ${windowMs} * interval '1 millisecond'`}
    order by e.counted_at desc, e.id desc limit ${query.limit}`
  const ids = [...query.checkpointIds]
  // The newest of each checkpoint by the index, then the newest of those: to sort all entries there are takes seconds.
  const newest =
    source === null
      ? sql`select e.* from unnest(${ids}::int[]) as c(id)
          cross join lateral (select * from entries e where e.checkpoint_id = c.id ${within}) e`
      : sql`select * from entries e where e.source = ${source} and e.checkpoint_id = any(${ids}::int[]) ${within}`
  const rows = await sql<EntryFields[]>`
    select ${sql.unsafe(ENTRY_FIELDS)}
    from (select * from (${newest}) e order by counted_at desc, id desc limit ${query.limit}) e
    left join entry_details d on d.bucket = e.bucket and d.entry_id = e.id
    order by e.counted_at desc, e.id desc`
  return rows.map(readStored)
}
