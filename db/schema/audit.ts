import { bigint, index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { bytea, instant } from './columns'

/** Append-only, by rights and by a trigger: who did what to what, when, from where, and why. */
export const audit = pgTable(
  'audit',
  {
    id: uuid('id').primaryKey(),
    at: instant('at').notNull(),
    /** `user:…`, `key:…`, `device:…`, `cli` or `system`. */
    actor: text('actor').notNull(),
    verb: text('verb').notNull(),
    target: text('target'),
    /** JSON text of what changed, before and after. */
    change: text('change'),
    reason: text('reason'),
    address: text('address'),
    /** Path of the jurisdiction on whose behalf it was done; `/` for the server itself. */
    scope: text('scope').notNull().default('/'),
    /** What of it is personal, sealed under a key of purpose `audit`: where that is destroyed the line stays. */
    sealed: bytea('sealed'),
  },
  (table) => [index('audit_at').on(table.at), index('audit_target').on(table.target)],
)

/** Lines that wait for the next link. They are written with the line, so none is overlooked. */
export const auditPending = pgTable('audit_pending', { auditId: uuid('audit_id').primaryKey() })

/** The chain, append-only: each link's hash is over the one before and over its lines. */
export const auditLinks = pgTable(
  'audit_links',
  {
    number: bigint('number', { mode: 'number' }).primaryKey(),
    at: instant('at').notNull(),
    lines: uuid('lines').array().notNull(),
    hash: bytea('hash').notNull(),
  },
  (table) => [index('audit_links_at').on(table.at), index('audit_links_lines').using('gin', table.lines)],
)
