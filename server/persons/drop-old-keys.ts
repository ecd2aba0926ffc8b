import { HOUR_MS } from '#domain/instant'
import { countSealedUnder } from '../../db/stores/detail-store'
import { destroyKeys, findKeys, type KeyPurpose, lockKeys } from '../../db/stores/secret-key-store'
import { writeAudit } from '../audit'
import type { Core } from '../core'
import { reseal } from './reseal'

/**
 * How long a key that was replaced still opens. A server that missed the notice goes on sealing under it for a while;
 * tablets keep their copies for 72 hours and may be off for longer.
 */
const KEPT_MS: Partial<Record<KeyPurpose, number>> = {
  persons: HOUR_MS,
  index: HOUR_MS,
  copies: 7 * 24 * HOUR_MS,
}

/** Destroys keys that were replaced, once nothing is sealed under them. Returns how many. */
export const dropOldKeys = async (core: Core): Promise<number> => {
  const { database, clock, keys, bus } = core
  const { sql } = database
  const nowMs = clock.now()
  const due = (await findKeys(sql)).filter(
    ({ purpose, retiredAt }) =>
      retiredAt !== null && nowMs - retiredAt.getTime() >= (KEPT_MS[purpose] ?? Number.POSITIVE_INFINITY),
  )
  if (due.length === 0) return 0
  if (due.some(({ purpose }) => purpose !== 'copies')) await reseal(sql, keys)
  const ids = due.map(({ id }) => id)
  const dropped = await sql.begin(async (transaction) => {
    await lockKeys(transaction)
    const inUse = await countSealedUnder(transaction, ids)
    if (inUse > 0) return 0
    await destroyKeys(transaction, ids)
    await writeAudit(transaction, nowMs, { actor: 'system', verb: 'key.destroy', after: { keys: ids } })
    return ids.length
  })
  if (dropped > 0) await bus.publish('keys')
  return dropped
}
