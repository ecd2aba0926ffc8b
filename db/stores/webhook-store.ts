import type { Sql, TransactionSql } from 'postgres'
import { dueIds, type Taking } from './delivery-store'

interface WebhookRow {
  id: string
  name: string
  form: string
  host: string
  kinds: string[]
  jurisdiction: string
  enabled: boolean
  madeAt: Date
  waiting: number
  failed: number
  /** Of the delivery that was tried last. */
  lastState: string | null
  lastAt: Date | null
  lastFault: string | null
}

/** Webhooks with how they fare, in the order in which they were made. */
export const findWebhooks = (tx: TransactionSql): Promise<WebhookRow[]> =>
  tx<WebhookRow[]>`
    select w.id, w.name, w.form, w.host, w.kinds, j.code as jurisdiction, w.enabled, w.made_at as "madeAt",
      (select count(*)::int from webhook_deliveries d where d.webhook_id = w.id and d.state = 'waiting') as waiting,
      (select count(*)::int from webhook_deliveries d where d.webhook_id = w.id and d.state = 'failed') as failed,
      l.state as "lastState", l.tried_at as "lastAt", l.fault as "lastFault"
    from webhooks w join jurisdictions j on j.id = w.jurisdiction_id
    left join lateral (
      select state, tried_at, fault from webhook_deliveries
      where webhook_id = w.id and tried_at is not null order by tried_at desc limit 1) l on true
    order by w.made_at, w.id`

/** Puts what happened to alerts since `since` on its way to whom it concerns, each once. */
export const enqueueDeliveries = async (sql: Sql, { since, now }: { since: Date; now: Date }): Promise<void> => {
  await sql`
    insert into webhook_deliveries (id, webhook_id, alert_id, event_id, act, state, next_at, made_at)
    select gen_random_uuid(), w.id, a.id, e.id, e.act, 'waiting', ${now}, ${now}
    from alert_events e
    join alerts a on a.id = e.alert_id
    left join checkpoints c on c.id = a.checkpoint_id
    join jurisdictions j on j.id = coalesce(a.jurisdiction_id, c.jurisdiction_id)
    join webhooks w on w.enabled and a.kind = any(w.kinds) and e.at >= w.made_at
    join jurisdictions wj on wj.id = w.jurisdiction_id and starts_with(j.path, wj.path)
    where e.at >= ${since} and e.act in ('raised', 'reopened', 'escalated', 'resolved', 'recovered')
      and not exists (select from webhook_deliveries d where d.webhook_id = w.id and d.event_id = e.id)
    order by e.at
    on conflict do nothing`
}

export interface DueDelivery {
  id: string
  webhookId: string
  form: string
  sealed: Buffer
  alertId: string | null
  eventId: string
  act: string
  tries: number
  madeAt: Date
}

export const takeDeliveries = (sql: Sql, taking: Taking): Promise<DueDelivery[]> =>
  sql<DueDelivery[]>`
    update webhook_deliveries d set next_at = ${taking.leaseUntil}, tries = tries + 1
    from webhooks w
    where w.id = d.webhook_id and d.id in (${dueIds(sql, 'webhook_deliveries', taking)})
    returning d.id, d.webhook_id as "webhookId", w.form, w.sealed, d.alert_id as "alertId", d.event_id as "eventId", d.act,
      d.tries, d.made_at as "madeAt"`

export const dropDeliveries = async (sql: Sql, before: Date): Promise<void> => {
  await sql`delete from webhook_deliveries where made_at < ${before} and state <> 'waiting'`
}
