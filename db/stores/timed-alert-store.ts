import type { Sql, TransactionSql } from 'postgres'

/** What the alert engine reads and writes, as the server itself. */

export interface KnownAlertRow {
  id: string
  kind: string
  resolved: boolean
  raisedAt: Date
  detail: Record<string, number | string> | null
  members: { subject: string; overAt: string | null }[]
}

/** Alerts by the clock with a member whose condition stands, or ended at or after `overSince`. */
export const findKnownAlerts = (sql: TransactionSql, overSince: Date): Promise<KnownAlertRow[]> =>
  sql<KnownAlertRow[]>`
    with known as (
      select alert_id as id from alert_members where over_at is null
      union select alert_id from alert_members where over_at >= ${overSince}
      union select m.alert_id from alerts a join alert_members m on m.alert_id = a.id where a.state <> 'resolved')
    select a.id, a.kind, a.state = 'resolved' as resolved, a.raised_at as "raisedAt", a.detail, (
        select json_agg(json_build_object('subject', subject, 'overAt', over_at))
        from alert_members where alert_id = a.id) as members
    from known join alerts a on a.id = known.id`

interface Firing {
  kind: string
  subject: string
  dueAt: string
}

/** Notes what is about to be done; returns the subjects of those that nobody had noted. */
export const fire = async (sql: TransactionSql, firings: readonly Firing[], firedAt: string): Promise<Set<string>> => {
  const rows = await sql<{ subject: string }[]>`
    insert into firings (kind, subject, due_at, fired_at)
    select kind, subject, "dueAt", ${firedAt} from json_to_recordset(${JSON.stringify(firings)}::text::json)
      as f(kind text, subject text, "dueAt" timestamptz)
    order by kind, subject, "dueAt" on conflict do nothing returning subject`
  return new Set(rows.map(({ subject }) => subject))
}

export const dropFirings = async (sql: Sql, before: Date): Promise<void> => {
  await sql`delete from firings where fired_at < ${before}`
}

interface TimedAlert {
  id: string
  kind: string
  severity: string
  checkpointId: number | null
  /** Where it lies, if that is not one checkpoint. */
  path: string | null
  entryId: string | null
  since: string
  detail: object
  foldKey: string
  raisedAt: string
  dueAt: string
}

export const insertTimedAlert = async (sql: TransactionSql, alert: TimedAlert): Promise<void> => {
  const { id, kind, severity, checkpointId, path, entryId, since, detail, foldKey, raisedAt, dueAt } = alert
  await sql`
    insert into alerts (id, kind, severity, state, checkpoint_id, jurisdiction_id, entry_id, since, detail, fold_key, count,
      level, raised_at, due_at)
    values (${id}, ${kind}, ${severity}, 'open', ${checkpointId},
      (select id from jurisdictions where path = ${path}), ${entryId}, ${since}, ${sql.json(detail as never)}, ${foldKey},
      1, 0, ${raisedAt}, ${dueAt})`
}

/** Its conditions stand from now on, also where they had ended. */
export const putMembers = async (
  sql: TransactionSql,
  alertId: string,
  members: readonly { subject: string; checkpointId: number; since: string }[],
): Promise<void> => {
  await sql`
    insert into alert_members (alert_id, subject, checkpoint_id, since)
    select ${alertId}, subject, "checkpointId", since from json_to_recordset(${JSON.stringify(members)}::text::json)
      as m(subject text, "checkpointId" int, since timestamptz)
    on conflict (alert_id, subject) do update set since = excluded.since, over_at = null`
}

/** It came again; one that was closed stands open again, to be received until `dueAt`. */
export const repeatAlert = async (
  sql: TransactionSql,
  alertId: string,
  again: { times: number; detail: object; since: string; dueAt: string },
): Promise<void> => {
  await sql`
    update alerts set count = count + ${again.times}, revision = revision + 1, detail = ${sql.json(again.detail as never)},
      since = case when jurisdiction_id is null then ${again.since}::timestamptz else since end,
      due_at = case when state = 'resolved' then ${again.dueAt}::timestamptz else due_at end,
      level = case when state = 'resolved' then 0 else level end,
      acknowledged_at = case when state = 'resolved' then null else acknowledged_at end,
      resolved_at = null, result = null, reason = null,
      state = case when state = 'resolved' then 'open' else state end
    where id = ${alertId}`
}

export const tellDetail = async (sql: TransactionSql, alertId: string, detail: object): Promise<void> => {
  await sql`
    update alerts set detail = ${sql.json(detail as never)}, revision = revision + 1
    where id = ${alertId} and state <> 'resolved'`
}

export const endMembers = async (
  sql: TransactionSql,
  { alertId, subjects, at, closes }: { alertId: string; subjects: readonly string[]; at: string; closes: boolean },
): Promise<void> => {
  await sql`
    update alert_members set over_at = ${at} where alert_id = ${alertId} and subject = any(${[...subjects]}::text[])`
  await sql`
    update alerts set revision = revision + 1,
      state = case when ${closes} then 'resolved' else state end,
      result = case when ${closes} then 'recovered' else result end,
      resolved_at = case when ${closes} then ${at}::timestamptz else resolved_at end
    where id = ${alertId}`
}

/** Alerts that are past their due time, with where they lie. */
export const findOverdue = (
  sql: Sql,
  now: Date,
): Promise<{ id: string; kind: string; level: number; dueAt: Date; path: string }[]> =>
  sql`
    select a.id, a.kind, a.level, a.due_at as "dueAt", j.path
    from alerts a left join checkpoints c on c.id = a.checkpoint_id
    join jurisdictions j on j.id = coalesce(a.jurisdiction_id, c.jurisdiction_id)
    where a.state <> 'resolved' and a.due_at <= ${now} order by a.due_at`

export const raiseLevel = async (sql: TransactionSql, alertId: string, level: number): Promise<boolean> => {
  const { count } = await sql`
    update alerts set level = ${level}, revision = revision + 1
    where id = ${alertId} and level < ${level} and state <> 'resolved'`
  return count > 0
}
