import { integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { instant } from './columns'

/** Days by kind of data, where they were set; and how far the purge came. */
export const retention = pgTable('retention', {
  kind: text('kind').primaryKey(),
  days: integer('days').notNull(),
  /** All that passed before is purged, but for what came in late. */
  purgedUntil: instant('purged_until'),
  purgedAt: instant('purged_at'),
})

/** What was destroyed at the end of an epidemic, for good: the certificate as it was given out. */
export const destructions = pgTable('destructions', {
  id: uuid('id').primaryKey(),
  event: text('event').notNull(),
  at: instant('at').notNull(),
  actor: text('actor').notNull(),
  certificate: text('certificate').notNull(),
})
