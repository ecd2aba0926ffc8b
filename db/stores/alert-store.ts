import type { Sql, TransactionSql } from 'postgres'

/** An alert as it is raised; where one with its fold key is not resolved yet, that one counts one more. */
export interface NewAlert {
  id: string
  kind: string
  severity: string
  checkpointId: number | null
  entryId: string | null
  foldKey: string
  raisedAt: string
  dueAt: string
}

/** An alert as it stands. Times are ISO 8601 UTC. */
export interface AlertRow {
  id: string
  kind: string
  severity: string
  state: 'open' | 'acknowledged' | 'resolved'
  checkpointId: number | null
  entryId: string | null
  owner: string | null
  count: number
  level: number
  raisedAt: Date
  dueAt: Date
}

export type RaisedAlert = AlertRow

type Connection = Sql | TransactionSql

const COLUMNS = (sql: Connection) => sql`
  id, kind, severity, state, checkpoint_id as "checkpointId", entry_id as "entryId", owner, count, level,
  raised_at as "raisedAt", due_at as "dueAt"`

/** Raises the alerts in fold-key order; repeats fold into the one that is not resolved. Returns them as they stand. */
export const insertAlerts = async (sql: Connection, alerts: readonly NewAlert[]): Promise<AlertRow[]> => {
  const raised: AlertRow[] = []
  for (const alert of [...alerts].sort((a, b) => (a.foldKey < b.foldKey ? -1 : 1))) {
    const rows = await sql<(AlertRow & { fresh: boolean })[]>`
      insert into alerts (id, kind, severity, state, checkpoint_id, entry_id, fold_key, count, level, raised_at, due_at)
      values (${alert.id}, ${alert.kind}, ${alert.severity}, 'open', ${alert.checkpointId}, ${alert.entryId},
        ${alert.foldKey}, 1, 0, ${alert.raisedAt}, ${alert.dueAt})
      on conflict (fold_key) where state <> 'resolved' do update set count = alerts.count + 1
      returning ${COLUMNS(sql)}, (xmax = 0) as fresh`
    for (const { fresh, ...row } of rows) {
      raised.push(row)
      if (fresh)
        await addEvent(sql, { alertId: row.id, eventId: alert.id, at: alert.raisedAt, actor: 'system', act: 'raised' })
    }
  }
  return raised
}

/** Alerts that are not resolved, the earliest due first. */
export const findUnresolved = (sql: Connection): Promise<AlertRow[]> =>
  sql<AlertRow[]>`select ${COLUMNS(sql)} from alerts where state <> 'resolved' order by due_at, id`

export const findAlert = async (sql: Connection, id: string): Promise<AlertRow | null> => {
  const rows = await sql<AlertRow[]>`select ${COLUMNS(sql)} from alerts where id = ${id}`
  return rows[0] ?? null
}

export interface AlertChange {
  id: string
  state?: 'acknowledged' | 'resolved'
  owner?: string
  reason?: string
  at: string
}

/** Moves an alert on; null where there is none, or it was resolved already. */
export const changeAlert = async (sql: Connection, change: AlertChange): Promise<AlertRow | null> => {
  const rows = await sql<AlertRow[]>`
    update alerts set
      state = coalesce(${change.state ?? null}, state),
      owner = coalesce(${change.owner ?? null}, owner),
      reason = coalesce(${change.reason ?? null}, reason),
      acknowledged_at = case when ${change.state ?? null}::text is null then acknowledged_at
        else coalesce(acknowledged_at, ${change.at}::timestamptz) end,
      resolved_at = case when ${change.state ?? null}::text = 'resolved' then ${change.at}::timestamptz end
    where id = ${change.id} and state <> 'resolved'
    returning ${COLUMNS(sql)}`
  return rows[0] ?? null
}

interface AlertEvent {
  alertId: string
  eventId: string
  at: string
  actor: string
  act: string
  note?: string
}

export const addEvent = async (sql: Connection, event: AlertEvent): Promise<void> => {
  await sql`
    insert into alert_events (id, alert_id, at, actor, act, note)
    values (${event.eventId}, ${event.alertId}, ${event.at}, ${event.actor}, ${event.act}, ${event.note ?? null})`
}
