import { sql } from 'drizzle-orm'
import { type AnyPgColumn, check, index, integer, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import { checkpoints } from './checkpoints'
import { bytea, instant } from './columns'
import { jurisdictions } from './jurisdictions'

/**
 * Who stands at checkpoints. No account: they sign on by a short PIN, on a tablet that is paired, and nowhere else.
 * A PIN says who somebody is; it keeps nobody out.
 */
export const staff = pgTable(
  'staff',
  {
    id: uuid('id').primaryKey(),
    name: text('name').notNull(),
    agency: text('agency').notNull(),
    jurisdictionId: integer('jurisdiction_id')
      .notNull()
      .references(() => jurisdictions.id),
    /** Argon2id; null: has none, and signs on by the name alone. */
    pinDigest: bytea('pin_digest'),
    createdAt: instant('created_at').notNull(),
    endedAt: instant('ended_at'),
    demo: text('demo'),
  },
  (table) => [
    index('staff_jurisdiction').on(table.jurisdictionId),
    check('staff_pin', sql`${table.pinDigest} is null or octet_length(${table.pinDigest}) = 16`),
  ],
)

/** 班组: who is on duty together. */
export const crews = pgTable(
  'crews',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    checkpointId: integer('checkpoint_id')
      .notNull()
      .references(() => checkpoints.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    /** Its place in the rota. */
    position: integer('position').notNull(),
    leadId: uuid('lead_id').references((): AnyPgColumn => staff.id, { onDelete: 'set null' }),
  },
  (table) => [unique('crews_name').on(table.checkpointId, table.name)],
)

export const crewMembers = pgTable(
  'crew_members',
  {
    crewId: integer('crew_id')
      .notNull()
      .references(() => crews.id, { onDelete: 'cascade' }),
    staffId: uuid('staff_id')
      .notNull()
      .references(() => staff.id, { onDelete: 'cascade' }),
    post: text('post'),
  },
  (table) => [
    primaryKey({ name: 'crew_members_pk', columns: [table.crewId, table.staffId] }),
    index('crew_members_staff').on(table.staffId),
  ],
)
