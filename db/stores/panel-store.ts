import type { TransactionSql } from 'postgres'
import { FLAGS } from './entry-rows'

interface StoodTablet {
  /** The how many-th it is there. */
  ordinal: number
  lane: string | null
  battery: number | null
  /** Null: never heard of. */
  pending: number | null
  seenAt: Date | null
}

interface Place {
  leader: { name: string; title: string; phone: string } | null
  lanes: number
}

/** The tablets that stand at a checkpoint and work, numbered as everywhere by when they came; its leader and lanes. */
export const readStoodTablets = async (
  sql: TransactionSql,
  checkpointId: number,
): Promise<{ place: Place; tablets: StoodTablet[] }> => {
  const [place] = await sql<Place[]>`
    select leader, (select count(*)::int from lanes where checkpoint_id = c.id) as lanes
    from checkpoints c where id = ${checkpointId}`
  const tablets = await sql<StoodTablet[]>`
    select ordinal, lane, battery, pending, "seenAt" from (
      select d.state, row_number() over (order by d.created_at, d.id)::int as ordinal, l.name as lane, d.battery,
        case when d.last_seen_at is not null then d.pending end as pending, d.last_seen_at as "seenAt"
      from devices d join pairings p on p.id = d.pairing_id left join lanes l on l.id = p.lane_id
      where p.checkpoint_id = ${checkpointId}) stood
    where state = 'active' order by ordinal`
  return { place: place ?? { leader: null, lanes: 0 }, tablets: [...tablets] }
}

/** What of each supply was counted since then, oldest first. */
export const readStockCounts = (
  sql: TransactionSql,
  checkpointId: number,
  since: Date,
): Promise<{ at: Date; amounts: Record<string, number> }[]> => sql`
  select counted_at as at, body -> 'stock' as amounts from items
  where checkpoint_id = ${checkpointId} and kind = 'stock' and counted_at >= ${since} and (flags & ${FLAGS.drill}) = 0
  order by counted_at, id`
