import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { alerts } from './alerts'
import { bytea, instant } from './columns'
import { jurisdictions } from './jurisdictions'

/** Whom alerts are told to away from the screen: other systems, and robots of group chats. */
export const webhooks = pgTable(
  'webhooks',
  {
    id: uuid('id').primaryKey(),
    name: text('name').notNull(),
    form: text('form').notNull(),
    /** Its host, to be shown: the rest of the address is often a secret too. */
    host: text('host').notNull(),
    /** Address and secret, encrypted with the number of their key. */
    sealed: bytea('sealed').notNull(),
    kinds: text('kinds').array().notNull(),
    /** Alerts of this jurisdiction and below. */
    jurisdictionId: integer('jurisdiction_id')
      .notNull()
      .references(() => jurisdictions.id, { onDelete: 'cascade' }),
    enabled: boolean('enabled').notNull(),
    madeBy: text('made_by').notNull(),
    madeAt: instant('made_at').notNull(),
  },
  (table) => [check('webhooks_form', sql`${table.form} in ('standard', 'wecom', 'dingtalk', 'feishu')`)],
)

/** One event of an alert on its way to one webhook; unique, so that however many servers run it is on its way once. */
export const webhookDeliveries = pgTable(
  'webhook_deliveries',
  {
    id: uuid('id').primaryKey(),
    webhookId: uuid('webhook_id')
      .notNull()
      .references(() => webhooks.id, { onDelete: 'cascade' }),
    /** Null: a test. */
    alertId: uuid('alert_id').references(() => alerts.id, { onDelete: 'cascade' }),
    /** The line of the alert's history that it tells. */
    eventId: uuid('event_id').notNull(),
    act: text('act').notNull(),
    state: text('state').notNull(),
    tries: integer('tries').notNull().default(0),
    /** When it is tried next; while it is being tried, when another server may. */
    nextAt: instant('next_at').notNull(),
    madeAt: instant('made_at').notNull(),
    triedAt: instant('tried_at'),
    /** Why the last try failed, in a few words without the address. */
    fault: text('fault'),
  },
  (table) => [
    check('webhook_deliveries_state', sql`${table.state} in ('waiting', 'sent', 'failed')`),
    unique('webhook_deliveries_event').on(table.webhookId, table.eventId),
    index('webhook_deliveries_due').on(table.nextAt).where(sql`state = 'waiting'`),
    index('webhook_deliveries_made').on(table.webhookId, table.madeAt),
  ],
)
