import type { TransactionSql } from 'postgres'
import type { SubjectKind } from '#domain/policy/watch-subject'
import type { Core } from '../core'
import { done, type Outcome, refuse } from '../outcome'
import type { PersonActor } from '../people/actor'
import { readNotes } from '../persons/read-notes'
import { seesAll } from './put-policy'

export interface ListedSubject {
  id: number
  kind: SubjectKind
  /** Masked: what is on the list can't be read out of it. */
  label: string
  rule: string
  reason: string
  order: string | null
  /** ISO 8601. */
  expires: string
  by: string
  at: string
}

interface Row extends Omit<ListedSubject, 'expires' | 'at'> {
  expires: Date
  at: Date
}

/** Who stands on the watch list, the one that expires first before the others; also those that have expired. */
export const listWatchSubjects = async (core: Core, actor: PersonActor): Promise<Outcome<ListedSubject[]>> => {
  const find = async (tx: TransactionSql) =>
    (await seesAll(tx, actor))
      ? tx<Row[]>`
          select w.id, w.kind, w.label, w.rule, w.reason, w.order_text as "order", w.expires_at as expires,
            coalesce(u.display_name, w.added_by) as by, w.added_at as at
          from watch_subjects w left join users u on w.added_by = 'user:' || u.name
          where w.until is null order by w.expires_at, w.id`
      : null
  const shows = (found: Row[] | null) => found !== null && found.length > 0
  const rows = await readNotes(core, actor, { verb: 'watchlist.list' }, find, shows)
  if (rows === null) return refuse('forbidden', 'The watch list is for the whole instance.')
  return done(rows.map((row) => ({ ...row, expires: row.expires.toISOString(), at: row.at.toISOString() })))
}
