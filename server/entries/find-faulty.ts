import type { Sql } from 'postgres'
import { isContentFault } from '../../db/sql-state'
import { insertOnly, moveCounters } from '../../db/stores/entry-store'
import type { PreparedEntry } from './prepare-entry'

class TrialOver extends Error {}

/** Indices of the entries that the database refuses, each tried by itself in a transaction that is rolled back. */
export const findFaulty = async (sql: Sql, job: readonly PreparedEntry[]): Promise<number[]> => {
  const faulty: number[] = []
  for (const [index, entry] of job.entries()) {
    if (entry.verdict !== null || entry.refusal !== null) continue
    const { row, countedAtMs } = entry
    try {
      await sql.begin(async (transaction) => {
        await insertOnly(transaction, [row])
        const { checkpoint_id: checkpointId, direction, adds } = row
        await moveCounters(transaction, [{ checkpointId, countedAtMs, direction, adds }])
        throw new TrialOver()
      })
    } catch (error) {
      if (isContentFault(error)) faulty.push(index)
      else if (!(error instanceof TrialOver)) throw error
    }
  }
  return faulty
}
