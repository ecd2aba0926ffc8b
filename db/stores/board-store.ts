import type { Sql, TransactionSql } from 'postgres'
import { COUNTER_COLUMNS } from './entry-rows'

/** What a board starts from. All of one snapshot, so that moves can be told to lie before or after it. */
export interface BoardRows {
  /** `pg_current_snapshot()`: `xmin:xmax:xip_list`. */
  snapshot: string
  hours: { checkpointId: number; hour: Date; vector: number[] }[]
  minutes: { checkpointId: number; minute: Date; vector: number[] }[]
  /** `calledAt` where the last entry came from a gate: when. Of tablets their heartbeats say more. */
  lastEntries: { checkpointId: number; countedAt: Date; calledAt: Date | null }[]
}

/** Reads the counters since `sinceHour` and the minutes since `sinceMinute` of these checkpoints; of all with null. */
export const readBoard = (
  sql: Sql,
  options: { checkpointIds: readonly number[] | null; sinceHour: Date; sinceMinute: Date; sinceEntry: Date },
): Promise<BoardRows> =>
  sql.begin('isolation level repeatable read read only', async (transaction) => {
    const [row] = await transaction<{ snapshot: string }[]>`select pg_current_snapshot()::text as snapshot`
    const only = options.checkpointIds === null ? null : [...options.checkpointIds]
    const hours = await transaction<BoardRows['hours']>`
      select checkpoint_id as "checkpointId", hour,
        array[${transaction.unsafe(COUNTER_COLUMNS.map((name) => `sum(${name})::int`).join(', '))}] as vector
      from counters
      where hour >= ${options.sinceHour} and (${only}::int[] is null or checkpoint_id = any(${only}::int[]))
      group by 1, 2`
    const minutes = await transaction<BoardRows['minutes']>`
      select checkpoint_id as "checkpointId", date_trunc('minute', counted_at) as minute,
        array[${transaction.unsafe(COUNTER_COLUMNS.map((_, index) => `sum(adds[${index + 1}])::int`).join(', '))}] as vector
      from entries
      where standing and counted_at >= ${options.sinceMinute}
        and checkpoint_id = any(coalesce(${only}::int[], array(select id from checkpoints)))
      group by 1, 2`
    const lastEntries = await transaction<BoardRows['lastEntries']>`
      select c.id as "checkpointId", e.counted_at as "countedAt", case when k.id is not null then e.received_at end as "calledAt"
      from checkpoints c
      cross join lateral (
        select counted_at, received_at, source from entries
        where checkpoint_id = c.id and counted_at >= ${options.sinceEntry} order by counted_at desc limit 1) e
      left join api_keys k on k.id = e.source
      where ${only}::int[] is null or c.id = any(${only}::int[])`
    return { snapshot: row?.snapshot ?? '', hours: [...hours], minutes: [...minutes], lastEntries: [...lastEntries] }
  }) as Promise<BoardRows>

/** The transaction that this connection is in, as text; null where it has written nothing. */
export const currentTransaction = async (sql: TransactionSql): Promise<string> => {
  const [row] = await sql<{ xid: string }[]>`select pg_current_xact_id()::text as xid`
  return row?.xid ?? '0'
}

/** Whether a snapshot already holds what a committed transaction wrote. */
export const sees = (snapshot: string, xid: string): boolean => {
  const [, xmax = '0', running = ''] = snapshot.split(':')
  return BigInt(xid) < BigInt(xmax) && !running.split(',').includes(xid)
}
