import { setImmediate as nextTurn } from 'node:timers/promises'
import type { TransactionSql } from 'postgres'
import type { Entry } from '#domain/entries/entry'
import { DEFAULT_THRESHOLDS } from '#domain/entries/thresholds'
import { SECOND_MS } from '#domain/instant'
import { uuidTime } from '#domain/uuid'
import { insertAndCount, moveCounters } from '../../db/stores/entry-store'
import { raiseAlerts } from '../alerts/raise-alerts'
import type { Digest } from '../entries/content-digest'
import { type EntryDraft, prepareEntry } from '../entries/prepare-entry'
import { storeCorrections } from '../entries/store-corrections'
import type { SealEntry } from '../persons/seal-entry'
import type { AlertLedger } from './alert-desk'
import { type DemoStand, tabletOf } from './demo-points'

/** Entries as they were sent, in that order; a correction comes after what it corrects. */
export type History = Iterable<{ checkpointCode: string; entry: Entry }>

interface HistoryTarget {
  stands: readonly DemoStand[]
  digest: Digest
  /** Version of the policy that the entries were made under. */
  policy: string
  ledger: AlertLedger
  /** Seals what is personal of an entry. */
  seal: SealEntry
}

const BATCH = 500
/** From the tap to the server. */
const TRIP_MS = 0.4 * SECOND_MS

/**
 * Stores a history through the statements that live entries take, so that counters, digests and corrections come out
 * as if it had been sent. What cannot be stored (a correction whose root is not there) is left out. Returns how many
 * entries are stored. Advances the tablets' `seq`.
 */
export const storeHistory = async (sql: TransactionSql, history: History, target: HistoryTarget): Promise<number> => {
  const stands = new Map(target.stands.map((stand) => [stand.point.code, stand]))
  let stored = 0
  let batch: EntryDraft[] = []
  let under: Promise<number> = Promise.resolve(0)
  for (const { checkpointCode, entry } of history) {
    const stand = stands.get(checkpointCode)
    const draft = stand === undefined ? null : draftOf(entry, stand, target)
    if (draft === null) continue
    batch.push(draft)
    if (batch.length < BATCH) continue
    stored += await under
    under = storeBatch(sql, batch, target.ledger)
    batch = []
    // The statement goes out while the next batch is made.
    await nextTurn()
  }
  stored += await under
  return stored + (await storeBatch(sql, batch, target.ledger))
}

const draftOf = (entry: Entry, stand: DemoStand, target: HistoryTarget): EntryDraft | null => {
  const tablet = tabletOf(stand, entry.lane)
  const sentMs = uuidTime(entry.id)
  if (tablet === null || sentMs === null) return null
  const sent = { ...entry, pairing: tablet.source.current.id, seq: ++tablet.seq, policy: target.policy }
  const prepared = prepareEntry(sent, tablet.source, {
    nowMs: sentMs + TRIP_MS,
    digest: target.digest,
    thresholds: () => DEFAULT_THRESHOLDS,
    foreignPairings: new Set(),
    seal: target.seal,
  })
  if (prepared.verdict !== null) {
    throw new Error(`the demo made an entry that is refused: ${JSON.stringify(prepared.verdict.errors)}`)
  }
  return prepared
}

const storeBatch = async (sql: TransactionSql, drafts: readonly EntryDraft[], ledger: AlertLedger): Promise<number> => {
  const roots = drafts.filter(({ row }) => row.amends === null)
  const { ids } =
    roots.length === 0
      ? { ids: new Set<string>() }
      : await insertAndCount(
          sql,
          roots.map(({ row }) => row),
        )
  const corrections = await storeCorrections(
    sql,
    drafts.filter(({ row }) => row.amends !== null),
  )
  await moveCounters(sql, corrections.moves)
  const standing = new Set(corrections.standing)
  for (const draft of drafts) {
    if (!ids.has(draft.row.id) && !standing.has(draft)) continue
    for (const alert of raiseAlerts(draft, Date.parse(draft.row.received_at))) ledger.add(alert)
  }
  return ids.size + corrections.ids.size
}
