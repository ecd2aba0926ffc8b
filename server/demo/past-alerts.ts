import { randomBytes } from 'node:crypto'
import type { TransactionSql } from 'postgres'
import { uuidV7 } from '#domain/uuid'
import { DESK, type PastAlert } from './alert-desk'

/** Stores alerts of the past with their history. Where one with the same cause still stands, that one is left as it is. */
export const insertPastAlerts = async (sql: TransactionSql, alerts: readonly PastAlert[]): Promise<void> => {
  if (alerts.length === 0) return
  const stored = await sql<{ id: string }[]>`
    insert into alerts (id, kind, severity, state, checkpoint_id, entry_id, fold_key, count, level, owner, raised_at,
      due_at, acknowledged_at, resolved_at, reason)
    select id, kind, severity, state, "checkpointId", "entryId", "foldKey", count, 0, owner, "raisedAt", "dueAt",
      "acknowledgedAt", "resolvedAt", reason
    from json_to_recordset(${JSON.stringify(alerts)}::text::json) as a(id uuid, kind text, severity text, state text,
      "checkpointId" int, "entryId" uuid, "foldKey" text, count int, owner text, "raisedAt" timestamptz,
      "dueAt" timestamptz, "acknowledgedAt" timestamptz, "resolvedAt" timestamptz, reason text)
    on conflict do nothing returning id`
  const ids = new Set(stored.map(({ id }) => id))
  const fresh = alerts.filter(({ id }) => ids.has(id))
  const events = fresh.flatMap((alert) => [
    event(alert.id, 'raised', 'system', alert.raisedAt, null),
    ...(alert.acknowledgedAt === null ? [] : [event(alert.id, 'acknowledged', DESK, alert.acknowledgedAt, null)]),
    ...(alert.resolvedAt === null ? [] : [event(alert.id, 'resolved', DESK, alert.resolvedAt, alert.reason)]),
  ])
  await sql`
    insert into alert_events (id, alert_id, at, actor, act, note)
    select id, "alertId", at, actor, act, note from json_to_recordset(${JSON.stringify(events)}::text::json)
      as e(id uuid, "alertId" uuid, at timestamptz, actor text, act text, note text)`
}

const event = (alertId: string, act: string, actor: string, at: string, note: string | null) => ({
  id: uuidV7(Date.parse(at), randomBytes(16)),
  alertId,
  at,
  actor,
  act,
  note,
})
