import type { Sql, TransactionSql } from 'postgres'
import { FLAGS } from './entry-rows'

/** What a checkpoint's items say of now. Times are the server's, at which the items count. */
export interface DutyRow {
  checkpointId: number
  /** A shift was begun here once: from then on, none open means nobody on duty. */
  keepsShifts: boolean
  shifts: { id: string; since: string; people: { name: string; agency?: string | null }[] }[]
  stock: { at: string; amounts: Record<string, number>; wanted: Record<string, number> | null } | null
  queue: { at: string; vehicles: number } | null
  /** When each kind of log was last written. */
  logs: Partial<Record<string, string>>
  /** Faults that nobody has mended. */
  faults: { id: string; at: string; what: string | null }[]
  /** The last period that was closed. */
  report: { from: string; to: string; abnormal: number; noTraffic: boolean; at: string } | null
}

/**
 * The duty of these checkpoints, of all with null. A shift is open until an item of its checkpoint ends it, the tablet
 * that began it begins another, or it is older than `shiftsSince`.
 */
export const readDuty = (
  sql: Sql | TransactionSql,
  options: { checkpointIds: readonly number[] | null; shiftsSince: Date },
): Promise<DutyRow[]> => {
  const only = options.checkpointIds === null ? null : [...options.checkpointIds]
  const real = sql`(flags & ${FLAGS.drill}) = 0`
  const latest = (kind: string) => sql`
    select counted_at, body from items
    where checkpoint_id = c.id and kind = ${kind} and ${real} order by counted_at desc, id desc limit 1`
  return sql<DutyRow[]>`
    select c.id as "checkpointId",
      exists (select from items where checkpoint_id = c.id and kind in ('shift', 'handover') and begins) as "keepsShifts",
      coalesce((
        select json_agg(json_build_object('id', s.id, 'since', s.counted_at, 'people', s.body -> 'people')
          order by s.counted_at, s.id)
        from items s
        where s.checkpoint_id = c.id and s.kind in ('shift', 'handover') and s.begins
          and s.counted_at > ${options.shiftsSince}
          and not exists (select from items e where e.ends = s.id and e.checkpoint_id = c.id)
          and not exists (
            select from items n
            where n.checkpoint_id = c.id and n.kind in ('shift', 'handover') and n.begins and n.source = s.source
              and (n.counted_at, n.id) > (s.counted_at, s.id))), '[]') as shifts,
      (select json_build_object('at', counted_at, 'amounts', body -> 'stock', 'wanted', body -> 'wanted')
        from (${latest('stock')}) l) as stock,
      (select json_build_object('at', counted_at, 'vehicles', (body ->> 'vehicles')::int)
        from (${latest('queue')}) l) as queue,
      coalesce((
        select json_object_agg(log, at) from (
          select body ->> 'log' as log, max(counted_at) as at from items
          where checkpoint_id = c.id and kind = 'log' and ${real} group by 1) l), '{}') as logs,
      coalesce((
        select json_agg(json_build_object('id', f.id, 'at', f.counted_at, 'what', f.body ->> 'what') order by f.counted_at)
        from items f
        where f.checkpoint_id = c.id and f.kind = 'log' and f.body ->> 'log' = 'fault' and f.body ->> 'mends' is null
          and ${real}
          and not exists (
            select from items m where m.checkpoint_id = c.id and m.kind = 'log' and m.body ->> 'mends' = f.id::text)),
        '[]') as faults,
      (select json_build_object('from', body -> 'period' ->> 'from', 'to', body -> 'period' ->> 'to',
          'abnormal', (body ->> 'abnormal')::int, 'noTraffic', coalesce((body ->> 'noTraffic')::boolean, false),
          'at', counted_at)
        from (${latest('zero-report')}) l) as report
    from checkpoints c
    where ${only}::int[] is null or c.id = any(${only}::int[])`
}
