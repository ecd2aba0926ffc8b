import { boolean, doublePrecision, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { bytea, instant } from './columns'
import { jurisdictions } from './jurisdictions'

/** The road network in use and those before it; one is active. */
export const networks = pgTable('networks', {
  id: uuid('id').primaryKey(),
  jurisdictionId: integer('jurisdiction_id')
    .notNull()
    .references(() => jurisdictions.id),
  name: text('name').notNull(),
  active: boolean('active').notNull(),
  /** Ways as the importer read them: gzip of JSON, the engine's RoadInput. */
  ways: bytea('ways').notNull(),
  /** GeoJSON of rivers and lakes, and names of the neighbours, for the map's quiet ground. */
  background: jsonb('background').notNull(),
  /** What the import found and left out. */
  report: jsonb('report').notNull(),
  attribution: text('attribution').notNull(),
  importedAt: instant('imported_at').notNull(),
  demo: text('demo'),
})

/** Villages, towns and the seat, of the active network. `population` 0 where unknown. */
export const places = pgTable('places', {
  id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
  networkId: uuid('network_id')
    .notNull()
    .references(() => networks.id, { onDelete: 'cascade' }),
  code: text('code'),
  name: text('name').notNull(),
  place: text('place'),
  population: integer('population').notNull(),
  lng: doublePrecision('lng').notNull(),
  lat: doublePrecision('lat').notNull(),
})

/** A road that is physically blocked, with who ordered it and who answers for it. */
export const closures = pgTable('closures', {
  code: text('code').primaryKey(),
  name: text('name').notNull(),
  jurisdictionId: integer('jurisdiction_id')
    .notNull()
    .references(() => jurisdictions.id),
  lng: doublePrecision('lng').notNull(),
  lat: doublePrecision('lat').notNull(),
  authority: text('authority').notNull(),
  document: text('document').notNull(),
  startsAt: instant('starts_at').notNull(),
  endsAt: instant('ends_at'),
  responsible: text('responsible').notNull(),
  emergency: text('emergency').notNull(),
  liftedAt: instant('lifted_at'),
  demo: text('demo'),
})
