import { sql } from 'drizzle-orm'
import { check, index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { checkpoints, lanes } from './checkpoints'
import { bytea, instant } from './columns'

/** A tablet. Its token is stored hashed (SHA-256 of 32 random bytes); `lost` ends it, `retired` lets it hand in. */
export const devices = pgTable(
  'devices',
  {
    id: uuid('id').primaryKey(),
    state: text('state').notNull().default('active'),
    tokenHash: bytea('token_hash').notNull().unique(),
    /** JWK of its public key. */
    publicKey: jsonb('public_key'),
    pairingId: uuid('pairing_id'),
    version: text('version'),
    battery: integer('battery'),
    pending: integer('pending').notNull().default(0),
    lastSeenAt: instant('last_seen_at'),
    endedAt: instant('ended_at'),
    createdAt: instant('created_at').notNull(),
    demo: text('demo'),
  },
  (table) => [check('devices_state', sql`${table.state} in ('active', 'retired', 'lost')`)],
)

/** From when to when a device stood at a checkpoint. What it made then counts there, whenever it arrives. */
export const pairings = pgTable(
  'pairings',
  {
    id: uuid('id').primaryKey(),
    deviceId: uuid('device_id')
      .notNull()
      .references(() => devices.id, { onDelete: 'cascade' }),
    checkpointId: integer('checkpoint_id')
      .notNull()
      .references(() => checkpoints.id),
    laneId: integer('lane_id').references(() => lanes.id),
    startedAt: instant('started_at').notNull(),
    endedAt: instant('ended_at'),
  },
  (table) => [index('pairings_device').on(table.deviceId), index('pairings_checkpoint').on(table.checkpointId)],
)

/** A code of 8 Crockford base-32 characters, good once, for ten minutes; the same claim gets the same answer. */
export const pairingCodes = pgTable('pairing_codes', {
  codeHash: bytea('code_hash').primaryKey(),
  checkpointId: integer('checkpoint_id')
    .notNull()
    .references(() => checkpoints.id, { onDelete: 'cascade' }),
  laneId: integer('lane_id').references(() => lanes.id),
  expiresAt: instant('expires_at').notNull(),
  claim: uuid('claim'),
  deviceId: uuid('device_id').references(() => devices.id, { onDelete: 'cascade' }),
  pairingId: uuid('pairing_id').references(() => pairings.id, { onDelete: 'cascade' }),
})
