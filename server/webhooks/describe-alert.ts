import type { AlertKind } from '#domain/alert-kinds'
import { localDate, zoneOffsetMinutes } from '#domain/counted-at'
import { MINUTE_MS } from '#domain/instant'
import { findAlert } from '../../db/stores/alert-store'
import type { DueDelivery } from '../../db/stores/webhook-store'
import { showAlert } from '../alerts/show-alert'
import type { Core } from '../core'
import type { WebhookMessage } from './webhook-forms'

const KINDS: Record<AlertKind, string> = {
  fever: '复测确认发热',
  watch: '协查命中',
  risk: '风险地区来车',
  offline: '卡口离线',
  'zero-report': '日报未报',
  queue: '排队过长',
  stock: '物资不足',
  'two-hours': '待复测超过两小时',
}
const ACTS: Record<string, { type: string; words: string }> = {
  raised: { type: 'alert.raised', words: '告警' },
  reopened: { type: 'alert.reopened', words: '再次告警' },
  escalated: { type: 'alert.escalated', words: '超时上报' },
  resolved: { type: 'alert.resolved', words: '已办结' },
  recovered: { type: 'alert.resolved', words: '已恢复' },
}

/** What is told of an alert: where and what, never of whom. Null where the alert is gone. */
export const describeAlert = async (core: Core, delivery: DueDelivery): Promise<WebhookMessage | null> => {
  const { eventId, alertId, act, madeAt } = delivery
  const at = madeAt.toISOString()
  if (alertId === null) {
    const title = '卡口 Kakou：测试消息'
    return { id: eventId, type: 'webhook.test', at, title, lines: ['能看到这条，告警就能送到这里。'], data: {} }
  }
  const row = await findAlert(core.database.sql, alertId)
  if (row === null) return null
  const alert = showAlert(row, core.checkpoints)
  const { checkpoints } = core
  const point = row.checkpointId === null ? undefined : checkpoints.byId(row.checkpointId)
  const holder = alert.jurisdiction === undefined ? undefined : checkpoints.jurisdiction(alert.jurisdiction)
  const what = alert.points === undefined ? KINDS[alert.kind] : `${alert.points} 个卡口${KINDS[alert.kind]}`
  const { type, words } = ACTS[act] ?? { type: `alert.${act}`, words: act }
  const zone = checkpoints.zone(point?.path ?? holder?.path ?? '/')
  const due = alert.state === 'open' ? [`须在 ${localTime(alert.dueAt, zone)} 前接收`] : []
  return {
    id: eventId,
    type,
    at,
    title: `【${words}】${what}`,
    lines: [
      ...(point === undefined ? [] : [`${point.name}（${point.code}）`]),
      ...(holder === undefined ? [] : [holder.name]),
      `发出 ${localTime(alert.raisedAt, zone)}`,
      ...due,
    ],
    // The passage stays out of it: whoever follows it up signs in.
    data: { ...alert, entry: undefined, owner: undefined, checkpointName: point?.name },
  }
}

const localTime = (at: string, zone: string): string => {
  const ms = Date.parse(at)
  const local = new Date(ms + zoneOffsetMinutes(zone, ms) * MINUTE_MS).toISOString()
  return `${localDate(ms, zone)} ${local.slice(11, 16)}`
}
