import { index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { bytea, instant } from './columns'

/** Leave to see where a vehicle went: asked for by one, given by another, for a time. */
export const trajectoryPermits = pgTable(
  'trajectory_permits',
  {
    id: uuid('id').primaryKey(),
    /** The plate, sealed. */
    plate: bytea('plate').notNull(),
    /** Passages from when to when. */
    since: instant('since').notNull(),
    until: instant('until').notNull(),
    reason: text('reason').notNull(),
    /** Path of the jurisdiction of whoever asks. */
    scope: text('scope').notNull(),
    /** As audit names them: `user:…`. */
    askedBy: text('asked_by').notNull(),
    approver: text('approver').notNull(),
    askedAt: instant('asked_at').notNull(),
    approvedAt: instant('approved_at'),
    /** After it nothing is asked or shown by it any more. */
    expiresAt: instant('expires_at').notNull(),
  },
  (table) => [
    index('trajectory_permits_asked').on(table.askedBy),
    index('trajectory_permits_approver').on(table.approver),
  ],
)
