import type { Sql, TransactionSql } from 'postgres'
import { ENTRY_FIELDS, type EntryFields, readStored, type StoredEntry } from './entry-reader'

/** Where and when to look, newest first by the time that entries count at, then by id. */
export interface SearchRange {
  checkpointIds: readonly number[]
  from: Date | null
  to: Date | null
  /** The last one of the page before. */
  after: { countedAt: Date; id: string } | null
  limit: number
}

type Connection = Sql | TransactionSql

const within = (sql: Connection, { checkpointIds, from, to, after }: SearchRange) => sql`
  e.checkpoint_id = any(${[...checkpointIds]}::int[])
  ${from === null ? sql`` : sql`and e.counted_at >= ${from}`}
  ${to === null ? sql`` : sql`and e.counted_at < ${to}`}
  ${after === null ? sql`` : sql`and (e.counted_at, e.id) < (${after.countedAt}, ${after.id}::uuid)`}`

interface Searched {
  /** Entries of any of these plates; null: of any plate. */
  plates: readonly string[] | null
  /** SQL's LIKE, on the plate; null: any. */
  like: string | null
  /** Entries with a mark of each list: a name, a phone, a document number. */
  marks: readonly (readonly Buffer[])[]
}

/** Entries by whole plates or by marks, which an index finds at once. One of both must be given. */
export const searchEntries = async (
  sql: Connection,
  { plates, like, marks }: Searched,
  range: SearchRange,
): Promise<StoredEntry[]> => {
  const marked = marks.map((one) => {
    const hex = one.map((mark) => mark.toString('hex'))
    return sql`
      select bucket, entry_id from entry_marks
      where mark = any(array(select decode(mark, 'hex') from unnest(${hex}::text[]) as mark))`
  })
  const first = marked[0]
  const found =
    first === undefined
      ? sql`select bucket, entry_id from entry_details where plate = any(${[...(plates ?? [])]}::text[])`
      : marked.slice(1).reduce((all, one) => sql`${all} intersect ${one}`, first)
  const filtered = first !== undefined && (plates !== null || like !== null)
  // The newest are picked by the bare entries; only theirs are the details that are read.
  const rows = await sql<EntryFields[]>`
    with found as materialized (${found}),
    newest as materialized (
      select e.* from found f join entries e on e.bucket = f.bucket and e.id = f.entry_id
      ${filtered ? sql`join entry_details d on d.bucket = f.bucket and d.entry_id = f.entry_id` : sql``}
      where ${within(sql, range)}
        ${filtered && plates !== null ? sql`and d.plate = any(${[...plates]}::text[])` : sql``}
        ${filtered && like !== null ? sql`and d.plate like ${like}` : sql``}
      order by e.counted_at desc, e.id desc limit ${range.limit})
    select ${sql.unsafe(ENTRY_FIELDS)} from newest e
    left join entry_details d on d.bucket = e.bucket and d.entry_id = e.id
    order by e.counted_at desc, e.id desc`
  return rows.map(readStored)
}

interface Window {
  /** From when to when, half open. */
  from: Date
  to: Date
}

/**
 * The entries of a window whose plate is like this, and how many there were to look at. `offset 0` keeps to one look for
 * each entry: joined freely, the details of all there are would be read, and held to the caller's scope row by row.
 */
export const scanPlates = async (
  sql: Connection,
  like: string,
  range: SearchRange,
  window: Window,
): Promise<{ entries: StoredEntry[]; scanned: number }> => {
  const inWindow = { ...range, from: window.from, to: window.to }
  const rows = await sql<(EntryFields & { scanned: number })[]>`
    with looked as materialized (
      select e.*, d.plate from entries e
      cross join lateral (
        select plate from entry_details d where d.bucket = e.bucket and d.entry_id = e.id offset 0) d
      where ${within(sql, inWindow)}),
    newest as materialized (
      select * from looked where plate like ${like} order by counted_at desc, id desc limit ${range.limit})
    select ${sql.unsafe(ENTRY_FIELDS)}, counted.scanned
    from (select count(*)::int as scanned from looked) counted
    left join newest e on true
    left join lateral (
      select body, sealed from entry_details d where d.bucket = e.bucket and d.entry_id = e.id offset 0) d on true
    order by e.counted_at desc, e.id desc`
  const found = rows.filter(({ id }) => id !== null)
  return { entries: found.map(({ scanned, ...row }) => readStored(row)), scanned: rows[0]?.scanned ?? 0 }
}

/** From the counters of these checkpoints: their first hour (null where there is none), and passages an hour, lately. */
export const paceOf = async (
  sql: Connection,
  checkpointIds: readonly number[],
  now: Date,
): Promise<{ first: Date | null; anHour: number }> => {
  const [row] = await sql<{ first: Date | null; anHour: number }[]>`
    select min(first) as first, coalesce(sum(passages), 0)::float8 / 24 as "anHour"
    from unnest(${[...checkpointIds]}::int[]) as c(id)
    left join lateral (select hour as first from counters where checkpoint_id = c.id order by hour limit 1) begun on true
    left join lateral (
      select sum(vehicles_in + vehicles_out) as passages from counters
      where checkpoint_id = c.id and hour >= ${now}::timestamptz - interval '24 hours') lately on true`
  return row ?? { first: null, anHour: 0 }
}
