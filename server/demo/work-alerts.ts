import { randomBytes } from 'node:crypto'
import type { Sql } from 'postgres'
import { uuidV7 } from '#domain/uuid'
import { addEvent, changeAlert } from '../../db/stores/alert-store'
import { DESK, deskReason, deskTimes } from './alert-desk'
import { DEMO } from './demo-points'

/**
 * Receives and closes the demo's alerts of entries when their time has come, so that a demo that runs for weeks stays as tidy as a
 * staffed command centre. What a person has taken on is left to them. Returns the ids of those that moved.
 */
export const workAlerts = async (sql: Sql, nowMs: number): Promise<string[]> => {
  const alerts = await sql<{ id: string; kind: string; state: string; raisedAt: Date }[]>`
    select a.id, a.kind, a.state, a.raised_at as "raisedAt"
    from alerts a join checkpoints c on c.id = a.checkpoint_id
    where c.demo = ${DEMO} and a.kind in ('fever', 'watch', 'risk') and (a.state = 'open' and a.owner is null or a.state = 'acknowledged' and a.owner = ${DESK})`
  const moved: string[] = []
  for (const { id, kind, state, raisedAt } of alerts) {
    const { receivedMs, closedMs } = deskTimes({ id, kind }, raisedAt.getTime())
    if (state === 'open' && receivedMs <= nowMs) {
      await move(sql, { id, state: 'acknowledged', at: receivedMs })
      moved.push(id)
    }
    if (closedMs <= nowMs) {
      await move(sql, { id, state: 'resolved', at: closedMs, reason: deskReason(kind) })
      moved.push(id)
    }
  }
  return [...new Set(moved)]
}

const move = async (
  sql: Sql,
  { id, state, at, reason }: { id: string; state: 'acknowledged' | 'resolved'; at: number; reason?: string },
): Promise<void> => {
  const time = new Date(at).toISOString()
  const because = reason === undefined ? {} : { reason }
  await sql.begin(async (transaction) => {
    await changeAlert(transaction, { id, state, owner: DESK, at: time, ...because })
    const eventId = uuidV7(at, randomBytes(16))
    const note = reason === undefined ? {} : { note: reason }
    await addEvent(transaction, { alertId: id, eventId, at: time, actor: DESK, act: state, ...note })
  })
}
