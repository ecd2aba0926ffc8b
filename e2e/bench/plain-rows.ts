import { randomUUID } from 'node:crypto'
import type { Sql } from 'postgres'
import { DEFAULT_THRESHOLDS } from '#domain/entries/thresholds'
import type { EntryRow } from '../../db/stores/entry-rows'
import { keyedDigest } from '../../server/entries/content-digest'
import { prepareEntry } from '../../server/entries/prepare-entry'
import { anEntry } from '../../server/testing/entry-builder'

/** What people would write instead: one INSERT and one commit a row, on so many connections. */
export const PLAIN_CONNECTIONS = 16

/** The row that an entry becomes, in one table with the indexes of `entries`; and a table of seven columns, one index. */
export const makePlainTables = async (sql: Sql): Promise<void> => {
  await sql`create table plain_entries (like entries including all, plate text, plate_type text, body jsonb)`
  await sql`
    create table plain_small (id uuid primary key, checkpoint int, device uuid, at timestamptz, direction text,
      people int, body jsonb)`
  await sql`create index on plain_small (checkpoint, at)`
}

/** Rows a second of whole entries; the rows are made beforehand. */
export const writeWholeRows = async (sql: Sql, ms: number): Promise<number> => {
  const rows = Array.from({ length: ms * 10 }, makeRow)
  return inLoops(ms, async () => {
    const row = rows.pop() ?? makeRow()
    await sql`
      insert into plain_entries (bucket, id, checkpoint_id, source, pairing_id, seq, direction, occurred_at,
        clock_offset_ms, received_at, counted_at, vehicle_kind, headcount, disposition, policy, form_ms, flags, adds,
        digest, amends, standing, plate, plate_type, body)
      values (${row.bucket}, ${row.id}, ${row.checkpoint_id}, ${row.source}, ${row.pairing_id}, ${row.seq},
        ${row.direction}, ${row.occurred_at}, ${row.clock_offset_ms}, ${row.received_at}, ${row.counted_at},
        ${row.vehicle_kind}, ${row.headcount}, ${row.disposition}, ${row.policy}, ${row.form_ms}, ${row.flags},
        ${row.adds}, ${Buffer.from(row.digest, 'hex')}, ${row.amends}, ${row.standing}, ${row.plate},
        ${row.plate_type}, ${row.body}::text::jsonb)
      on conflict do nothing`
  })
}

/** Rows a second of whole entries, so many in one statement and one commit. */
export const writeBatches = async (sql: Sql, ms: number): Promise<number> => {
  const columns = ({ digest, body, adds, ...row }: EntryRow) => ({
    ...row,
    digest: Buffer.from(digest, 'hex'),
    body,
    adds: `{${adds}}`,
  })
  const made = Array.from({ length: BATCH_ROWS * 20 }, () => columns(makeRow()))
  const end = performance.now() + ms
  let written = 0
  await Promise.all(
    Array.from({ length: BATCH_CONNECTIONS }, async () => {
      while (performance.now() < end) {
        const rows = made.splice(-BATCH_ROWS)
        for (const row of rows) row.id = randomUUID()
        await sql`insert into plain_entries ${sql(rows)}`
        made.push(...rows)
        written += rows.length
      }
    }),
  )
  return written / (ms / 1000)
}

const BATCH_ROWS = 500
const BATCH_CONNECTIONS = 2

/** Rows a second of seven columns. */
export const writeSmallRows = (sql: Sql, ms: number): Promise<number> =>
  inLoops(ms, async () => {
    const entry = anEntry({ occurredAt: new Date().toISOString() })
    await sql`
      insert into plain_small values (${entry.id}, 1, ${SOURCE}, ${entry.occurredAt}, ${entry.direction},
        ${entry.headcount}, ${JSON.stringify(entry)}::text::jsonb)`
  })

const SOURCE = randomUUID()

const makeRow = (): EntryRow => {
  const current = { id: randomUUID(), checkpointId: 1 }
  const source = { kind: 'device' as const, id: SOURCE, retired: false, current, pairings: new Map() }
  const prepared = prepareEntry(anEntry({ occurredAt: new Date().toISOString() }), source, {
    nowMs: Date.now(),
    digest: keyedDigest(Buffer.from('bench')),
    thresholds: () => DEFAULT_THRESHOLDS,
    foreignPairings: new Set(),
    seal: (body) => ({ body }),
  })
  if (prepared.verdict !== null) throw new Error('the bench made an entry that is refused')
  return prepared.row
}

const inLoops = async (ms: number, write: () => Promise<void>): Promise<number> => {
  const end = performance.now() + ms
  let written = 0
  await Promise.all(
    Array.from({ length: PLAIN_CONNECTIONS }, async () => {
      while (performance.now() < end) {
        await write()
        written++
      }
    }),
  )
  return written / (ms / 1000)
}
