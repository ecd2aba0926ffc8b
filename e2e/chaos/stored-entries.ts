import { countedAt } from '#domain/entries/counted-at'
import { entryContent } from '#domain/entries/entry-content'
import { parseInstant } from '#domain/instant'
import { KeyRing } from '../../server/persons/key-ring'
import { openEntry } from '../../server/persons/seal-entry'
import type { Outbox } from './outbox'
import type { World } from './world'

/** Stored times are of microseconds, those of the wire of milliseconds. */
const SAME_MS = 2

interface Row {
  id: string
  body: Record<string, unknown>
  sealed: Buffer | null
  occurredAt: Date
  offsetMs: number | null
  receivedAt: Date
  countedAt: Date
  bucket: number
}

/** Holds what each tablet made and was told against what is stored: all of its content, opened, and when it counts. */
export const compareStored = async (world: World): Promise<string[]> => {
  const stored = await readStored(world)
  const keys = new KeyRing()
  await keys.load(world.sql, { key: world.masterKey, dataDir: world.dataDir }, Date.now())
  return world.tablets.flatMap((tablet) => compareTablet(tablet, stored, keys))
}

const compareTablet = (tablet: Outbox, stored: ReadonlyMap<string, Row[]>, keys: KeyRing): string[] => {
  const findings = tablet.rejected.map((id) => `${id} was rejected`)
  for (const [id, { entry }] of tablet.made) {
    const rows = stored.get(id) ?? []
    const [row] = rows
    if (row === undefined) {
      findings.push(`${id} was made and never arrived`)
      if (tablet.acknowledged.has(id)) findings.push(`${id} was acknowledged and is not stored`)
      continue
    }
    if (rows.length > 1) findings.push(`${id} is stored ${rows.length} times`)
    if (entryContent(openEntry(keys, row)) !== entryContent({ ...entry })) {
      findings.push(`${id} is stored with other content`)
    }
    const wrong = wrongTime(row)
    if (wrong !== null) findings.push(`${id} ${wrong}`)
    if (parseInstant(entry.occurredAt) !== row.occurredAt.getTime()) findings.push(`${id} has lost the time it claims`)
  }
  return findings
}

/** A time that the server can believe counts; for one that it can't, when it was received. */
const wrongTime = ({ occurredAt, offsetMs, receivedAt, countedAt: counted }: Row): string | null => {
  const should = countedAt({
    occurredAtMs: occurredAt.getTime(),
    clockOffsetMs: offsetMs,
    nowMs: receivedAt.getTime(),
  }).countedAtMs
  return Math.abs(should - counted.getTime()) <= SAME_MS
    ? null
    : `counts at ${counted.toISOString()} and not at ${new Date(should).toISOString()}`
}

const readStored = async ({ sql }: World): Promise<Map<string, Row[]>> => {
  const rows = await sql<Row[]>`
    select e.id, d.body, d.sealed, e.occurred_at as "occurredAt", e.clock_offset_ms::float8 as "offsetMs",
      e.received_at as "receivedAt", e.counted_at as "countedAt", e.bucket
    from entry_details d join entries e on e.bucket = d.bucket and e.id = d.entry_id`
  const stored = new Map<string, Row[]>()
  for (const row of rows) stored.set(row.id, [...(stored.get(row.id) ?? []), row])
  return stored
}
