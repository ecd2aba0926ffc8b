import { sql } from 'drizzle-orm'
import { check, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { checkpoints } from './checkpoints'
import { instant } from './columns'
import { jurisdictions } from './jurisdictions'

/** What needs a person. Repeats of one cause (`fold_key`) fold into the open alert with a count. */
export const alerts = pgTable(
  'alerts',
  {
    id: uuid('id').primaryKey(),
    kind: text('kind').notNull(),
    severity: text('severity').notNull(),
    state: text('state').notNull(),
    checkpointId: integer('checkpoint_id').references(() => checkpoints.id),
    /** Where it lies, if that is not one checkpoint. */
    jurisdictionId: integer('jurisdiction_id').references(() => jurisdictions.id, { onDelete: 'cascade' }),
    entryId: uuid('entry_id'),
    /** Since when what it tells is so: last heard of, end of the period. */
    since: instant('since'),
    /** What a reader wants to know of it: vehicles that wait, supplies, the period. */
    detail: jsonb('detail').$type<Record<string, number | string>>(),
    /** Grows with every change, so that of two reads the newer is known. */
    revision: integer('revision').notNull().default(0),
    foldKey: text('fold_key').notNull(),
    count: integer('count').notNull(),
    /** How far up the hierarchy it has climbed; 0 at first. */
    level: integer('level').notNull(),
    owner: text('owner'),
    raisedAt: instant('raised_at').notNull(),
    dueAt: instant('due_at').notNull(),
    acknowledgedAt: instant('acknowledged_at'),
    resolvedAt: instant('resolved_at'),
    /** How it ended, and what was said of it at closing. */
    result: text('result'),
    reason: text('reason'),
  },
  (table) => [
    check('alerts_state', sql`${table.state} in ('open', 'acknowledged', 'resolved')`),
    uniqueIndex('alerts_fold').on(table.foldKey).where(sql`state <> 'resolved'`),
    index('alerts_open').on(table.dueAt).where(sql`state <> 'resolved'`),
    index('alerts_checkpoint').on(table.checkpointId),
    index('alerts_resolved').on(table.resolvedAt, table.id).where(sql`state = 'resolved'`),
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
  (table) => [index('alert_events_alert').on(table.alertId, table.at), index('alert_events_at').on(table.at)],
)

/** What an alert by the clock speaks of, until its condition ended. */
export const alertMembers = pgTable(
  'alert_members',
  {
    alertId: uuid('alert_id')
      .notNull()
      .references(() => alerts.id, { onDelete: 'cascade' }),
    /** Names the condition through its comings and goings. */
    subject: text('subject').notNull(),
    checkpointId: integer('checkpoint_id')
      .notNull()
      .references(() => checkpoints.id, { onDelete: 'cascade' }),
    since: instant('since').notNull(),
    overAt: instant('over_at'),
  },
  (table) => [
    primaryKey({ name: 'alert_members_pk', columns: [table.alertId, table.subject] }),
    index('alert_members_checkpoint').on(table.checkpointId),
    index('alert_members_standing').on(table.alertId).where(sql`over_at is null`),
    index('alert_members_over').on(table.overAt),
  ],
)

/** What the clock set off, once however many servers read it. */
export const firings = pgTable(
  'firings',
  {
    kind: text('kind').notNull(),
    subject: text('subject').notNull(),
    dueAt: instant('due_at').notNull(),
    firedAt: instant('fired_at').notNull(),
  },
  (table) => [
    primaryKey({ name: 'firings_pk', columns: [table.kind, table.subject, table.dueAt] }),
    index('firings_fired').on(table.firedAt),
  ],
)

/** What was last heard of a checkpoint, by socket or call, from a tablet or a gate. */
export const signs = pgTable('signs', {
  checkpointId: integer('checkpoint_id')
    .primaryKey()
    .references(() => checkpoints.id, { onDelete: 'cascade' }),
  seenAt: instant('seen_at').notNull(),
  /** Vehicles that wait. */
  queue: integer('queue'),
  queueAt: instant('queue_at'),
  stock: jsonb('stock').$type<Record<string, number>>(),
  stockAt: instant('stock_at'),
})

/** 计划停用: while it holds, no alert of these kinds is raised for these points. */
export const alertPauses = pgTable(
  'alert_pauses',
  {
    id: uuid('id').primaryKey(),
    startsAt: instant('starts_at').notNull(),
    endsAt: instant('ends_at').notNull(),
    reason: text('reason').notNull(),
    kinds: text('kinds').array().notNull(),
    /** All points of it, unless some are named. */
    jurisdictionId: integer('jurisdiction_id')
      .notNull()
      .references(() => jurisdictions.id, { onDelete: 'cascade' }),
    checkpointIds: integer('checkpoint_ids').array(),
    madeBy: text('made_by').notNull(),
    /** The name as it was then. */
    maker: text('maker').notNull(),
  },
  (table) => [
    check('alert_pauses_order', sql`${table.startsAt} < ${table.endsAt}`),
    index('alert_pauses_ends').on(table.endsAt),
  ],
)
