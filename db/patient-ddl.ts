import { setTimeout as sleep } from 'node:timers/promises'
import { sqlState } from './sql-state'

/**
 * How long a change of tables waits for a lock. Whoever comes after it waits behind it, also who only reads, so it asks
 * shortly and often: an upgrade runs beside servers that store entries, and beside a report that reads for minutes.
 */
export const LOCK_TIMEOUT = '1s'
const MAX_TRIES = 120
const LONGEST_PAUSE_MS = 500

/** Another has the lock, or each waits for the other's. */
const PASSES = new Set(['55P03', '40P01'])

/** Does again, from its beginning, what ends because others hold the locks. `act` is one transaction. */
export const withPatience = async <Value>(act: () => Promise<Value>): Promise<Value> => {
  for (let tries = 1; ; tries++) {
    try {
      return await act()
    } catch (error) {
      const cause = error instanceof Error && error.cause !== undefined ? error.cause : error
      if (!PASSES.has(sqlState(cause) ?? '') || tries >= MAX_TRIES) throw error
    }
    await sleep(Math.random() * LONGEST_PAUSE_MS)
  }
}
