import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { alerts } from './alerts'
import { bytea, instant } from './columns'
import { sessions } from './people'

/** A browser that is told of alerts also while no page is open: as long as its session lasts. */
export const pushSubscriptions = pgTable('push_subscriptions', {
  id: uuid('id').primaryKey(),
  /** One a session: whoever signs out is told nothing more. */
  sessionHash: bytea('session_hash')
    .notNull()
    .unique()
    .references(() => sessions.idHash, { onDelete: 'cascade' }),
  /** SHA-256 of its address: a browser has one, whoever signs in there. */
  endpointHash: bytea('endpoint_hash').notNull().unique(),
  /** Host of the browser maker's push service, to be shown. */
  host: text('host').notNull(),
  /** Address and keys, encrypted with the number of their key. */
  sealed: bytea('sealed').notNull(),
  severities: text('severities').array().notNull(),
  language: text('language').notNull(),
  madeAt: instant('made_at').notNull(),
})

/** One event of an alert on its way to one browser; unique, so that however many servers run it is on its way once. */
export const pushDeliveries = pgTable(
  'push_deliveries',
  {
    id: uuid('id').primaryKey(),
    subscriptionId: uuid('subscription_id')
      .notNull()
      .references(() => pushSubscriptions.id, { onDelete: 'cascade' }),
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
    check('push_deliveries_state', sql`${table.state} in ('waiting', 'sent', 'failed')`),
    unique('push_deliveries_event').on(table.subscriptionId, table.eventId),
    index('push_deliveries_due').on(table.nextAt).where(sql`state = 'waiting'`),
  ],
)
