import type { Sql, TransactionSql } from 'postgres'
import { FLAGS } from './entry-rows'

type Connection = Sql | TransactionSql

/** What was last heard of an open checkpoint. */
export interface SignRow {
  checkpointId: number
  /** Null: never. */
  seenAt: Date | null
  queue: number | null
  queueAt: Date | null
  stock: Record<string, number> | null
  stockAt: Date | null
  /** Since when it has a tablet; null: it never had one. */
  equippedAt: Date | null
  /** When the checkpoint was last opened. */
  openedAt: Date
}

export const findSigns = (sql: Connection): Promise<SignRow[]> =>
  sql<SignRow[]>`
    select c.id as "checkpointId", greatest(s.seen_at, t.seen_at) as "seenAt", s.queue, s.queue_at as "queueAt", s.stock,
      s.stock_at as "stockAt", t.equipped_at as "equippedAt", coalesce(c.opened_at, c.updated_at) as "openedAt"
    from checkpoints c
    left join signs s on s.checkpoint_id = c.id
    left join (
      select p.checkpoint_id, min(p.started_at) as equipped_at,
        max(d.last_seen_at) filter (where d.pairing_id = p.id and d.state = 'active') as seen_at
      from pairings p join devices d on d.id = p.device_id group by 1) t on t.checkpoint_id = c.id
    where c.set_state = 'open'`

/** Times ISO 8601; what is null is left as it was. */
export interface NewSign {
  checkpointId: number
  seenAt: string
  queue: number | null
  queueAt: string | null
  stock: Record<string, number> | null
  stockAt: string | null
}

/** The clocks of two servers differ by less. */
const CLOCKS_DIFFER = '5 minutes'

/** Keeps the newest of each; in one order, so that two servers do not wait for each other. */
export const putSigns = async (sql: Connection, rows: readonly NewSign[]): Promise<void> => {
  if (rows.length === 0) return
  // What stands there may bear the time of a clock that was ahead, and must not stand until that time comes.
  const believed = (column: string) =>
    `case when s.${column} <= excluded.seen_at + interval '${CLOCKS_DIFFER}' then s.${column} end`
  const isNewer = (column: string) =>
    sql.unsafe(`excluded.${column} >= coalesce(${believed(column)}, excluded.${column})`)
  const latest = (column: string) =>
    sql.unsafe(
      `coalesce(greatest(${believed(column)}, excluded.${column}), case when s.${column} is not null then excluded.seen_at end)`,
    )
  await sql`
    insert into signs as s (checkpoint_id, seen_at, queue, queue_at, stock, stock_at)
    select n."checkpointId", n."seenAt", n.queue, n."queueAt", n.stock, n."stockAt"
    from json_to_recordset(${JSON.stringify(rows)}::text::json) as n("checkpointId" int, "seenAt" timestamptz, queue int,
      "queueAt" timestamptz, stock jsonb, "stockAt" timestamptz)
    where exists (select from checkpoints c where c.id = n."checkpointId")
    order by 1
    on conflict (checkpoint_id) do update set
      seen_at = ${latest('seen_at')},
      queue = case when ${isNewer('queue_at')} then excluded.queue else s.queue end,
      queue_at = ${latest('queue_at')},
      stock = case when ${isNewer('stock_at')} then excluded.stock else s.stock end,
      stock_at = ${latest('stock_at')}`
}

/** Checkpoints that closed a period which ends after `from` and by `to`; practice left out. */
export const findReported = async (
  sql: Connection,
  options: { checkpointIds: readonly number[]; from: Date; to: Date },
): Promise<Set<number>> => {
  const rows = await sql<{ id: number }[]>`
    select distinct checkpoint_id as id from items
    where kind = 'zero-report' and checkpoint_id = any(${[...options.checkpointIds]}::int[])
      and (flags & ${FLAGS.drill}) = 0
      and (body -> 'period' ->> 'to')::timestamptz > ${options.from}
      and (body -> 'period' ->> 'to')::timestamptz <= ${options.to}`
  return new Set(rows.map(({ id }) => id))
}

export interface UnsettledRow {
  entryId: string
  checkpointId: number
  countedAt: Date
}

/** Passages with somebody on hold that nobody has settled. */
export const findHeld = (sql: Connection, { from, to }: { from: Date; to: Date }): Promise<UnsettledRow[]> =>
  sql`
    select coalesce(amends, id) as "entryId", checkpoint_id as "checkpointId", counted_at as "countedAt"
    from entries where standing and adds[10] > 0 and counted_at >= ${from} and counted_at < ${to}`

/**
 * Passages whose alert nobody has closed: a confirmed fever that is still kept apart at its post, or went home (`fever`),
 * and people from risk areas who were sent home or to isolation (`risk`). (`adds` in the order of `#domain/entries/counts`, from 1.)
 */
export const findUnreached = (
  sql: Connection,
  { from, to }: { from: Date; to: Date },
): Promise<(UnsettledRow & { kind: 'fever' | 'risk'; isHome: boolean })[]> =>
  sql`
    select a.kind, coalesce(e.amends, e.id) as "entryId", e.checkpoint_id as "checkpointId", e.counted_at as "countedAt",
      e.adds[12] = 0 as "isHome"
    from alerts a join entries e on e.checkpoint_id = a.checkpoint_id and e.counted_at >= ${from} and e.counted_at < ${to}
      and e.standing and e.adds[11] + e.adds[12] > 0
    where a.state <> 'resolved' and (
      (a.kind = 'fever' and coalesce(e.amends, e.id) = a.entry_id and e.adds[5] > 0)
      or (a.kind = 'risk' and e.received_at >= a.raised_at and e.adds[7] > 0))
    order by e.counted_at`

/** The fold key of the alert about people whom a checkpoint sent on, without the checkpoint's id. */
export const SENT_ON = 'two-hours:sent:'

/**
 * People whom each checkpoint sent home or to isolation and of whom no other alert tells: no fever, no risk hit. Those
 * whose two hours were over when somebody closed the alert about them were reached: its history says so, whatever
 * became of it later.
 */
export const findSentOn = (
  sql: Connection,
  { from, to, ruleMs }: { from: Date; to: Date; ruleMs: number },
): Promise<(UnsettledRow & { people: number })[]> =>
  sql`
    with reached as (
      select a.checkpoint_id, max(v.at) as at from alert_events v join alerts a on a.id = v.alert_id
      where v.at >= ${from} and v.act = 'resolved' and a.fold_key = ${SENT_ON}::text || a.checkpoint_id group by 1)
    select (array_agg(coalesce(e.amends, e.id) order by e.counted_at))[1] as "entryId", e.checkpoint_id as "checkpointId",
      min(e.counted_at) as "countedAt", sum(e.adds[11] + e.adds[12])::int as people
    from entries e left join reached r on r.checkpoint_id = e.checkpoint_id
    where e.standing and e.adds[11] + e.adds[12] > 0 and e.adds[5] = 0 and e.adds[7] = 0
      and e.counted_at >= ${from} and e.counted_at < ${to}
      and (r.at is null or e.counted_at > r.at - ${ruleMs} * interval '1 millisecond')
    group by e.checkpoint_id`

export interface PauseRow {
  id: string
  startsAt: Date
  endsAt: Date
  reason: string
  kinds: string[]
  /** Of the jurisdiction that it is for. */
  path: string
  jurisdiction: string
  checkpointIds: number[] | null
  maker: string
}

/** Pauses that hold, or will; the earliest first. */
export const findPauses = (sql: Connection, now: Date): Promise<PauseRow[]> =>
  sql<PauseRow[]>`
    select p.id, p.starts_at as "startsAt", p.ends_at as "endsAt", p.reason, p.kinds, j.path, j.code as jurisdiction,
      p.checkpoint_ids as "checkpointIds", p.maker
    from alert_pauses p join jurisdictions j on j.id = p.jurisdiction_id
    where p.ends_at > ${now} order by p.starts_at, p.id limit 500`
