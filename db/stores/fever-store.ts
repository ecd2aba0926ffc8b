import type { TransactionSql } from 'postgres'
import type { Disposition, Person } from '../../server/domain/entries/entry'
import { FLAGS } from './entry-rows'

interface FeverRow {
  passage: string
  checkpointId: number
  madeAt: Date
  standing: boolean
  offsetMs: number
  disposition: Disposition
  policy: string | null
  /** As sent, without what is personal. */
  people: Pick<Person, 'readings' | 'disposition'>[]
  alertAt: Date | null
}

/**
 * Every version of the passages with a high reading in `from <= time < to`, practice left out. Details that were
 * destroyed when their time was up are no longer among them.
 */
export const findFeverVersions = (
  tx: TransactionSql,
  { checkpointIds, from, to }: { checkpointIds: readonly number[]; from: Date; to: Date },
): Promise<FeverRow[]> =>
  tx<FeverRow[]>`
    select coalesce(e.amends, e.id) as passage, e.checkpoint_id as "checkpointId", e.standing, e.disposition, e.policy,
      coalesce(e.clock_offset_ms, 0)::float8 as "offsetMs",
      least(e.received_at, e.occurred_at + coalesce(e.clock_offset_ms, 0) * interval '1 millisecond') as "madeAt",
      d.body -> 'people' as people,
      (select min(raised_at) from alerts a where a.kind = 'fever' and a.entry_id = e.id) as "alertAt"
    from entries e join entry_details d on d.bucket = e.bucket and d.entry_id = e.id
    where e.checkpoint_id = any(${[...checkpointIds]}::int[]) and e.counted_at >= ${from} and e.counted_at < ${to}
      and (e.flags & ${FLAGS.drill | FLAGS.void}) = 0 and e.adds[4] > 0`
