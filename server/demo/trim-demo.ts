import type { Sql } from 'postgres'
import { DAY_MS, HOUR_MS } from '#domain/instant'
import { DEMO } from './demo-points'

/** The demo keeps so much of its history. */
export const KEPT_DAYS = 30

/**
 * Deletes what is older than 30 days at the demo's checkpoints: entries together with the counters that they made, in
 * one transaction, by whole hours, so that counters still equal a recount. Closed alerts of that time go too.
 */
export const trimDemo = async (sql: Sql, nowMs: number): Promise<void> => {
  const cut = new Date(Math.floor((nowMs - KEPT_DAYS * DAY_MS) / HOUR_MS) * HOUR_MS)
  await sql.begin(async (transaction) => {
    const rows = await transaction<{ id: number }[]>`select id from checkpoints where demo = ${DEMO}`
    const ids = rows.map(({ id }) => id)
    // Locked first: a correction that is under way is waited for, and a later one finds no root.
    await transaction`
      select 1 from entries where checkpoint_id = any(${ids}::int[]) and counted_at < ${cut} and amends is null
      order by bucket, id for update`
    await transaction`
      with gone as (
        delete from entries where checkpoint_id = any(${ids}::int[]) and counted_at < ${cut} returning bucket, id),
        unmarked as (delete from entry_marks m using gone where m.bucket = gone.bucket and m.entry_id = gone.id)
      delete from entry_details d using gone where d.bucket = gone.bucket and d.entry_id = gone.id`
    await transaction`delete from items where checkpoint_id = any(${ids}::int[]) and kind = 'zero-report' and counted_at < ${cut}`
    await transaction`delete from counters where checkpoint_id = any(${ids}::int[]) and hour < ${cut}`
    await transaction`delete from alerts where checkpoint_id = any(${ids}::int[]) and resolved_at < ${cut}`
  })
}
