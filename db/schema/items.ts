import { sql } from 'drizzle-orm'
import { bigint, boolean, index, integer, jsonb, pgTable, primaryKey, smallint, text, uuid } from 'drizzle-orm/pg-core'
import { checkpoints } from './checkpoints'
import { bytea, instant } from './columns'
import { devices } from './devices'
import { jurisdictions } from './jurisdictions'

/**
 * What crews make beside entries: shifts, handovers, zero reports, logs, stock, queues. Immutable; who is on duty and what
 * is in stock is read from them, never kept beside them.
 */
export const items = pgTable(
  'items',
  {
    id: uuid('id').primaryKey(),
    kind: text('kind').notNull(),
    checkpointId: integer('checkpoint_id')
      .notNull()
      .references(() => checkpoints.id),
    /** The device's id, or a gate's key id. */
    source: uuid('source').notNull(),
    pairingId: uuid('pairing_id'),
    seq: bigint('seq', { mode: 'number' }),
    occurredAt: instant('occurred_at').notNull(),
    clockOffsetMs: bigint('clock_offset_ms', { mode: 'number' }),
    receivedAt: instant('received_at').notNull(),
    countedAt: instant('counted_at').notNull(),
    /** Bits as of `entries`. */
    flags: smallint('flags').notNull(),
    /** A shift begins with it, whose id is the item's. */
    begins: boolean('begins').notNull(),
    /** The shift that ends with it. */
    ends: uuid('ends'),
    digest: bytea('digest').notNull(),
    /** The item as sent, known keys only. */
    body: jsonb('body').notNull(),
    /** What of it names a person, or may: taken out of the body and sealed. Null: nothing does. */
    sealed: bytea('sealed'),
  },
  (table) => [
    index('items_checkpoint_kind_time').on(table.checkpointId, table.kind, table.countedAt),
    index('items_ends').on(table.ends).where(sql`${table.ends} is not null`),
    index('items_source_seq').on(table.source, table.seq),
  ],
)

/** What the command centre tells checkpoints (指令). */
export const instructions = pgTable(
  'instructions',
  {
    id: uuid('id').primaryKey(),
    text: text('text').notNull(),
    sentAt: instant('sent_at').notNull(),
    /** `user:…` or `key:…`, and the name as it was then. */
    sentBy: text('sent_by').notNull(),
    sender: text('sender').notNull(),
    /** 撤回: from then on no tablet shows it as to be done. And by whom, as the name was then. */
    withdrawnAt: instant('withdrawn_at'),
    withdrawnBy: text('withdrawn_by'),
    /** The sender's jurisdiction: who sees it sees the instruction. */
    jurisdictionId: integer('jurisdiction_id')
      .notNull()
      .references(() => jurisdictions.id),
  },
  (table) => [index('instructions_sent').on(table.sentAt)],
)

/** To whom: fixed when it is sent, so that a checkpoint that opens later is not said to have missed it. */
export const instructionTargets = pgTable(
  'instruction_targets',
  {
    instructionId: uuid('instruction_id')
      .notNull()
      .references(() => instructions.id, { onDelete: 'cascade' }),
    checkpointId: integer('checkpoint_id')
      .notNull()
      .references(() => checkpoints.id, { onDelete: 'cascade' }),
  },
  (table) => [
    primaryKey({ name: 'instruction_targets_pk', columns: [table.instructionId, table.checkpointId] }),
    index('instruction_targets_checkpoint').on(table.checkpointId),
  ],
)

/** Read (签收) on a tablet, at the checkpoint where it stood. The first time stays. */
export const instructionReads = pgTable(
  'instruction_reads',
  {
    instructionId: uuid('instruction_id')
      .notNull()
      .references(() => instructions.id, { onDelete: 'cascade' }),
    deviceId: uuid('device_id')
      .notNull()
      .references(() => devices.id, { onDelete: 'cascade' }),
    checkpointId: integer('checkpoint_id')
      .notNull()
      .references(() => checkpoints.id, { onDelete: 'cascade' }),
    readAt: instant('read_at').notNull(),
  },
  (table) => [primaryKey({ name: 'instruction_reads_pk', columns: [table.instructionId, table.deviceId] })],
)
