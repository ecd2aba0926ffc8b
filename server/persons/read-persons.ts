import type { TransactionSql } from 'postgres'
import { inScope } from '../../db/access/in-scope'
import { writeAudit } from '../audit'
import type { Core } from '../core'
import { type Outcome, refuse } from '../outcome'
import type { PersonActor } from '../people/actor'

interface Reading {
  verb: 'entry.search' | 'entry.export' | 'entry.reveal' | 'trajectory.ask' | 'trajectory.approve' | 'trajectory.read'
  reason: string
  target?: string
  /** Names of fields, codes, times: nothing of anybody. */
  what: Record<string, unknown>
  /** What it was about, which is: sealed, so that it goes when its key does. */
  about?: Record<string, unknown>
  address: string | null
}

/**
 * Reads of persons: not too often, within the reader's scope, and written down with the reason in the transaction that
 * reads. Throws where it could not be written, so that nothing is read that nobody knows of.
 */
export const readPersons = async <T>(
  core: Core,
  actor: PersonActor,
  reading: Reading,
  read: (tx: TransactionSql) => Promise<Outcome<T>>,
  /** How much of it was shown, in figures: a search for one plate that led over many points is told from one that found nothing. */
  shown?: (value: T) => Record<string, number>,
): Promise<Outcome<T>> => {
  const { verb, reason, target, what, about, address } = reading
  const kind = verb === 'entry.reveal' ? 'reveal' : 'search'
  const waitMs = await core.readings.take(kind, actor.name)
  if (waitMs !== null)
    return refuse('too-many', 'Too many in a short time. Wait, then go on.', { retryAfterMs: waitMs })
  const line = {
    actor: actor.name,
    verb,
    reason,
    address,
    ...(target === undefined ? {} : { target }),
    ...(about === undefined ? {} : { personal: { keys: core.keys, value: about } }),
  }
  return inScope(core.database, actor, async (tx) => {
    const outcome = await read(tx)
    const figures = shown === undefined || !outcome.ok ? {} : { shown: shown(outcome.value) }
    await writeAudit(tx, core.clock.now(), { ...line, after: { ...what, ...figures } })
    return outcome
  })
}
