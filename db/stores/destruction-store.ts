import type { TransactionSql } from 'postgres'

/** Rows that hold what is personal. */
export interface PersonalRows {
  entries: number
  sealed: number
  marks: number
  plates: number
  permits: number
  /** Shifts, handovers and reports with something that somebody wrote. */
  notes: number
  keys: number
}

/** Waits for what is being stored and lets nothing more in until the transaction ends, then counts. */
export const holdPersonal = async (sql: TransactionSql): Promise<PersonalRows> => {
  await sql`lock table entry_details, entry_marks, plates, trajectory_permits, items in access exclusive mode`
  const [row] = await sql<PersonalRows[]>`
    select (select count(*)::int from entry_details) as entries,
      (select count(*)::int from entry_details where sealed is not null) as sealed,
      (select count(*)::int from entry_marks) as marks, (select count(*)::int from plates) as plates,
      (select count(*)::int from trajectory_permits) as permits,
      (select count(*)::int from items where sealed is not null) as notes, (select count(*)::int from secret_keys) as keys`
  if (row === undefined) throw new Error('the rows could not be counted')
  return row
}

/** Empties the tables of persons and the keys. Must follow `holdPersonal` in the same transaction. */
export const dropPersonal = async (sql: TransactionSql): Promise<void> => {
  await sql`truncate entry_details, entry_marks, plates, trajectory_permits`
  await sql`update items set sealed = null where sealed is not null`
  await sql`delete from secret_keys`
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
