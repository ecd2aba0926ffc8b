import { type EntryAlert, entryAlerts } from '#domain/alerts/alert-causes'
import { countedAt } from '#domain/entries/counted-at'
import { countEntry } from '#domain/entries/counts'
import type { FieldError } from '#domain/entries/entry'
import { entryContent } from '#domain/entries/entry-content'
import type { Thresholds } from '#domain/entries/thresholds'
import { parseInstant, utcText } from '#domain/instant'
import { bucketOf } from '#domain/uuid'
import { readEntry } from '#protocol/read-entry'
import type { Result } from '#protocol/results'
import { type EntryRow, FLAGS } from '../../db/stores/entry-rows'
import type { SealEntry } from '../persons/seal-entry'
import type { Digest } from './content-digest'
import type { EntrySource } from './entry-source'
import { findPlace } from './find-place'

/** One entry of a message, ready for the flush; or its verdict, where the content alone decides. */
export type PreparedEntry = { verdict: Result } | EntryDraft

export interface EntryDraft {
  verdict: null
  row: EntryRow
  countedAtMs: number
  /** Why it may not be stored; a resend of what is stored already is a duplicate all the same. */
  refusal: FieldError | null
  causes: readonly EntryAlert[]
  source: EntrySource
}

export interface PrepareContext {
  nowMs: number
  /** The keyed digest of an entry's content, hexadecimal. */
  digest: Digest
  /** Thresholds of a policy version; those in force where it is absent or unknown. */
  thresholds(version: string | null): Thresholds
  /** Pairings named in the message that belong to another device. */
  foreignPairings: ReadonlySet<string>
  /** Seals what is personal of an entry. */
  seal: SealEntry
}

/** What the column holds, 24 days: a form that was open for longer is no reason to refuse the passage. */
const LONGEST_FORM_MS = 2_147_483_647

export const prepareEntry = (raw: unknown, source: EntrySource, context: PrepareContext): PreparedEntry => {
  const read = readEntry(raw)
  if (!read.ok) return { verdict: { id: read.id, status: 'rejected', errors: read.errors } }
  const { entry } = read
  const place = findPlace(entry, source, context.foreignPairings)
  // Not null: `readEntry` refuses a time that can't be read. The host's parser would take fewer than it does.
  const occurredAtMs = parseInstant(entry.occurredAt)!
  const counts = countedAt({ occurredAtMs, clockOffsetMs: entry.clockOffsetMs ?? null, nowMs: context.nowMs })
  const thresholds = context.thresholds(entry.policy ?? null)
  const occurredAt = utcText(entry.occurredAt, occurredAtMs)
  // `readEntry` succeeded, so `raw` is an object.
  const content = entryContent(raw as Record<string, unknown>)
  const { body, ...sealed } = context.seal(entry)
  return {
    verdict: null,
    countedAtMs: counts.countedAtMs,
    refusal: place.refusal,
    causes: entryAlerts(entry, thresholds),
    source,
    row: {
      bucket: bucketOf(entry.id),
      id: entry.id,
      checkpoint_id: place.checkpointId,
      source: source.id,
      pairing_id: place.pairingId,
      seq: entry.seq ?? null,
      direction: entry.direction,
      occurred_at: occurredAt,
      clock_offset_ms: entry.clockOffsetMs ?? null,
      received_at: isoOf(context.nowMs),
      counted_at: counts.countedAtMs === occurredAtMs ? occurredAt : new Date(counts.countedAtMs).toISOString(),
      vehicle_kind: entry.vehicle?.kind ?? null,
      headcount: entry.headcount,
      disposition: entry.disposition,
      policy: entry.policy ?? null,
      form_ms: entry.formMs == null ? null : Math.min(entry.formMs, LONGEST_FORM_MS),
      flags:
        (counts.timeSuspect ? FLAGS.timeSuspect : 0) |
        (place.pairingUnknown ? FLAGS.pairingUnknown : 0) |
        (source.kind === 'device' && source.retired ? FLAGS.afterRetire : 0) |
        (entry.paper ? FLAGS.paper : 0) |
        (entry.drill ? FLAGS.drill : 0) |
        (entry.void ? FLAGS.void : 0),
      adds: countEntry(entry, thresholds),
      digest: context.digest(content),
      amends: entry.amends ?? null,
      standing: true,
      plate: entry.vehicle?.plate ?? null,
      plate_type: entry.vehicle?.plateType ?? null,
      body: JSON.stringify(body),
      ...sealed,
    },
  }
}

let lastMs = Number.NaN
let lastIso = ''

/** ISO 8601 UTC; entries that come in the same millisecond share it. */
const isoOf = (ms: number): string => {
  if (ms !== lastMs) {
    lastMs = ms
    lastIso = new Date(ms).toISOString()
  }
  return lastIso
}
