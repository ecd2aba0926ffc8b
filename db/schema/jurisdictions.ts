import { sql } from 'drizzle-orm'
import { type AnyPgColumn, boolean, check, index, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core'
import { instant } from './columns'

/** The tree of city, county, town, village and group. `path` is `/1/5/`, so that a scope is one prefix. */
export const jurisdictions = pgTable(
  'jurisdictions',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    code: text('code').notNull().unique(),
    name: text('name').notNull(),
    level: text('level').notNull(),
    parentId: integer('parent_id').references((): AnyPgColumn => jurisdictions.id),
    path: text('path').notNull().unique(),
    /** IANA zone, whole hours from UTC; null: the parent's. */
    zone: text('zone'),
    /** Its administrators, and those below it, sign in with a code of an app too. */
    adminCodes: boolean('admin_codes').notNull().default(false),
    /** Everybody who signs in there or below does. Where it is set `admin_codes` is too. */
    allCodes: boolean('all_codes').notNull().default(false),
    /** How long a password that an administrator gave signs in; null: as the one above says, at last 72. */
    givenHours: integer('given_hours'),
    demo: text('demo'),
  },
  (table) => [
    check('jurisdictions_level', sql`${table.level} in ('city', 'county', 'town', 'village', 'group')`),
    index('jurisdictions_path').on(table.path.op('text_pattern_ops')),
  ],
)

/** One boundary a jurisdiction: GeoJSON Polygon or MultiPolygon, WGS 84. */
export const boundaries = pgTable('boundaries', {
  jurisdictionId: integer('jurisdiction_id')
    .primaryKey()
    .references(() => jurisdictions.id, { onDelete: 'cascade' }),
  geometry: jsonb('geometry').notNull(),
  source: text('source').notNull(),
  updatedAt: instant('updated_at').notNull(),
})
