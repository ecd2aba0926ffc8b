import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { checkpoints } from './checkpoints'
import { instant } from './columns'

/** What needs a person. Repeats of one cause (`fold_key`) fold into the open alert with a count. */
export const alerts = pgTable(
  'alerts',
  {
    id: uuid('id').primaryKey(),
    kind: text('kind').notNull(),
    severity: text('severity').notNull(),
    state: text('state').notNull(),
    checkpointId: integer('checkpoint_id').references(() => checkpoints.id),
    entryId: uuid('entry_id'),
    foldKey: text('fold_key').notNull(),
    count: integer('count').notNull(),
    /** How far up the hierarchy it has climbed; 0 at first. */
    level: integer('level').notNull(),
    owner: text('owner'),
    raisedAt: instant('raised_at').notNull(),
    dueAt: instant('due_at').notNull(),
    acknowledgedAt: instant('acknowledged_at'),
    resolvedAt: instant('resolved_at'),
    /** The result given at closing. */
    reason: text('reason'),
  },
  (table) => [
    check('alerts_state', sql`${table.state} in ('open', 'acknowledged', 'resolved')`),
    uniqueIndex('alerts_fold').on(table.foldKey).where(sql`state <> 'resolved'`),
    index('alerts_open').on(table.dueAt).where(sql`state <> 'resolved'`),
    index('alerts_checkpoint').on(table.checkpointId),
  ],
)

/** The history of an alert, in order. */
export const alertEvents = pgTable(
  'alert_events',
  {
    id: uuid('id').primaryKey(),
    alertId: uuid('alert_id')
      .notNull()
      .references(() => alerts.id, { onDelete: 'cascade' }),
    at: instant('at').notNull(),
    actor: text('actor').notNull(),
    act: text('act').notNull(),
    note: text('note'),
  },
  (table) => [index('alert_events_alert').on(table.alertId, table.at)],
)
