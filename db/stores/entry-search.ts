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
  const rows = await sql<EntryFields[]>`
    with found as materialized (${found})
    select ${sql.unsafe(ENTRY_FIELDS)}
    from found f
    join entries e on e.bucket = f.bucket and e.id = f.entry_id
    join entry_details d on d.bucket = f.bucket and d.entry_id = f.entry_id
    where ${within(sql, range)}
      ${first === undefined || plates === null ? sql`` : sql`and d.plate = any(${[...plates]}::text[])`}
      ${like === null ? sql`` : sql`and d.plate like ${like}`}
    order by e.counted_at desc, e.id desc limit ${range.limit}`
  return rows.map(readStored)
}

interface Window {
  /** From when to when, half open. */
  from: Date
  to: Date
}

/** The entries of a window whose plate is like this, and how many there were to look at. */
export const scanPlates = async (
  sql: Connection,
  like: string,
  range: SearchRange,
  window: Window,
): Promise<{ entries: StoredEntry[]; scanned: number }> => {
  const inWindow = { ...range, from: window.from, to: window.to }
  const rows = await sql<(EntryFields & { scanned: number })[]>`
    with looked as materialized (
      select e.*, d.plate, d.body, d.sealed from entries e
      left join entry_details d on d.bucket = e.bucket and d.entry_id = e.id
      where ${within(sql, inWindow)})
    select ${sql.unsafe(ENTRY_FIELDS.replaceAll('d.', 'e.'))}, (select count(*)::int from looked) as scanned
    from looked e where e.plate like ${like}
    order by e.counted_at desc, e.id desc limit ${range.limit}`
  if (rows[0] !== undefined) return { entries: rows.map(readStored), scanned: rows[0].scanned }
  const [counted] = await sql<{ scanned: number }[]>`
    select count(*)::int as scanned from entries e where ${within(sql, inWindow)}`
  return { entries: [], scanned: counted?.scanned ?? 0 }
}

/** When the first entry of these checkpoints counts, to the hour; null where there is none. */
export const firstHour = async (sql: Connection, checkpointIds: readonly number[]): Promise<Date | null> => {
  const [row] = await sql<{ hour: Date | null }[]>`
    select min(hour) as hour from counters where checkpoint_id = any(${[...checkpointIds]}::int[])`
  return row?.hour ?? null
}
