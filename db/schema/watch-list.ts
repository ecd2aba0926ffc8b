import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { bytea, instant } from './columns'

/** One row: the salt and the cost of the list's digests, fixed when the first subject is put on it, and its version. */
export const watchList = pgTable(
  'watch_list',
  {
    one: boolean('one').primaryKey().default(true),
    salt: bytea('salt').notNull(),
    memoryKiB: integer('memory_kib').notNull(),
    iterations: integer('iterations').notNull(),
    version: integer('version').notNull().default(0),
  },
  (table) => [check('watch_list_one', sql`${table.one}`)],
)

/**
 * 协查对象: a plate or a person to be stopped. Only the digest of what it is: the list can't be read out of the database
 * either. It is on the versions from `since` on and before `until`.
 */
export const watchSubjects = pgTable(
  'watch_subjects',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    kind: text('kind').notNull(),
    digest: bytea('digest').notNull(),
    /** Masked, for whoever keeps the list: 浙E·3K**2. */
    label: text('label').notNull(),
    rule: text('rule').notNull(),
    /** Why; never sent to a tablet. */
    reason: text('reason').notNull(),
    orderText: text('order_text'),
    expiresAt: instant('expires_at').notNull(),
    since: integer('since').notNull(),
    until: integer('until'),
    addedBy: text('added_by').notNull(),
    addedAt: instant('added_at').notNull(),
    endedBy: text('ended_by'),
    endedAt: instant('ended_at'),
    endReason: text('end_reason'),
  },
  (table) => [
    check('watch_subjects_kind', sql`${table.kind} in ('plate', 'person')`),
    uniqueIndex('watch_subjects_standing').on(table.kind, table.digest).where(sql`until is null`),
    index('watch_subjects_since').on(table.since),
  ],
)
