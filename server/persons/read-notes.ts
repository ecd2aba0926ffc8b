import type { TransactionSql } from 'postgres'
import { inScope, ONE_MOMENT } from '../../db/access/in-scope'
import { writeAudit } from '../audit'
import type { Core } from '../core'
import type { PersonActor } from '../people/actor'

interface Look {
  verb: 'item.list' | 'item.read' | 'alert.list' | 'alert.read' | 'watchlist.list'
  target?: string
}

/**
 * A read of what crews, duty officers and keepers of the watch list wrote, which may name a traveller: within the reader's scope, and where there was
 * such a thing (`shows`) written down, of one reader and one thing once an hour. Throws where it can't be written.
 */
export const readNotes = async <T>(
  core: Core,
  actor: PersonActor,
  look: Look,
  read: (tx: TransactionSql) => Promise<T>,
  shows: (value: T) => boolean,
): Promise<T> => {
  const { clock, glances } = core
  const nowMs = clock.now()
  const key = [actor.name, look.verb, look.target].join(' ')
  const readAndNote = async (tx: TransactionSql): Promise<T> => {
    const found = await read(tx)
    if (shows(found) && glances.isDue(key, nowMs)) await writeAudit(tx, nowMs, { actor: actor.name, ...look })
    return found
  }
  const value = await inScope(core.database, actor, readAndNote, ONE_MOMENT)
  // Once it is there: a line that was undone with its transaction does not stand for an hour.
  if (shows(value) && glances.isDue(key, nowMs)) glances.note(key, nowMs)
  return value
}
