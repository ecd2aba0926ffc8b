import type { Sql } from 'postgres'
import type { Item } from '#domain/checkpoints/item'
import type { Entry } from '#domain/entries/entry'
import { takeItemPersonal, takePersonal } from '#domain/privacy/personal'
import { findUnsealed, type Resealed, writeSealed } from '../../db/stores/detail-store'
import { findUnsealedItems, writeSealedItems } from '../../db/stores/item-store'
import type { KeyRing } from './key-ring'
import { openParts, sealParts } from './seal-entry'
import { openItemParts, sealItemParts } from './seal-item'

const BATCH = 500

interface Resealing {
  sealed: number
  /** Sealed under a key that is gone: nobody can read them any more. */
  lost: number
}

/**
 * Seals under the key in use whatever is not: entries and items of a release that knew no keys, and those of a key that is being
 * changed. While it runs, entries come in and are read as always; broken off, it goes on where rows are left.
 */
export const reseal = async (sql: Sql, keys: KeyRing): Promise<Resealing> => {
  const outcome: Resealing = { sealed: 0, lost: 0 }
  const keyId = keys.currentId('persons')
  for (let after: { bucket: number; id: string } | null = null; ; ) {
    const rows = await sql.begin(async (transaction) => {
      const found = await findUnsealed(transaction, { keyId, after, limit: BATCH })
      const written = found.flatMap(({ bucket, id, body, sealed }): Resealed[] => {
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
      await writeSealed(transaction, written)
      outcome.sealed += written.length
      return found
    })
    const last = rows.at(-1)
    if (last === undefined || rows.length < BATCH) break
    after = last
  }
  await resealItems(sql, keys, outcome)
  return outcome
}

/** The same for what crews wrote in items. */
const resealItems = async (sql: Sql, keys: KeyRing, outcome: Resealing): Promise<void> => {
  const keyId = keys.currentId('persons')
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const rows = await sql.begin(async (transaction) => {
      const found = await findUnsealedItems(transaction, { keyId, after, limit: BATCH })
      const written = found.flatMap(({ id, body, sealed }) => {
        // Only what `readItem` took is ever stored there.
        const item = body as unknown as Item
        const parts = sealed === null ? takeItemPersonal(item) : { bare: item, parts: openItemParts(keys, id, sealed) }
        if (parts?.parts) return [{ id, body: parts.bare, sealed: sealItemParts(keys, id, parts.parts) }]
        if (sealed !== null) outcome.lost++
        return []
      })
      await writeSealedItems(transaction, written)
      outcome.sealed += written.length
      return found
    })
    const last = rows.at(-1)
    if (last === undefined || rows.length < BATCH) return
    after = last.id
  }
}
