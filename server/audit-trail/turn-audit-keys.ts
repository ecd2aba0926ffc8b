import { DAY_MS } from '#domain/instant'
import { cutOf, DEFAULT_RETENTION } from '#domain/privacy/retention'
import { findRetention } from '../../db/stores/retention-store'
import { destroyKeys, findKeys, lockKeys, retireKeys } from '../../db/stores/secret-key-store'
import { writeAudit } from '../audit'
import type { Core } from '../core'
import { addKey } from '../persons/key-ring'
import { findMasterKey, keyName } from '../persons/master-key'

/** A key seals what is personal in the audit lines of a month; then it is kept for the days of `searches`. */
const USED_DAYS = 30
/**
 * Makes the month's key and destroys those whose time is up: nobody can read then what was searched for, the lines stay,
 * and the chain holds. Returns the numbers of the destroyed ones.
 */
export const turnAuditKeys = async (core: Core): Promise<number[]> => {
  const { database, clock, env, keys, bus } = core
  const nowMs = clock.now()
  const turned = await database.sql.begin(async (transaction) => {
    await lockKeys(transaction)
    const all = (await findKeys(transaction)).filter(({ purpose }) => purpose === 'audit')
    const current = all.findLast(({ retiredAt }) => retiredAt === null)
    const master = findMasterKey(env)
    const old = current !== undefined && nowMs - current.madeAt.getTime() >= USED_DAYS * DAY_MS
    const renewed = old && master !== null && keyName(master) === current.master
    if (renewed) {
      await retireKeys(transaction, ['audit'], new Date(nowMs))
      await addKey(transaction, 'audit', master, nowMs)
    }
    const days = (await findRetention(transaction)).find(({ kind }) => kind === 'searches')?.days
    const cut = cutOf(days ?? DEFAULT_RETENTION.searches, nowMs)
    const due = all.filter(({ retiredAt }) => retiredAt !== null && retiredAt <= cut)
    const destroyed = due.map(({ id }) => id)
    if (destroyed.length > 0) {
      await destroyKeys(transaction, destroyed)
      await writeAudit(transaction, nowMs, { actor: 'system', verb: 'audit.destroy-key', after: { keys: destroyed } })
    }
    return { renewed, destroyed }
  })
  if (turned.renewed || turned.destroyed.length > 0) {
    await keys.load(database.sql, env, nowMs)
    await bus.publish('keys')
  }
  return turned.destroyed
}
