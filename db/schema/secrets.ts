import { sql } from 'drizzle-orm'
import { check, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { bytea, instant } from './columns'

/**
 * The keys that seal what is personal, each sealed itself under the master key (KAKOU_KEY), which is never in the
 * database. `persons` seals entries, `index` makes the marks that they are found by, `audit` seals what was searched
 * for, `copies` is the pair that tablets seal their copies to, `push` the one that browsers know this instance by.
 */
export const secretKeys = pgTable(
  'secret_keys',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    purpose: text('purpose').notNull(),
    wrapped: bytea('wrapped').notNull(),
    /** JWK of the public half, of a pair. */
    publicKey: jsonb('public_key'),
    /** Name of the master key that opens it. */
    master: text('master').notNull(),
    madeAt: instant('made_at').notNull(),
    /** Since then it only opens what is still sealed under it. */
    retiredAt: instant('retired_at'),
  },
  (table) => [
    check('secret_keys_purpose', sql`${table.purpose} in ('persons', 'index', 'audit', 'copies', 'sign-in', 'push')`),
  ],
)

/** By what a person of an entry is found: a keyed digest of a name, a telephone number or a document's number. */
export const entryMarks = pgTable(
  'entry_marks',
  {
    /** Four bytes of the key's number, twelve of HMAC-SHA-256. */
    mark: bytea('mark').notNull(),
    bucket: integer('bucket').notNull(),
    entryId: uuid('entry_id').notNull(),
  },
  (table) => [
    primaryKey({ name: 'entry_marks_pk', columns: [table.mark, table.bucket, table.entryId] }),
    index('entry_marks_entry').on(table.bucket, table.entryId),
  ],
)
