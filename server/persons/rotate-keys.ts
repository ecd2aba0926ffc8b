import { findKeys, lockKeys, retireKeys, rewrapKey } from '../../db/stores/secret-key-store'
import { writeAudit } from '../audit'
import type { Core } from '../core'
import { done, type Outcome, refuse } from '../outcome'
import type { PersonActor } from '../people/actor'
import { addKey } from './key-ring'
import { findMasterKey, keyName } from './master-key'
import { reseal } from './reseal'
import { openBox, sealBox } from './secret-box'

/** Those of `audit` and `sign-in` stay: what they seal is never written anew. */
const ROTATED = ['persons', 'index', 'copies'] as const

interface Rotation {
  /** Name of the master key that the keys are under now. */
  master: string
  sealed: number
  lost: number
}

/**
 * Makes new keys, seals everything personal under them, and lets the old ones only open from then on; housekeeping
 * destroys them when nothing is sealed under them any more. `to` also puts all keys under another master key.
 */
export const rotateKeys = async (core: Core, actor: PersonActor, to: Buffer | null): Promise<Outcome<Rotation>> => {
  const { database, clock, env, keys, bus } = core
  const { sql } = database
  const from = findMasterKey(env)
  if (from === null || keys.fault !== null) return refuse('conflict', keys.fault ?? 'There is no key to change.')
  const master = to ?? from
  await sql.begin(async (transaction) => {
    await lockKeys(transaction)
    const nowMs = clock.now()
    if (to !== null) {
      for (const { id, purpose, wrapped } of await findKeys(transaction)) {
        const secret = openBox(from, wrapped, purpose)
        if (secret === null) throw new Error('a key of this master key does not open')
        await rewrapKey(transaction, { id, wrapped: sealBox(to, 0, secret, purpose), master: keyName(to) })
      }
    }
    await retireKeys(transaction, ROTATED, new Date(nowMs))
    for (const purpose of ROTATED) await addKey(transaction, purpose, master, nowMs)
    const change = { before: { master: keyName(from) }, after: { master: keyName(master) } }
    await writeAudit(transaction, nowMs, { actor: actor.name, verb: 'key.rotate', ...change })
  })
  // The core that did it reads them under the new master key; the servers do when they are given it.
  await keys.load(sql, { ...env, key: master }, clock.now())
  if (to === null) await bus.publish('keys')
  return done({ master: keyName(master), ...(await reseal(sql, keys)) })
}
