import { randomBytes } from 'node:crypto'
import type { TransactionSql } from 'postgres'
import { uuidV7 } from '#domain/uuid'
import { countClearLines } from '../../db/stores/audit-store'
import { verifyCounters } from '../../db/stores/counter-store'
import { dropPersonal, holdPersonal, insertDestruction } from '../../db/stores/destruction-store'
import { destroyKeys, findKeys, lockKeys, rewrapKey } from '../../db/stores/secret-key-store'
import { writeAudit } from '../audit'
import type { Core } from '../core'
import { certificateOf, type DestructionFacts } from './destruction-certificate'
import { findMasterKey, keyName, replaceMasterKey } from './master-key'
import { KEY_BYTES, openBox, sealBox } from './secret-box'

interface Destroyed {
  facts: DestructionFacts
  certificate: string
}

/** Whether what is kept of keys is of use: where the master key was lost it is not. */
const opensSignIn = async (transaction: TransactionSql, master: Buffer | null): Promise<boolean> => {
  const kept = (await findKeys(transaction)).filter(({ purpose }) => purpose === 'sign-in')
  return master !== null && kept.some(({ purpose, wrapped }) => openBox(master, wrapped, purpose) !== null)
}

/** Puts the keys that are left under another master key; one that this one does not open is of no use to anybody. */
const putUnder = async (transaction: TransactionSql, master: Buffer | null, next: Buffer): Promise<void> => {
  for (const { id, purpose, wrapped } of await findKeys(transaction)) {
    const secret = master === null ? null : openBox(master, wrapped, purpose)
    if (secret === null) await destroyKeys(transaction, [id])
    else await rewrapKey(transaction, { id, wrapped: sealBox(next, 0, secret, purpose), master: keyName(next) })
  }
}

/**
 * Ends an epidemic: destroys all that is personal of its entries, and the keys that it was sealed under, so that no copy
 * of the tables opens either. Bare entries and counters stay. Entries wait meanwhile, and are stored under new keys.
 */
export const destroyPersonal = async (core: Core, actor: string, event: string): Promise<Destroyed> => {
  const { database, clock, env, keys, bus, checkpoints } = core
  const { sql } = database
  const destroyed = await sql.begin(async (transaction): Promise<Destroyed> => {
    await lockKeys(transaction)
    const rows = await holdPersonal(transaction)
    const nowMs = clock.now()
    const [left] = await transaction<{ entries: number; watched: number }[]>`
      select (select count(*)::int from entries) as entries,
        (select count(*)::int from watch_subjects where until is null and expires_at >= now()) as watched`
    const master = findMasterKey(env)
    const facts: DestructionFacts = {
      id: uuidV7(nowMs, randomBytes(16)),
      event,
      jurisdiction: checkpoints.root()?.name ?? '',
      at: new Date(nowMs).toISOString(),
      actor,
      rows,
      master: master === null ? '-' : keyName(master),
      masterReplaced: env.key === null,
      signInKept: await opensSignIn(transaction, master),
      bareEntries: left?.entries ?? 0,
      watched: left?.watched ?? 0,
      clearLines: await countClearLines(transaction),
      faults: (await verifyCounters(transaction)).length,
    }
    const certificate = certificateOf(facts)
    await dropPersonal(transaction)
    await insertDestruction(transaction, { id: facts.id, event, at: new Date(nowMs), actor, certificate })
    const target = `destruction:${facts.id}`
    await writeAudit(transaction, nowMs, { actor, verb: 'persons.destroy', target, before: rows, reason: event })
    // While the keys are locked, so that no server makes new ones under the old master key. Broken off after it, all
    // that was sealed is unreadable already, and the command says so until it is run again.
    if (facts.masterReplaced) {
      const next = randomBytes(KEY_BYTES)
      await putUnder(transaction, master, next)
      replaceMasterKey(env, next)
    }
    return { facts, certificate }
  })
  await keys.load(sql, env, clock.now())
  await bus.publish('keys')
  await bus.publish('plates')
  return destroyed
}
