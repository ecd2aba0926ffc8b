import { localTime } from '#domain/entries/counted-at'
import { findAlert } from '../../db/stores/alert-store'
import type { DueDelivery } from '../../db/stores/webhook-store'
import { showAlert } from '../alerts/show-alert'
import { TOLD_WORDS } from '../alerts/told-words'
import type { Core } from '../core'
import type { WebhookMessage } from './webhook-forms'

const WORDS = TOLD_WORDS.zh
/** Other systems are not told by which way an alert was closed. */
const TYPES: Record<string, string> = { recovered: 'alert.resolved' }

/** What is told of an alert: where and what, never of whom. Null where the alert is gone. */
export const describeAlert = async (core: Core, delivery: DueDelivery): Promise<WebhookMessage | null> => {
  const { eventId, alertId, act, madeAt } = delivery
  const at = madeAt.toISOString()
  if (alertId === null) {
    const { title, body } = WORDS.test
    return { id: eventId, type: 'webhook.test', at, title, lines: [body], data: {} }
  }
  const row = await findAlert(core.database.sql, alertId)
  if (row === null) return null
  const alert = showAlert(row, core.checkpoints)
  const { checkpoints } = core
  const point = row.checkpointId === null ? undefined : checkpoints.byId(row.checkpointId)
  const holder = alert.jurisdiction === undefined ? undefined : checkpoints.jurisdiction(alert.jurisdiction)
  const what = alert.points === undefined ? WORDS.kinds[alert.kind] : WORDS.many(alert.points, WORDS.kinds[alert.kind])
  const type = TYPES[act] ?? `alert.${act}`
  // The store puts only these on their way.
  const words = WORDS.acts[act as keyof typeof WORDS.acts]
  const zone = checkpoints.zone(point?.path ?? holder?.path ?? '/')
  const due = alert.state === 'open' ? [WORDS.receiveBy(minuteOf(alert.dueAt, zone))] : []
  return {
    id: eventId,
    type,
    at,
    title: `【${words}】${what}`,
    lines: [
      ...(point === undefined ? [] : [`${point.name}（${point.code}）`]),
      ...(holder === undefined ? [] : [holder.name]),
      `发出 ${minuteOf(alert.raisedAt, zone)}`,
      ...due,
    ],
    // The passage stays out of it: whoever follows it up signs in.
    data: { ...alert, entry: undefined, owner: undefined, checkpointName: point?.name },
  }
}

const minuteOf = (at: string, zone: string): string => localTime(Date.parse(at), zone).slice(0, 16)
