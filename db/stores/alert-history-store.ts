import type { Sql, TransactionSql } from 'postgres'
import type { AlertRow } from './alert-store'

/** An alert that was closed, with its end. */
export interface ClosedAlertRow extends AlertRow {
  resolvedAt: Date
  result: string | null
  reason: string | null
}

export interface AlertEventRow {
  at: Date
  actor: string
  /** The account's name as people read it; null for what the server or a key did. */
  who: string | null
  act: string
  note: string | null
}

/** What happened to an alert, in order. */
export const findAlertEvents = (tx: TransactionSql, alertId: string): Promise<AlertEventRow[]> =>
  tx<AlertEventRow[]>`
    select e.at, e.actor, u.display_name as who, e.act, e.note
    from alert_events e left join users u on e.actor = 'user:' || u.name
    where e.alert_id = ${alertId} order by e.at, e.id limit 500`

/** How an alert was closed; null where it stands. */
export const findAlertEnd = async (
  tx: TransactionSql,
  id: string,
): Promise<{ resolvedAt: Date; result: string | null; reason: string | null } | null> => {
  const [row] = await tx<{ resolvedAt: Date; result: string | null; reason: string | null }[]>`
    select resolved_at as "resolvedAt", result, reason from alerts where id = ${id} and state = 'resolved'`
  return row ?? null
}

/** Which closed alerts are asked for; null: any. */
export interface ClosedFilter {
  kind: string | null
  /** A part of the name or code of the checkpoint. */
  checkpoint: string | null
  /** Closed since then, and before then. */
  from: Date | null
  to: Date | null
}

const closedWhere = (tx: TransactionSql, { kind, checkpoint, from, to }: ClosedFilter) => {
  const places = tx`(select id from checkpoints
    where position(lower(${checkpoint}::text) in lower(name)) > 0 or position(lower(${checkpoint}::text) in lower(code)) > 0)`
  return tx`state = 'resolved' and resolved_at is not null
    ${kind === null ? tx`` : tx`and kind = ${kind}`}
    ${from === null ? tx`` : tx`and resolved_at >= ${from}`}
    ${to === null ? tx`` : tx`and resolved_at < ${to}`}
    ${
      checkpoint === null
        ? tx``
        : tx`and (checkpoint_id in ${places}
          or id in (select alert_id from alert_members where checkpoint_id in ${places}))`
    }`
}

export const countClosedAlerts = async (tx: TransactionSql, filter: ClosedFilter): Promise<number> => {
  const [row] = await tx<
    { count: number }[]
  >`select count(*)::int as count from alerts where ${closedWhere(tx, filter)}`
  return row?.count ?? 0
}

/** Closed alerts, the latest closed first; of the checkpoints that the transaction's scope holds. */
export const findClosedAlerts = (
  tx: TransactionSql,
  options: { filter: ClosedFilter; before: { at: Date; id: string } | null; limit: number },
): Promise<ClosedAlertRow[]> => {
  const { filter, before, limit } = options
  return tx<ClosedAlertRow[]>`
    select id, kind, severity, state, checkpoint_id as "checkpointId", entry_id as "entryId", owner, count, level,
      raised_at as "raisedAt", due_at as "dueAt", jurisdiction_id as "jurisdictionId", since, detail, revision, (
        select json_agg(json_build_object('checkpointId', checkpoint_id, 'over', over_at is not null) order by checkpoint_id)
        from alert_members where alert_id = alerts.id) as members,
      resolved_at as "resolvedAt", result, reason
    from alerts
    where ${closedWhere(tx, filter)}
      ${before === null ? tx`` : tx`and (resolved_at, id) < (${before.at}, ${before.id}::uuid)`}
    order by resolved_at desc, id desc limit ${limit}`
}

/** Acts whose note is what somebody wrote freely; that of `assigned` is whose it is. */
export const WRITTEN_ACTS: readonly string[] = ['acknowledged', 'noted', 'resolved']

/** Takes out what people wrote of alerts before then, since it may name somebody; who did what and when stays. How many there were. */
export const forgetAlertNotes = async (sql: Sql | TransactionSql, before: Date): Promise<number> => {
  const { count } = await sql`
    update alert_events set note = null
    where at < ${before} and note is not null and act = any(${[...WRITTEN_ACTS]}::text[])`
  await sql`update alerts set reason = null where resolved_at < ${before} and reason is not null`
  return count
}
