import type { Sql, TransactionSql } from 'postgres'
import { bucketOf } from '#domain/uuid'
import { COUNTER_COLUMNS, type CounterMove, type EntryRow, rowText } from './entry-rows'

/** Column and type of each field of an EntryRow as `json_to_recordset` reads it. */
const INPUT = `bucket int, id uuid, checkpoint_id int, source uuid, pairing_id uuid, seq bigint, direction text,
  occurred_at timestamptz, clock_offset_ms bigint, received_at timestamptz, counted_at timestamptz, vehicle_kind text,
  headcount int, disposition text, policy text, form_ms int, flags smallint, adds smallint[], digest text, amends uuid,
  standing boolean, plate text, plate_type text, body json`

/** Those that only some rows have. */
const PERSONAL_INPUT = `${INPUT}, sealed text, marks text[]`

const ENTRY_COLUMNS = `bucket, id, checkpoint_id, source, pairing_id, seq, direction, occurred_at, clock_offset_ms,
  received_at, counted_at, vehicle_kind, headcount, disposition, policy, form_ms, flags, adds, digest, amends, standing`

const insertOf = (input: string, details: string) => `
  with input as materialized (select * from json_to_recordset($1::text::json) as row(${input})),
  stored as (
    insert into entries (${ENTRY_COLUMNS})
    select ${ENTRY_COLUMNS.replace('digest', `decode(digest, 'hex')`)} from input
    on conflict do nothing returning id),
  details as (${details})`

const BARE = insertOf(
  INPUT,
  `
    insert into entry_details (bucket, entry_id, plate, plate_type, body)
    select bucket, id, plate, plate_type, body from input join stored using (id)`,
)
/** With persons: a statement of its own, so that entries without pay nothing for it. */
const PERSONAL = `${insertOf(
  PERSONAL_INPUT,
  `
    insert into entry_details (bucket, entry_id, plate, plate_type, body, sealed)
    select bucket, id, plate, plate_type, body, decode(sealed, 'hex') from input join stored using (id)`,
)},
  marked as (
    insert into entry_marks (mark, bucket, entry_id)
    select decode(mark, 'hex'), bucket, id from input join stored using (id), unnest(marks) as mark
    order by 1, 2, 3 on conflict do nothing)`

const MOVE_COUNTERS = `
    on conflict (checkpoint_id, hour, direction) do update
    set ${COUNTER_COLUMNS.map((name) => `${name} = counters.${name} + excluded.${name}`).join(', ')}`

/** Acknowledged is on disk, also where whoever runs the database has it otherwise. Holds for this transaction alone. */
const FLUSHED = `case when current_setting('synchronous_commit') = 'off'
  then set_config('synchronous_commit', 'on', true) end as flushed`

/** Nearly always all rows are new: one row that says so is read sooner than one for each. `ids` only where some were not. */
const ANSWER = `case when count(*) < $2::int then coalesce(array_agg(id::text), '{}') end as ids, ${FLUSHED}`

/** One round trip: bare entries, details and counters of the rows that are new. */
const AND_COUNT = `,
  counted as (
    insert into counters (checkpoint_id, hour, direction, ${COUNTER_COLUMNS.join(', ')})
    select checkpoint_id, date_trunc('hour', counted_at, 'UTC') as hour, direction,
      ${COUNTER_COLUMNS.map((_, index) => `sum(adds[${index + 1}])`).join(', ')}
    from input join stored using (id)
    group by 1, 2, 3 order by 1, 2, 3 ${MOVE_COUNTERS})
  select ${ANSWER}, case when count(*) > 0 then pg_current_xact_id()::text end as xid from stored`

const AND_NO_MORE = ` select ${ANSWER} from stored`

const COUNT = `
  insert into counters (checkpoint_id, hour, direction, ${COUNTER_COLUMNS.join(', ')})
  select checkpoint_id, date_trunc('hour', counted_at, 'UTC') as hour, direction,
    ${COUNTER_COLUMNS.map((_, index) => `sum(adds[${index + 1}])`).join(', ')}
  from json_to_recordset($1::text::json) as row(checkpoint_id int, counted_at timestamptz, direction text, adds int[])
  group by 1, 2, 3 order by 1, 2, 3 ${MOVE_COUNTERS}`

/** Whole texts, since a statement is looked up by its text. By whether some row has persons. */
const INSERT_AND_COUNT = { bare: BARE + AND_COUNT, personal: PERSONAL + AND_COUNT }
const INSERT_ONLY = { bare: BARE + AND_NO_MORE, personal: PERSONAL + AND_NO_MORE }

type Connection = Sql | TransactionSql

const byKey = (a: EntryRow, b: EntryRow) => a.bucket - b.bucket || (a.id < b.id ? -1 : 1)

interface Answer {
  ids: string[] | null
  xid: string | null
}

const send = async (
  sql: Connection,
  statements: typeof INSERT_ONLY,
  rows: EntryRow[],
): Promise<{ ids: Set<string>; xid: string }> => {
  const statement = rows.some(({ sealed }) => sealed !== undefined) ? statements.personal : statements.bare
  const input = `[${rows.sort(byKey).map(rowText)}]`
  const [answer] = await sql.unsafe<Answer[]>(statement, [input, rows.length], { prepare: true })
  if (answer === undefined) throw new Error('the database did not say what it stored')
  return { ids: new Set(answer.ids ?? rows.map(({ id }) => id)), xid: answer.xid ?? '0' }
}

/**
 * Stores the rows whose id is new, with their counts, in one statement. Their ids differ. Returns those that were new
 * and the transaction ('0' where nothing was).
 */
export const insertAndCount = (sql: Connection, rows: EntryRow[]): Promise<{ ids: Set<string>; xid: string }> =>
  send(sql, INSERT_AND_COUNT, rows)

/** As `insertAndCount`, but leaves the counters alone. */
export const insertOnly = async (sql: Connection, rows: EntryRow[]): Promise<Set<string>> =>
  rows.length === 0 ? new Set() : (await send(sql, INSERT_ONLY, rows)).ids

/** Moves the counters by the sums of `moves`. */
export const moveCounters = async (sql: Connection, moves: readonly CounterMove[]): Promise<void> => {
  if (moves.length === 0) return
  const rows = moves.map(({ checkpointId, countedAtMs, direction, adds }) => ({
    checkpoint_id: checkpointId,
    counted_at: new Date(countedAtMs).toISOString(),
    direction,
    adds,
  }))
  await sql.unsafe(COUNT, [JSON.stringify(rows)], { prepare: true })
}

interface EntryKey {
  bucket: number
  id: string
}

/** Digests (hexadecimal) of the entries that are there, by id. */
export const findDigests = async (sql: Connection, keys: readonly EntryKey[]): Promise<Map<string, string>> => {
  if (keys.length === 0) return new Map()
  const found = await sql<{ id: string; digest: string }[]>`
    select e.id, encode(e.digest, 'hex') as digest
    from json_to_recordset(${JSON.stringify(keys)}::text::json) as k(bucket int, id uuid)
    join entries e on e.bucket = k.bucket and e.id = k.id`
  return new Map(found.map(({ id, digest }) => [id, digest]))
}

/** The version of a passage that counts now, under the lock of its root. */
export interface Root {
  id: string
  bucket: number
  checkpointId: number
  countedAtMs: number
  flags: number
  amends: string | null
  voided: boolean
  standing: { id: string; bucket: number; direction: string; adds: number[] }
}

/** Locks the roots in id order and returns those that exist, each with what stands. */
export const lockRoots = async (sql: TransactionSql, keys: readonly EntryKey[]): Promise<Map<string, Root>> => {
  const roots = await sql<
    {
      id: string
      bucket: number
      checkpointId: number
      countedAtMs: number
      flags: number
      amends: string | null
      voided: boolean
      standingId: string | null
      direction: string
      adds: number[]
    }[]
  >`
    select e.id, e.bucket, e.checkpoint_id as "checkpointId", (extract(epoch from e.counted_at) * 1000)::float8 as "countedAtMs",
      e.flags, e.amends, e.voided, e.standing_id as "standingId", e.direction, e.adds
    from json_to_recordset(${JSON.stringify(keys)}::text::json) as k(bucket int, id uuid)
    join entries e on e.bucket = k.bucket and e.id = k.id
    order by e.bucket, e.id
    for update of e`
  const found = new Map<string, Root>()
  for (const { standingId, direction, adds, ...root } of roots) {
    found.set(root.id, { ...root, standing: { id: root.id, bucket: root.bucket, direction, adds } })
  }
  const corrected = roots.flatMap(({ standingId }) =>
    standingId === null ? [] : [{ bucket: bucketOf(standingId), id: standingId }],
  )
  if (corrected.length > 0) {
    const standing = await sql<{ id: string; bucket: number; direction: string; adds: number[]; amends: string }[]>`
      select e.id, e.bucket, e.direction, e.adds, e.amends
      from json_to_recordset(${JSON.stringify(corrected)}::text::json) as k(bucket int, id uuid)
      join entries e on e.bucket = k.bucket and e.id = k.id`
    for (const { amends, ...version } of standing) {
      const root = found.get(amends)
      if (root !== undefined) root.standing = version
    }
  }
  return found
}

/** Writes which versions stand, and on each root what replaced it. */
export const writeStanding = async (
  sql: TransactionSql,
  versions: readonly { bucket: number; id: string; standing: boolean }[],
  roots: readonly { bucket: number; id: string; standingId: string; voided: boolean }[],
): Promise<void> => {
  await sql`
    update entries e set standing = v.standing
    from json_to_recordset(${JSON.stringify(versions)}::text::json) as v(bucket int, id uuid, standing boolean)
    where e.bucket = v.bucket and e.id = v.id`
  await sql`
    update entries e set standing_id = r."standingId", voided = r.voided
    from json_to_recordset(${JSON.stringify(roots)}::text::json) as r(bucket int, id uuid, "standingId" uuid, voided boolean)
    where e.bucket = r.bucket and e.id = r.id`
}
