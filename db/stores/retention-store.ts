import type { Sql, TransactionSql } from 'postgres'
import { DEFAULT_RETENTION, RETENTION_KINDS, type Retention, type RetentionKind } from '#domain/privacy/retention'

interface KindState {
  kind: RetentionKind
  days: number
  purgedUntil: Date | null
  purgedAt: Date | null
}

/** Every kind, with the days in force. */
export const findRetention = async (sql: Sql | TransactionSql): Promise<KindState[]> => {
  const rows = await sql<KindState[]>`
    select kind, days, purged_until as "purgedUntil", purged_at as "purgedAt" from retention`
  return RETENTION_KINDS.map((kind) => {
    const set = rows.find((row) => row.kind === kind)
    return set ?? { kind, days: DEFAULT_RETENTION[kind], purgedUntil: null, purgedAt: null }
  })
}

/** Sets the days; the next round of housekeeping purges by them. */
export const writeRetention = async (sql: TransactionSql, days: Retention): Promise<void> => {
  for (const kind of RETENTION_KINDS) {
    await sql`
      insert into retention (kind, days) values (${kind}, ${days[kind]})
      on conflict (kind) do update set days = excluded.days, purged_at = null where retention.days <> excluded.days`
  }
}

/** Forgets who left the watch list before then, or whose time on it ended. How many. */
export const forgetWatchSubjects = async (sql: Sql, before: Date): Promise<number> => {
  const { count } = await sql`delete from watch_subjects where least(ended_at, expires_at) < ${before}`
  return count
}

export const markPurged = async (sql: Sql, state: { kind: RetentionKind; days: number }, until: Date, at: Date) => {
  await sql`
    insert into retention (kind, days, purged_until, purged_at) values (${state.kind}, ${state.days}, ${until}, ${at})
    on conflict (kind) do update set purged_until = excluded.purged_until, purged_at = excluded.purged_at`
}

interface PurgeSpan {
  /** Passages from this on; null: from the first (none counts before 1970: a clock that says so is suspect). */
  from: Date | null
  /** And corrections that came since then of passages before `from`: they count when their passage did, however late they come. */
  since: Date | null
  before: Date
  /** Rows of one statement, at most. */
  limit: number
}

type PurgedKind = Exclude<RetentionKind, 'searches'>

/** What of a row is left to purge, and how. `all` is what is left when each kind is over. */
const PURGES: Record<PurgedKind | 'all', { due: string; act: string; marks: boolean }> = {
  all: { due: 'true', act: 'delete from entry_details d using due', marks: true },
  persons: {
    due: 'd.sealed is not null',
    act: 'update entry_details d set sealed = null from due',
    marks: true,
  },
  plates: {
    due: `d.plate is not null or d.body->'vehicle'->>'trailerPlate' is not null`,
    act: `update entry_details d set plate = null, plate_type = null,
      body = jsonb_set(d.body::jsonb #- '{vehicle,trailerPlate}', '{vehicle,plate}', 'null')::json from due`,
    marks: false,
  },
  health: {
    due: `json_array_length(d.body->'people') > 0`,
    act: `update entry_details d set body = jsonb_set(d.body::jsonb, '{people}', '[]')::json from due`,
    marks: false,
  },
}

/** Purges at most `limit` rows in one statement; how many there were. The bare entries are left alone. */
export const purgeDetails = async (
  sql: Sql,
  kind: PurgedKind | 'all',
  { from, since, before, limit }: PurgeSpan,
): Promise<number> => {
  const { due, act, marks } = PURGES[kind]
  const marked =
    'unmarked as (delete from entry_marks m using due where m.bucket = due.bucket and m.entry_id = due.id),'
  const [row] = await sql.unsafe<{ count: number }[]>(
    `with due as materialized (
      select d.bucket, d.entry_id as id from (
        select e.bucket, e.id from checkpoints c
        cross join lateral (
          select bucket, id from entries e
          where e.checkpoint_id = c.id and e.counted_at < $1 and e.counted_at >= $2) e
        union all
        select bucket, id from entries
        where received_at >= $4 and amends is not null and counted_at < least($1, $2)) e
      join entry_details d on d.bucket = e.bucket and d.entry_id = e.id
      where ${due} limit $3),
    ${marks ? marked : ''}
    purged as (${act} where d.bucket = due.bucket and d.entry_id = due.id returning 1)
    select count(*)::int as count from purged`,
    [before, from ?? new Date(0), limit, since ?? new Date(0)],
  )
  return row?.count ?? 0
}
