import type { Sql } from 'postgres'
import type { Entry } from '#domain/entry'
import { takePersonal } from '#domain/personal'
import { findUnsealed, type Resealed, writeSealed } from '../../db/stores/detail-store'
import type { KeyRing } from './key-ring'
import { openParts, sealParts } from './seal-entry'

const BATCH = 500

interface Resealing {
  sealed: number
  /** Sealed under a key that is gone: nobody can read them any more. */
  lost: number
}

/**
 * Seals under the key in use whatever is not: entries of a release that knew no keys, and those of a key that is being
 * changed. While it runs, entries come in and are read as always; broken off, it goes on where rows are left.
 */
export const reseal = async (sql: Sql, keys: KeyRing): Promise<Resealing> => {
  const outcome: Resealing = { sealed: 0, lost: 0 }
  const keyId = keys.currentId('persons')
  for (let after: { bucket: number; id: string } | null = null; ; ) {
    const rows = await findUnsealed(sql, { keyId, after, limit: BATCH })
    const written = rows.flatMap(({ bucket, id, body, sealed }): Resealed[] => {
      if (sealed !== null) {
        const parts = openParts(keys, id, sealed)
        if (parts !== null) return [{ bucket, id, body, ...sealParts(keys, id, parts) }]
        outcome.lost++
        return []
      }
      // Only what `readEntry` took is ever stored there.
      const taken = takePersonal(body as unknown as Entry)
      return taken === null ? [] : [{ bucket, id, body: taken.bare, ...sealParts(keys, id, taken.parts) }]
    })
    await writeSealed(sql, written)
    outcome.sealed += written.length
    const last = rows.at(-1)
    if (last === undefined || rows.length < BATCH) return outcome
    after = last
  }
}
