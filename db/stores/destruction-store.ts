import type { TransactionSql } from 'postgres'
import { forgetAlertNotes } from './alert-history-store'
import type { KeyPurpose } from './secret-key-store'

/** Rows that hold what is personal. */
export interface PersonalRows {
  entries: number
  sealed: number
  marks: number
  plates: number
  permits: number
  /** Shifts, handovers and reports with something that somebody wrote. */
  notes: number
  /** What was written of alerts. */
  alertNotes: number
  keys: number
}

/** What these seal is of accounts and of where alerts are sent, and of nobody who passed. */
const KEPT_KEYS: readonly KeyPurpose[] = ['sign-in', 'push']

/** Waits for what is being stored and lets nothing more in until the transaction ends, then counts. */
export const holdPersonal = async (sql: TransactionSql): Promise<PersonalRows> => {
  await sql`lock table entry_details, entry_marks, plates, trajectory_permits, items in access exclusive mode`
  const [row] = await sql<PersonalRows[]>`
    select (select count(*)::int from entry_details) as entries,
      (select count(*)::int from entry_details where sealed is not null) as sealed,
      (select count(*)::int from entry_marks) as marks, (select count(*)::int from plates) as plates,
      (select count(*)::int from trajectory_permits) as permits,
      (select count(*)::int from items where sealed is not null) as notes,
      (select count(*)::int from alert_events where note is not null and act in ('acknowledged', 'noted', 'resolved'))
        as "alertNotes",
      (select count(*)::int from secret_keys where not purpose = any(${[...KEPT_KEYS]}::text[])) as keys`
  if (row === undefined) throw new Error('the rows could not be counted')
  return row
}

/** Empties the tables of persons, and the keys but for those that are kept. Must follow `holdPersonal` in the same transaction. */
export const dropPersonal = async (sql: TransactionSql): Promise<void> => {
  await sql`truncate entry_details, entry_marks, plates, trajectory_permits`
  await sql`update items set sealed = null where sealed is not null`
  await forgetAlertNotes(sql, new Date('9999-01-01T00:00:00Z'))
  await sql`delete from secret_keys where not purpose = any(${[...KEPT_KEYS]}::text[])`
  await sql`delete from watch_subjects where until is not null or expires_at < now()`
}

interface Destruction {
  id: string
  event: string
  at: Date
  actor: string
  certificate: string
}

export const insertDestruction = async (sql: TransactionSql, one: Destruction): Promise<void> => {
  await sql`
    insert into destructions (id, event, at, actor, certificate)
    values (${one.id}, ${one.event}, ${one.at}, ${one.actor}, ${one.certificate})`
}
