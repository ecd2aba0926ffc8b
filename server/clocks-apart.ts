import type { Sql, TransactionSql } from 'postgres'
import { HOUR_MS } from '#domain/instant'
import type { Clock } from './clock'

/** What is destroyed is gone: a server whose clock ran away so far must not do it on its own word. */
export const CLOCKS_APART_MS = HOUR_MS

/** How far this machine's clock is ahead of the database's, ms; behind: negative. */
export const clockAhead = async (sql: Sql | TransactionSql, clock: Pick<Clock, 'now'>): Promise<number> => {
  // Not now(), which is when the transaction began.
  const [row] = await sql<{ at: Date }[]>`select clock_timestamp() as at`
  if (row === undefined) throw new Error('the database did not say what time it is')
  return clock.now() - row.at.getTime()
}

/** By how much it is ahead where that is too far, else null. */
export const clocksApart = async (sql: Sql | TransactionSql, clock: Pick<Clock, 'now'>): Promise<number | null> => {
  const aheadMs = await clockAhead(sql, clock)
  return Math.abs(aheadMs) >= CLOCKS_APART_MS ? aheadMs : null
}
