import type { Sql } from 'postgres'

/** The two queues of what is on its way to addresses outside: a row for one event of an alert and one address. */
export type DeliveryTable = 'webhook_deliveries' | 'push_deliveries'
export type DeliveryState = 'sent' | 'waiting' | 'failed'

export interface Taking {
  now: Date
  /** Until then no other server takes it. */
  leaseUntil: Date
  limit: number
}

/** The ids of what is due, the oldest first, for the statement that takes it: what another server takes is passed over. */
export const dueIds = (sql: Sql, table: DeliveryTable, { now, limit }: Taking) => sql`
  select id from ${sql(table)} where state = 'waiting' and next_at <= ${now}
  order by next_at limit ${limit} for update skip locked`

interface Settled {
  id: string
  state: DeliveryState
  at: Date
  /** When it is tried next, where it waits. */
  nextAt: Date
  fault: string | null
}

/** Writes down how a try went. */
export const settleDelivery = async (sql: Sql, table: DeliveryTable, settled: Settled): Promise<void> => {
  const { id, state, at, nextAt, fault } = settled
  await sql`
    update ${sql(table)} set state = ${state}, tried_at = ${at}, next_at = ${nextAt}, fault = ${fault} where id = ${id}`
}
