import type { TransactionSql } from 'postgres'
import { FLAGS } from './entry-rows'

export interface ReportRow {
  id: string
  checkpointId: number
  /** End of the period that it closes. */
  to: Date
  abnormal: number
  /** What was abnormal is in it. */
  sealed: Buffer | null
  noTraffic: boolean
  signedBy: string
  countedAt: Date
  paper: boolean
}

/** Reports of periods that end after `from` and by `to`, in the order they came; practice left out. */
export const findReports = (
  sql: TransactionSql,
  options: { checkpointIds: readonly number[]; from: Date; to: Date },
): Promise<ReportRow[]> =>
  sql<ReportRow[]>`
    select id, checkpoint_id as "checkpointId", (body -> 'period' ->> 'to')::timestamptz as "to",
      (body ->> 'abnormal')::int as abnormal, sealed,
      coalesce((body ->> 'noTraffic')::boolean, false) as "noTraffic", body ->> 'signedBy' as "signedBy",
      counted_at as "countedAt", (flags & ${FLAGS.paper}) <> 0 as paper
    from items
    where kind = 'zero-report' and checkpoint_id = any(${[...options.checkpointIds]}::int[])
      and (flags & ${FLAGS.drill}) = 0
      and (body -> 'period' ->> 'to')::timestamptz > ${options.from}
      and (body -> 'period' ->> 'to')::timestamptz <= ${options.to}
    order by received_at, id`

/** Since when each of these checkpoints is open, where that is known. */
export const findOpenings = async (
  tx: TransactionSql,
  checkpointIds: readonly number[],
): Promise<ReadonlyMap<number, number>> => {
  const rows = await tx<{ id: number; openedAt: Date }[]>`
    select id, opened_at as "openedAt" from checkpoints
    where id = any(${[...checkpointIds]}::int[]) and opened_at is not null`
  return new Map(rows.map(({ id, openedAt }) => [id, openedAt.getTime()]))
}
