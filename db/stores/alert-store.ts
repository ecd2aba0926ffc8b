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
  jurisdictionId: number | null
  since: Date | null
  detail: Record<string, number | string> | null
  /** Of two reads of an alert the one with the higher is the newer. */
  revision: number
  /** What an alert by the clock speaks of; null for one that an entry raised. */
  members: { checkpointId: number; over: boolean }[] | null
}

export type RaisedAlert = AlertRow

type Connection = Sql | TransactionSql

const COLUMNS = (sql: Connection) => sql`
  id, kind, severity, state, checkpoint_id as "checkpointId", entry_id as "entryId", owner, count, level,
  raised_at as "raisedAt", due_at as "dueAt", jurisdiction_id as "jurisdictionId", since, detail, revision`

const WITH_MEMBERS = (sql: Connection) => sql`${COLUMNS(sql)}, (
  select json_agg(json_build_object('checkpointId', checkpoint_id, 'over', over_at is not null) order by checkpoint_id)
  from alert_members where alert_id = alerts.id) as members`

/**
 * Raises the alerts in fold-key order; repeats fold into the one that is not resolved, also within this list. Two
 * statements however many there are, since entries wait behind them. Returns the alerts as they stand.
 */
export const insertAlerts = async (sql: Connection, alerts: readonly NewAlert[]): Promise<AlertRow[]> => {
  if (alerts.length === 0) return []
  const folded = new Map<string, NewAlert & { times: number }>()
  for (const alert of alerts) {
    const first = folded.get(alert.foldKey)
    if (first === undefined) folded.set(alert.foldKey, { ...alert, times: 1 })
    else first.times++
  }
  const rows = await sql<(Omit<AlertRow, 'members'> & { fresh: boolean })[]>`
    insert into alerts (id, kind, severity, state, checkpoint_id, entry_id, fold_key, count, level, raised_at, due_at)
    select id, kind, severity, 'open', "checkpointId", "entryId", "foldKey", times, 0, "raisedAt", "dueAt"
    from json_to_recordset(${JSON.stringify([...folded.values()])}::text::json) as a(id uuid, kind text, severity text,
      "checkpointId" int, "entryId" uuid, "foldKey" text, times int, "raisedAt" timestamptz, "dueAt" timestamptz)
    order by "foldKey"
    on conflict (fold_key) where state <> 'resolved' do update
      set count = alerts.count + excluded.count, revision = alerts.revision + 1
    returning ${COLUMNS(sql)}, (xmax = 0) as fresh`
  const raised = rows.filter(({ fresh }) => fresh).map(({ id, raisedAt }) => ({ id, raisedAt }))
  if (raised.length > 0) {
    await sql`
      insert into alert_events (id, alert_id, at, actor, act)
      select id, id, "raisedAt", 'system', 'raised'
      from json_to_recordset(${JSON.stringify(raised)}::text::json) as e(id uuid, "raisedAt" timestamptz)`
  }
  return rows.map(({ fresh: _, ...row }) => ({ ...row, members: null }))
}

/** Alerts that are not resolved, the earliest due first. */
export const findUnresolved = (sql: Connection): Promise<AlertRow[]> =>
  sql<AlertRow[]>`select ${WITH_MEMBERS(sql)} from alerts where state <> 'resolved' order by due_at, id`

export const findAlert = async (sql: Connection, id: string): Promise<AlertRow | null> => {
  const rows = await sql<AlertRow[]>`select ${WITH_MEMBERS(sql)} from alerts where id = ${id}`
  return rows[0] ?? null
}

export interface AlertChange {
  id: string
  state?: 'acknowledged' | 'resolved'
  owner?: string
  /** Whose it is where it is nobody's yet. */
  ownerIfNone?: string
  result?: string
  reason?: string
  /** Until when it is due from now on, ISO 8601. */
  dueAt?: string
  at: string
}

/** Moves an alert on; null where there is none, or it was resolved already. */
export const changeAlert = async (sql: Connection, change: AlertChange): Promise<AlertRow | null> => {
  const rows = await sql<AlertRow[]>`
    update alerts set
      state = coalesce(${change.state ?? null}, state),
      owner = coalesce(${change.owner ?? null}, owner, ${change.ownerIfNone ?? null}),
      result = coalesce(${change.result ?? null}, result),
      reason = coalesce(${change.reason ?? null}, reason),
      due_at = coalesce(${change.dueAt ?? null}, due_at),
      revision = revision + 1,
      acknowledged_at = case when ${change.state ?? null}::text is null then acknowledged_at
        else coalesce(acknowledged_at, ${change.at}::timestamptz) end,
      resolved_at = case when ${change.state ?? null}::text = 'resolved' then ${change.at}::timestamptz end
    where id = ${change.id} and state <> 'resolved'
    returning ${WITH_MEMBERS(sql)}`
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
