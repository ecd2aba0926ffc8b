import { sql } from 'drizzle-orm'
import { boolean, check, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { bytea, instant } from './columns'

/** One row: what belongs to this database as a whole and goes into its backups. */
export const instance = pgTable(
  'instance',
  {
    one: boolean('one').primaryKey().default(true),
    /** Keys the entries' digests; never rotates, or late resends would look like other entries. */
    digestSecret: bytea('digest_secret').notNull(),
    /** How often this database was restored from a backup: a part of `epoch`. */
    restores: integer('restores').notNull().default(0),
    /** SHA-256 of the one-time code of a first run; null once used. */
    setupCodeHash: bytea('setup_code_hash'),
    /** How the database was filled: `traffic`, `county`, `off`. */
    demo: text('demo').notNull(),
    /** When the demo's history ends, to go on from there. */
    demoSeededAt: instant('demo_seeded_at'),
    /** Since when no entry lies here with its persons unsealed, as releases before did. */
    personsSealedAt: instant('persons_sealed_at'),
    /** The plates of entries that were received before are all in `plates`; null: look at every entry. */
    platesNotedAt: instant('plates_noted_at'),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [check('instance_one', sql`${table.one}`)],
)

/** Every version of the policy; the newest is in force. A version stays with each entry made under it. */
export const policyVersions = pgTable('policy_versions', {
  version: text('version').primaryKey(),
  id: uuid('id').notNull(),
  document: jsonb('document').notNull(),
  inForceFrom: instant('in_force_from').notNull(),
  createdBy: text('created_by').notNull(),
  /** Why it was changed, in the words of whoever did. */
  note: text('note'),
})
