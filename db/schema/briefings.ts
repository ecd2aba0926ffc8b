import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  check,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { instant } from './columns'
import { jurisdictions } from './jurisdictions'

/** A briefing with the facts that it was composed from. Once it has `issued_at` a trigger keeps it as it is. */
export const briefings = pgTable(
  'briefings',
  {
    id: uuid('id').primaryKey(),
    jurisdictionId: integer('jurisdiction_id')
      .notNull()
      .references(() => jurisdictions.id),
    template: text('template').notNull(),
    /** Local dates, both included. */
    fromDate: text('from_date').notNull(),
    date: text('date').notNull(),
    state: text('state').notNull(),
    /** One more with each change, so that of two writers the later is told. */
    version: integer('version').notNull(),
    content: jsonb('content').notNull(),
    facts: jsonb('facts').notNull(),
    /** Given when it is signed: of its year, and in all. */
    year: integer('year'),
    number: integer('number'),
    totalNumber: integer('total_number'),
    /** 0 for the first issue; a correction counts one more than what it replaces. */
    reissue: integer('reissue').notNull(),
    replaces: uuid('replaces').references((): AnyPgColumn => briefings.id),
    reason: text('reason'),
    /** SHA-256 of what was issued, hexadecimal. */
    digest: text('digest'),
    issuedAt: instant('issued_at'),
    /** To whom it was sent. */
    destination: text('destination'),
    createdAt: instant('created_at').notNull(),
    changedAt: instant('changed_at').notNull(),
  },
  (table) => [
    check('briefings_state', sql`${table.state} in ('draft', 'submitted', 'reviewed', 'issued', 'sent', 'received')`),
    index('briefings_jurisdiction').on(table.jurisdictionId, table.date),
    uniqueIndex('briefings_number')
      .on(table.jurisdictionId, table.template, table.year, table.number, table.reissue)
      .where(sql`number is not null`),
    uniqueIndex('briefings_replaces').on(table.replaces).where(sql`replaces is not null`),
  ],
)

/** Who did what to a briefing, in order; append-only. */
export const briefingSteps = pgTable(
  'briefing_steps',
  {
    id: uuid('id').primaryKey(),
    briefingId: uuid('briefing_id')
      .notNull()
      .references(() => briefings.id),
    /** The briefing's version after it, which is the order of steps. */
    version: integer('version').notNull(),
    at: instant('at').notNull(),
    step: text('step').notNull(),
    /** As audit names them, and the name as it was then. */
    actor: text('actor').notNull(),
    name: text('name').notNull(),
    note: text('note'),
  },
  (table) => [index('briefing_steps_briefing').on(table.briefingId, table.version)],
)

/** What is counted elsewhere and entered by hand (确诊, 密切接触者, 捐款 …), defined once for the whole instance. */
export const indicators = pgTable('indicators', {
  id: uuid('id').primaryKey(),
  name: text('name').notNull(),
  unit: text('unit').notNull(),
  /** The indicator of which this is a part. */
  partOf: uuid('part_of').references((): AnyPgColumn => indicators.id),
  position: integer('position').notNull(),
  withdrawnAt: instant('withdrawn_at'),
})

/** What a jurisdiction entered for a day. */
export const indicatorValues = pgTable(
  'indicator_values',
  {
    indicatorId: uuid('indicator_id')
      .notNull()
      .references(() => indicators.id),
    jurisdictionId: integer('jurisdiction_id')
      .notNull()
      .references(() => jurisdictions.id),
    date: text('date').notNull(),
    today: numeric('today', { precision: 14, scale: 2, mode: 'number' }).notNull(),
    total: numeric('total', { precision: 14, scale: 2, mode: 'number' }).notNull(),
    /** Why a sum does not agree, where it does not. */
    note: text('note').notNull(),
    enteredBy: text('entered_by').notNull(),
    enteredAt: instant('entered_at').notNull(),
  },
  (table) => [
    primaryKey({ name: 'indicator_values_pk', columns: [table.jurisdictionId, table.date, table.indicatorId] }),
  ],
)

/** A department's own table: columns and rows over the same figures. */
export const reportLayouts = pgTable(
  'report_layouts',
  {
    id: uuid('id').primaryKey(),
    jurisdictionId: integer('jurisdiction_id')
      .notNull()
      .references(() => jurisdictions.id),
    name: text('name').notNull(),
    rows: text('rows').notNull(),
    columns: jsonb('columns').notNull(),
    createdBy: text('created_by').notNull(),
    changedAt: instant('changed_at').notNull(),
  },
  (table) => [index('report_layouts_jurisdiction').on(table.jurisdictionId)],
)
