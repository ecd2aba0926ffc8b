import { integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { checkpoints } from './checkpoints'
import { instant } from './columns'

/** What state a checkpoint was in from when on, as the board showed it; kept for good, to be looked at again. */
export const stateChanges = pgTable(
  'state_changes',
  {
    checkpointId: integer('checkpoint_id')
      .notNull()
      .references(() => checkpoints.id, { onDelete: 'cascade' }),
    at: instant('at').notNull(),
    state: text('state').notNull(),
  },
  (table) => [primaryKey({ name: 'state_changes_pk', columns: [table.checkpointId, table.at] })],
)
