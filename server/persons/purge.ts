import { DAY_MS, HOUR_MS } from '#domain/instant'
import { cutOf } from '#domain/privacy/retention'
import { forgetAlertNotes } from '../../db/stores/alert-history-store'
import { purgeItems } from '../../db/stores/item-store'
import { forgetPlates } from '../../db/stores/plate-store'
import { findRetention, forgetWatchSubjects, markPurged, purgeDetails } from '../../db/stores/retention-store'
import { writeAudit } from '../audit'
import type { Core } from '../core'

const EVERY_MS = 6 * HOUR_MS
/** A tablet may bring passages of the last fourteen days. */
const LATE_MS = 15 * DAY_MS
const BATCH = 5_000

/** Rows that were purged, by kind; `entries`: rows of which nothing personal was left. */
type Purged = Partial<Record<'entries' | 'persons' | 'plates' | 'health' | 'notes' | 'watched', number>>

/**
 * Takes out of the entries what is kept no longer. The bare entries stay, with their digests and what they add to each
 * count. Returns null where it is not due.
 */
export const purge = async (core: Core): Promise<Purged | null> => {
  const { database, clock, bus } = core
  const { sql } = database
  const nowMs = clock.now()
  const states = await findRetention(sql)
  if (states.every(({ purgedAt }) => purgedAt !== null && nowMs - purgedAt.getTime() < EVERY_MS)) return null
  const purged: Purged = {}
  const kinds = states.flatMap((state) => (state.kind === 'searches' ? [] : [{ ...state, kind: state.kind }]))
  const longest = Math.max(...kinds.map(({ days }) => days))
  const steps = [
    { kind: 'all' as const, name: 'entries' as const, days: longest, of: kinds },
    ...kinds.filter(({ days }) => days < longest).map((state) => ({ ...state, name: state.kind, of: [state] })),
  ]
  for (const { kind, name, days, of } of steps) {
    const before = cutOf(days, nowMs)
    const from = earliest(
      of.map(({ purgedUntil }) => purgedUntil),
      LATE_MS,
    )
    const since = earliest(
      of.map(({ purgedAt, purgedUntil }) => purgedAt ?? purgedUntil),
      HOUR_MS,
    )
    let count: number
    do {
      count = await purgeDetails(sql, kind, { from, since, before, limit: BATCH })
      purged[name] = (purged[name] ?? 0) + count
    } while (count === BATCH)
  }
  const persons = kinds.find(({ kind }) => kind === 'persons')?.days ?? longest
  const personsCut = cutOf(persons, nowMs)
  const notes = (await purgeItems(sql, personsCut)) + (await forgetAlertNotes(sql, personsCut))
  if (notes > 0) purged.notes = notes
  const watched = await forgetWatchSubjects(sql, personsCut)
  if (watched > 0) purged.watched = watched
  const at = new Date(nowMs)
  for (const state of states) {
    await markPurged(sql, state, cutOf(state.days, nowMs), at)
  }
  await sql`delete from trajectory_permits where until < ${cutOf(longest, nowMs)} and expires_at < ${at}`
  if (Object.values(purged).every((count) => count === 0)) return purged
  await writeAudit(sql, nowMs, { actor: 'system', verb: 'retention.purge', after: purged })
  if ((await forgetPlates(sql)) > 0) await bus.publish('plates')
  return purged
}

/** The earliest of these, and so long before it; null: from the first entry. */
const earliest = (times: readonly (Date | null)[], marginMs: number): Date | null => {
  let first = Number.POSITIVE_INFINITY
  for (const time of times) {
    if (time === null) return null
    first = Math.min(first, time.getTime())
  }
  return new Date(first - marginMs)
}
