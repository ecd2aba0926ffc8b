import { sql } from 'drizzle-orm'
import { bigint, boolean, index, integer, json, pgTable, primaryKey, smallint, text, uuid } from 'drizzle-orm/pg-core'
import { checkpoints } from './checkpoints'
import { bytea, instant } from './columns'

/**
 * The bare entry: nothing personal, kept for good, with what it adds to each count, fixed when stored.
 * Partitioned by `bucket`, which the id alone fixes (the day of a UUID v7, else -1: `#domain/uuid`), so that the
 * primary key makes the id unique whatever the partitions. `standing` marks the version of a passage that counts.
 */
export const entries = pgTable(
  'entries',
  {
    bucket: integer('bucket').notNull(),
    id: uuid('id').notNull(),
    checkpointId: integer('checkpoint_id').notNull(),
    /** The device's id, or a gate's key id. */
    source: uuid('source').notNull(),
    pairingId: uuid('pairing_id'),
    seq: bigint('seq', { mode: 'number' }),
    direction: text('direction').notNull(),
    occurredAt: instant('occurred_at').notNull(),
    clockOffsetMs: bigint('clock_offset_ms', { mode: 'number' }),
    receivedAt: instant('received_at').notNull(),
    countedAt: instant('counted_at').notNull(),
    vehicleKind: text('vehicle_kind'),
    headcount: integer('headcount').notNull(),
    disposition: text('disposition').notNull(),
    policy: text('policy'),
    formMs: integer('form_ms'),
    /** Bits: 1 timeSuspect, 2 pairingUnknown, 4 afterRetire, 8 paper, 16 drill, 32 void. */
    flags: smallint('flags').notNull(),
    /** The vector of `#domain/entries/counts`. */
    adds: smallint('adds').array().notNull(),
    /** HMAC-SHA-256 of the content, to tell the same entry from another with its id. */
    digest: bytea('digest').notNull(),
    amends: uuid('amends'),
    standing: boolean('standing').notNull(),
    /** On a root that was corrected: the version that stands, and whether it was voided. */
    standingId: uuid('standing_id'),
    voided: boolean('voided').notNull().default(false),
  },
  (table) => [
    primaryKey({ name: 'entries_pk', columns: [table.bucket, table.id] }),
    index('entries_checkpoint_time').on(table.checkpointId, table.countedAt),
    index('entries_source_time').on(table.source, table.countedAt),
    // Rows come in the order of this: a few bytes a megabyte, and no cost to whoever stores them.
    index('entries_received').using('brin', table.receivedAt),
    // People on hold (`held` of `#domain/entries/counts`), for the two-hour rule.
    index('entries_held').on(table.countedAt).where(sql`standing and adds[10] > 0`),
    // People who were sent home or to isolation, for the same rule.
    index('entries_sent_on').on(table.countedAt).where(sql`standing and adds[11] + adds[12] > 0`),
  ],
)

/** Persons and plates: what retention strips and encryption covers. Partitioned as `entries`. */
export const entryDetails = pgTable(
  'entry_details',
  {
    bucket: integer('bucket').notNull(),
    entryId: uuid('entry_id').notNull(),
    plate: text('plate'),
    plateType: text('plate_type'),
    /** The Entry as sent, known keys only, without what is in `sealed`. Text, not jsonb: it is read whole, and written with every entry. */
    body: json('body').notNull(),
    /** What is personal of it, encrypted with the number of its key; null where nothing is. */
    sealed: bytea('sealed'),
  },
  (table) => [
    primaryKey({ name: 'entry_details_pk', columns: [table.bucket, table.entryId] }),
    index('entry_details_plate').on(table.plate),
  ],
)

/** Sums by checkpoint, hour and direction, moved in the transaction that stores the entries. */
export const counters = pgTable(
  'counters',
  {
    checkpointId: integer('checkpoint_id')
      .notNull()
      .references(() => checkpoints.id),
    /** Start of the hour, UTC. */
    hour: instant('hour').notNull(),
    direction: text('direction').notNull(),
    vehiclesIn: integer('vehicles_in').notNull(),
    vehiclesOut: integer('vehicles_out').notNull(),
    people: integer('people').notNull(),
    highReadings: integer('high_readings').notNull(),
    fevers: integer('fevers').notNull(),
    riskVehicles: integer('risk_vehicles').notNull(),
    riskPeople: integer('risk_people').notNull(),
    turnedBackVehicles: integer('turned_back_vehicles').notNull(),
    turnedBackPeople: integer('turned_back_people').notNull(),
    held: integer('held').notNull(),
    home: integer('home').notNull(),
    isolation: integer('isolation').notNull(),
    hospital: integer('hospital').notNull(),
  },
  (table) => [
    primaryKey({ name: 'counters_pk', columns: [table.checkpointId, table.hour, table.direction] }),
    index('counters_hour').on(table.hour),
  ],
)
