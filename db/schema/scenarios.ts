import { index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { instant } from './columns'
import { jurisdictions } from './jurisdictions'

/** A plan that somebody tried and kept: what `POST /coverage/evaluate` takes, under a name. */
export const scenarios = pgTable(
  'scenarios',
  {
    id: uuid('id').primaryKey(),
    jurisdictionId: integer('jurisdiction_id')
      .notNull()
      .references(() => jurisdictions.id),
    name: text('name').notNull(),
    note: text('note').notNull(),
    plan: jsonb('plan').notNull(),
    /** One more with each change, so that of two planners the later is told. */
    version: integer('version').notNull(),
    /** As audit names whoever did it. */
    createdBy: text('created_by').notNull(),
    changedBy: text('changed_by').notNull(),
    createdAt: instant('created_at').notNull(),
    changedAt: instant('changed_at').notNull(),
    /** When its points became planned checkpoints. */
    promotedAt: instant('promoted_at'),
  },
  (table) => [index('scenarios_jurisdiction').on(table.jurisdictionId)],
)
