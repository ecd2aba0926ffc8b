import { randomUUID } from 'node:crypto'
import { type DatabaseTarget, openSql } from './client'
import { sqlState } from './sql-state'

/** What a pooler says to a setting of the session that it does not know: protocol_violation. */
const REFUSED = '08P01'

const POOLER =
  'DATABASE_URL leads to a connection pooler (pgbouncer or the like), behind which sessions are not our own: notices between servers, locks and row-level security would fail in silence. Give the address of Postgres itself; a server opens at most 24 connections'

/**
 * What is wrong where the database is reached through a pooler; null where it is Postgres itself. A setting of the
 * session's own is said at its beginning: Postgres keeps it, a pooler refuses it or drops it.
 * Rejects where the database can not be reached.
 */
export const poolerFault = async (target: DatabaseTarget): Promise<string | null> => {
  const session = randomUUID()
  const sql = openSql(target, 'kakou check', 1, { session })
  try {
    const [row] = await sql<{ kept: string | null }[]>`select current_setting('kakou.session', true) as kept`
    return row?.kept === session ? null : POOLER
  } catch (error) {
    if (sqlState(error) === REFUSED) return POOLER
    throw error
  } finally {
    await sql.end({ timeout: 1 })
  }
}
