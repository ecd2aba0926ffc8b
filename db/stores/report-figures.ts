import type { TransactionSql } from 'postgres'
import { HOUR_MS } from '#domain/instant'
import { COUNTER_COLUMNS } from './entry-rows'

interface CheckpointSums {
  checkpointId: number
  /** In the order of COUNT_NAMES. */
  vector: number[]
}

/**
 * What was counted at these checkpoints in `from <= time < to`; from the first entry where `from` is null. Whole hours
 * come from the counters; where a cut-off does not lie on the hour, the rest of it is counted from the entries themselves.
 */
export const sumPeriod = (
  tx: TransactionSql,
  { checkpointIds, from, to }: { checkpointIds: readonly number[]; from: Date | null; to: Date },
): Promise<CheckpointSums[]> => {
  const ids = [...checkpointIds]
  const endHour = Math.floor(to.getTime() / HOUR_MS) * HOUR_MS
  const beginHour = from === null ? null : Math.ceil(from.getTime() / HOUR_MS) * HOUR_MS
  const hours =
    beginHour === null
      ? tx`hour < ${new Date(endHour)}`
      : tx`hour >= ${new Date(beginHour)} and hour < ${new Date(endHour)}`
  const within = (a: Date, b: Date) => tx`(counted_at >= ${a} and counted_at < ${b})`
  const edges =
    from !== null && beginHour !== null && beginHour > endHour
      ? [within(from, to)]
      : [
          ...(from !== null && beginHour !== null && beginHour > from.getTime()
            ? [within(from, new Date(beginHour))]
            : []),
          ...(endHour < to.getTime() ? [within(new Date(endHour), to)] : []),
        ]
  const rest = edges.map(
    (edge) => tx`
      union all
      select checkpoint_id, array[${tx.unsafe(COUNTER_COLUMNS.map((_, index) => `adds[${index + 1}]::int`).join(', '))}] as v
      from entries where standing and checkpoint_id = any(${ids}::int[]) and ${edge}`,
  )
  return tx<CheckpointSums[]>`
    select checkpoint_id as "checkpointId",
      array[${tx.unsafe(COUNTER_COLUMNS.map((_, index) => `sum(v[${index + 1}])::int`).join(', '))}] as vector
    from (
      select checkpoint_id, array[${tx.unsafe(COUNTER_COLUMNS.join(', '))}] as v
      from counters where checkpoint_id = any(${ids}::int[]) and ${hours}
      ${rest[0] ?? tx``} ${rest[1] ?? tx``}) parts
    group by checkpoint_id`
}

/** The hour of the first entry at these checkpoints; null where there was none. */
export const firstCounted = async (tx: TransactionSql, checkpointIds: readonly number[]): Promise<Date | null> => {
  const [row] = await tx<{ first: Date | null }[]>`
    select min(hour) as first from counters where checkpoint_id = any(${[...checkpointIds]}::int[])`
  return row?.first ?? null
}

/** Entries that the tablets of these checkpoints still held, as they last said since `since`; checkpoints with none are left out. */
export const findPendingEntries = (
  tx: TransactionSql,
  { checkpointIds, since }: { checkpointIds: readonly number[]; since: Date },
): Promise<{ checkpointId: number; pending: number }[]> =>
  tx<{ checkpointId: number; pending: number }[]>`
    select p.checkpoint_id as "checkpointId", sum(d.pending)::int as pending
    from devices d join pairings p on p.id = d.pairing_id
    where p.checkpoint_id = any(${[...checkpointIds]}::int[]) and d.state <> 'lost' and d.pending > 0 and d.last_seen_at > ${since}
    group by p.checkpoint_id`

/** When each of these checkpoints began: opened, or counted its first entry before; one that did neither is left out. */
export const findBeginnings = (
  tx: TransactionSql,
  checkpointIds: readonly number[],
): Promise<{ checkpointId: number; at: Date }[]> =>
  tx<{ checkpointId: number; at: Date }[]>`
    select * from (
      select c.id as "checkpointId", least(c.opened_at, (select min(hour) from counters n where n.checkpoint_id = c.id)) as at
      from checkpoints c where c.id = any(${[...checkpointIds]}::int[])) began
    where at is not null`
