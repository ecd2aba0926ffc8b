import { createHmac } from 'node:crypto'
import { beginsShift, endsShift, type Item } from '#domain/checkpoints/item'
import { countedAt } from '#domain/entries/counted-at'
import type { FieldError } from '#domain/entries/entry'
import { entryContent } from '#domain/entries/entry-content'
import { parseInstant } from '#domain/instant'
import { readItem } from '#protocol/read-item'
import type { Result } from '#protocol/results'
import { FLAGS } from '../../db/stores/entry-rows'
import type { ItemRow } from '../../db/stores/item-store'
import type { EntrySource } from '../entries/entry-source'
import { findPlace } from '../entries/find-place'
import type { SealedItem } from '../persons/seal-item'

/** One item of a message, ready to be stored; or its verdict, where the content alone decides. */
export type PreparedItem = { verdict: Result } | ItemDraft

export interface ItemDraft {
  verdict: null
  item: Item
  row: ItemRow
  source: EntrySource
  /** Why it may not be stored; a resend of what is stored already is a duplicate all the same. */
  refusal: FieldError | null
}

interface PrepareContext {
  nowMs: number
  digestSecret: Buffer
  foreignPairings: ReadonlySet<string>
  /** Takes what is personal out of it. */
  seal(item: Item): SealedItem
}

export const prepareItem = (raw: unknown, source: EntrySource, context: PrepareContext): PreparedItem => {
  const read = readItem(raw)
  if (!read.ok) return { verdict: { id: read.id, status: 'rejected', errors: read.errors } }
  const { item } = read
  const place = findPlace(item, source, context.foreignPairings)
  // Not null: `readItem` refuses a time that can't be read.
  const occurredAtMs = parseInstant(item.occurredAt)!
  const counts = countedAt({ occurredAtMs, clockOffsetMs: item.clockOffsetMs ?? null, nowMs: context.nowMs })
  // `readItem` succeeded, so `raw` is an object.
  const content = entryContent(raw as Record<string, unknown>)
  return {
    verdict: null,
    item,
    source,
    refusal: place.refusal,
    row: {
      id: item.id,
      kind: item.kind,
      checkpoint_id: place.checkpointId,
      source: source.id,
      pairing_id: place.pairingId,
      seq: item.seq ?? null,
      occurred_at: new Date(occurredAtMs).toISOString(),
      clock_offset_ms: item.clockOffsetMs ?? null,
      received_at: new Date(context.nowMs).toISOString(),
      counted_at: new Date(counts.countedAtMs).toISOString(),
      flags:
        (counts.timeSuspect ? FLAGS.timeSuspect : 0) |
        (place.pairingUnknown ? FLAGS.pairingUnknown : 0) |
        (source.kind === 'device' && source.retired ? FLAGS.afterRetire : 0) |
        (item.paper ? FLAGS.paper : 0) |
        (item.drill ? FLAGS.drill : 0),
      begins: beginsShift(item),
      ends: endsShift(item),
      digest: createHmac('sha256', context.digestSecret).update(content).digest('hex'),
      ...context.seal(storedBody(item)),
    },
  }
}

/** A period's times in UTC, so that the database can read all that the wire takes. */
const storedBody = (item: Item): Item => {
  if (item.kind !== 'zero-report') return item
  // Not NaN: `readItem` refuses a time that can't be read.
  const utc = (time: string) => new Date(parseInstant(time) ?? Number.NaN).toISOString()
  return { ...item, period: { from: utc(item.period.from), to: utc(item.period.to) } }
}
