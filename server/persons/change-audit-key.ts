import { DAY_MS } from '#domain/instant'
import { cutOf } from '#domain/retention'
import { findRetention } from '../../db/stores/retention-store'
import { destroyKeys, findKeys, lockKeys, retireKeys } from '../../db/stores/secret-key-store'
import type { Core } from '../core'
import { addKey } from './key-ring'
import { findMasterKey } from './master-key'

/** So much more than its days may a search be readable. */
const NEW_AFTER_DAYS = 30

/**
 * What was searched for lies in the audit, which nobody may change. So it is sealed under a key of its month, and goes
 * when that key does.
 */
export const changeAuditKey = async ({ database, clock, env, keys }: Core): Promise<void> => {
  const { sql } = database
  const nowMs = clock.now()
  const audit = (await findKeys(sql)).filter(({ purpose }) => purpose === 'audit')
  const current = audit.find(({ retiredAt }) => retiredAt === null)
  const days = (await findRetention(sql)).find(({ kind }) => kind === 'searches')?.days ?? 0
  const over = audit.filter(({ retiredAt }) => retiredAt !== null && retiredAt < cutOf(days, nowMs))
  const old = current === undefined || nowMs - current.madeAt.getTime() >= NEW_AFTER_DAYS * DAY_MS
  const master = findMasterKey(env)
  if ((!old && over.length === 0) || master === null || keys.fault !== null) return
  await sql.begin(async (transaction) => {
    await lockKeys(transaction)
    if (old) {
      await retireKeys(transaction, ['audit'], new Date(nowMs))
      await addKey(transaction, 'audit', master, nowMs)
    }
    await destroyKeys(
      transaction,
      over.map(({ id }) => id),
    )
  })
  await keys.load(sql, env, nowMs)
}
