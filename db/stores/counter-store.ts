import type { Sql, TransactionSql } from 'postgres'
import { COUNTER_COLUMNS } from './entry-rows'

/** A counter that differs from the recount of the entries behind it. */
interface CounterFault {
  checkpoint: string
  /** Start of the hour, ISO 8601 UTC. */
  hour: string
  direction: string
  column: string
  counted: number
  recounted: number
}

/** Recounts all standing entries in one statement, so one snapshot, and lists where the counters differ. */
export const verifyCounters = async (sql: Sql | TransactionSql): Promise<CounterFault[]> => {
  const columns = COUNTER_COLUMNS.join(', ')
  const rows = await sql.unsafe<
    { checkpoint: string; hour: Date; direction: string; counted: number[]; recounted: number[] }[]
  >(`
    with recount as (
      select checkpoint_id, date_trunc('hour', counted_at, 'UTC') as hour, direction,
        array[${COUNTER_COLUMNS.map((_, index) => `sum(adds[${index + 1}])::int`).join(', ')}] as vector
      from entries where standing group by 1, 2, 3),
    counted as (select checkpoint_id, hour, direction, array[${columns}] as vector from counters),
    zero as (select array_fill(0, array[${COUNTER_COLUMNS.length}]) as vector)
    select coalesce(c.code, '?') as checkpoint, hour, direction,
      coalesce(counted.vector, zero.vector) as counted, coalesce(recount.vector, zero.vector) as recounted
    from recount full join counted using (checkpoint_id, hour, direction)
    cross join zero left join checkpoints c on c.id = checkpoint_id
    where coalesce(counted.vector, zero.vector) <> coalesce(recount.vector, zero.vector)
    order by 1, 2, 3`)
  return rows.flatMap(({ checkpoint, hour, direction, counted, recounted }) =>
    COUNTER_COLUMNS.flatMap((column, index) => {
      const is = counted[index] ?? 0
      const should = recounted[index] ?? 0
      return is === should
        ? []
        : [{ checkpoint, hour: hour.toISOString(), direction, column, counted: is, recounted: should }]
    }),
  )
}
