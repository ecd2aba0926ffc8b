import type { Sql, TransactionSql } from 'postgres'
import { dueIds, type Taking } from './delivery-store'

interface NewSubscription {
  id: string
  sessionHash: Buffer
  endpointHash: Buffer
  host: string
  sealed: Buffer
  severities: readonly string[]
  language: string
  madeAt: Date
}

/** A browser has one address, whoever signs in there: with the next, the one before is told nothing more. */
export const dropAddress = async (sql: Sql, endpointHash: Buffer): Promise<void> => {
  await sql`delete from push_subscriptions where endpoint_hash = ${endpointHash}`
}

/** A session's, in place of what it had before. */
export const putSubscription = async (sql: TransactionSql, made: NewSubscription): Promise<void> => {
  const { id, sessionHash, endpointHash, host, sealed, severities, language, madeAt } = made
  await sql`delete from push_subscriptions where session_hash = ${sessionHash}`
  await sql`
    insert into push_subscriptions (id, session_hash, endpoint_hash, host, sealed, severities, language, made_at)
    values (${id}, ${sessionHash}, ${endpointHash}, ${host}, ${sealed}, ${[...severities]}::text[], ${language}, ${madeAt})`
}

interface OwnSubscription {
  id: string
  host: string
  severities: string[]
  /** When the session ends if it is not used before. */
  endsAt: Date
  /** Of the delivery that was tried last. */
  lastState: string | null
  lastAt: Date | null
  lastFault: string | null
}

export const findSubscription = async (tx: TransactionSql, sessionHash: Buffer): Promise<OwnSubscription | null> => {
  const [row] = await tx<OwnSubscription[]>`
    select p.id, p.host, p.severities, s.expires_at as "endsAt", l.state as "lastState", l.tried_at as "lastAt",
      l.fault as "lastFault"
    from push_subscriptions p join sessions s on s.id_hash = p.session_hash
    left join lateral (
      select state, tried_at, fault from push_deliveries
      where subscription_id = p.id and tried_at is not null order by tried_at desc limit 1) l on true
    where p.session_hash = ${sessionHash}`
  return row ?? null
}

/** Forgets browsers whose session ended, or whose account may see no alerts any more. */
export const dropSubscriptions = async (sql: Sql, now: Date): Promise<void> => {
  await sql`
    delete from push_subscriptions p using sessions s, users u
    where s.id_hash = p.session_hash and u.id = s.user_id
      and (s.revoked_at is not null or s.expires_at <= ${now} or u.disabled_at is not null or u.role in ('reporter', 'staff'))`
}

export const dropSubscription = async (sql: Sql, id: string): Promise<void> => {
  await sql`delete from push_subscriptions where id = ${id}`
}

/**
 * Puts what happened to alerts since `since` on its way to whom it concerns, each once: raised and opened again within
 * their jurisdiction; what climbed, where it climbed to.
 */
export const enqueuePushes = async (sql: Sql, { since, now }: { since: Date; now: Date }): Promise<void> => {
  await sql`
    insert into push_deliveries (id, subscription_id, alert_id, event_id, act, state, next_at, made_at)
    select gen_random_uuid(), p.id, a.id, e.id, e.act, 'waiting', ${now}, ${now}
    from alert_events e
    join alerts a on a.id = e.alert_id and a.state <> 'resolved'
    left join checkpoints c on c.id = a.checkpoint_id
    join jurisdictions j on j.id = coalesce(a.jurisdiction_id, c.jurisdiction_id)
    join push_subscriptions p on a.severity = any(p.severities) and e.at >= p.made_at
    join sessions s on s.id_hash = p.session_hash and s.revoked_at is null and s.expires_at > ${now}
    join users u on u.id = s.user_id and u.disabled_at is null
    join jurisdictions uj on uj.id = u.jurisdiction_id and starts_with(j.path, uj.path)
    where e.at >= ${since} and (e.act in ('raised', 'reopened') or (e.act = 'escalated'
        and cardinality(string_to_array(uj.path, '/')) = greatest(3, cardinality(string_to_array(j.path, '/')) - a.level)))
      and not exists (select from push_deliveries d where d.subscription_id = p.id and d.event_id = e.id)
    order by e.at
    on conflict do nothing`
}

export interface DuePush {
  id: string
  subscriptionId: string
  sealed: Buffer
  language: string
  alertId: string | null
  act: string
  tries: number
}

export const takePushes = (sql: Sql, taking: Taking): Promise<DuePush[]> =>
  sql<DuePush[]>`
    update push_deliveries d set next_at = ${taking.leaseUntil}, tries = tries + 1
    from push_subscriptions p
    where p.id = d.subscription_id and d.id in (${dueIds(sql, 'push_deliveries', taking)})
    returning d.id, p.id as "subscriptionId", p.sealed, p.language, d.alert_id as "alertId", d.act, d.tries`

export const dropPushes = async (sql: Sql, before: Date): Promise<void> => {
  await sql`delete from push_deliveries where made_at < ${before}`
}
