import { sql } from 'drizzle-orm'
import { boolean, check, doublePrecision, index, integer, jsonb, pgTable, text, unique } from 'drizzle-orm/pg-core'
import { instant } from './columns'
import { jurisdictions } from './jurisdictions'

/** A staffed point on a road. `set_state` is set by hand; offline, quiet, alarm … follow from what comes in. */
export const checkpoints = pgTable(
  'checkpoints',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    code: text('code').notNull().unique(),
    name: text('name').notNull(),
    jurisdictionId: integer('jurisdiction_id')
      .notNull()
      .references(() => jurisdictions.id),
    kind: text('kind').notNull(),
    ring: text('ring').notNull(),
    setState: text('set_state').notNull(),
    /** Nobody signed on; by hand until shifts are kept. */
    unstaffed: boolean('unstaffed').notNull().default(false),
    lng: doublePrecision('lng').notNull(),
    lat: doublePrecision('lat').notNull(),
    road: text('road'),
    contact: jsonb('contact'),
    /** 单位: who sends people to it; 岗位: what they do there. */
    agencies: text('agencies').array().notNull().default([]),
    posts: text('posts').array().notNull().default([]),
    /** 包保责任人: name, title, duty telephone. */
    leader: jsonb('leader').$type<{ name: string; title: string; phone: string }>(),
    equipment: jsonb('equipment').$type<{ name: string; count: number }[]>().notNull().default([]),
    demo: text('demo'),
    updatedAt: instant('updated_at').notNull(),
    /** Since when it is open; of one that is not, since when it was. */
    openedAt: instant('opened_at'),
  },
  (table) => [
    check('checkpoints_set_state', sql`${table.setState} in ('planned', 'open', 'closed')`),
    check('checkpoints_ring', sql`${table.ring} in ('county', 'town', 'village')`),
    index('checkpoints_jurisdiction').on(table.jurisdictionId),
  ],
)

/** A lane of a checkpoint; several tablets may stand on it, and all lanes make one sum. */
export const lanes = pgTable(
  'lanes',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    checkpointId: integer('checkpoint_id')
      .notNull()
      .references(() => checkpoints.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    direction: text('direction'),
  },
  (table) => [unique('lanes_name').on(table.checkpointId, table.name)],
)
