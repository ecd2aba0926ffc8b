import type { TransactionSql } from 'postgres'
import { HOUR_MS, MINUTE_MS } from '#domain/instant'
import type { StoredEntry } from '../../db/stores/entry-reader'
import { paceOf, type SearchRange, scanPlates } from '../../db/stores/entry-search'

/** Entries that the first look takes in, about, and all looks of a page, at most: then it says how far it came. */
const FIRST_LOOK = 1_000
const MOST_SCANNED = 10_000
/** Corrections and suspect clocks count within this after now. */
const AHEAD_MS = HOUR_MS
const SHORTEST_MS = MINUTE_MS
/** Matches are not spread evenly: so much more is looked at than the share so far asks for. */
const SPARE = 1.5

interface Scanned {
  entries: StoredEntry[]
  /** Where it broke off, to go on from; null where all was looked at. */
  resume: { countedAt: Date; id: string } | null
}

/** Greater than any id: a page that begins here has the whole instant still before it. */
const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

/**
 * For patterns that too many plates fit, or that no index has a beginning of: window by window back in time, each larger
 * while there is little in them. What is common is found in the first, what is rare takes pages.
 */
export const scanBack = async (
  sql: TransactionSql,
  like: string,
  range: SearchRange,
  nowMs: number,
): Promise<Scanned> => {
  const pace = await paceOf(sql, range.checkpointIds, new Date(nowMs))
  const floor = pace.first?.getTime() ?? nowMs
  const fromMs = Math.max(floor, range.from?.getTime() ?? floor)
  let toMs = Math.min(nowMs + AHEAD_MS, range.to?.getTime() ?? Number.POSITIVE_INFINITY)
  if (range.after !== null) toMs = Math.min(toMs, range.after.countedAt.getTime() + 1)
  const firstMs = Math.max(SHORTEST_MS, (FIRST_LOOK / Math.max(1, pace.anHour)) * HOUR_MS)
  const entries: StoredEntry[] = []
  let scanned = 0
  for (let windowMs = firstMs; toMs > fromMs; ) {
    // What lies ahead of now is next to nothing: the look goes back from now.
    const window = { from: new Date(Math.max(fromMs, Math.min(toMs, nowMs) - windowMs)), to: new Date(toMs) }
    const found = await scanPlates(sql, like, { ...range, limit: range.limit - entries.length }, window)
    entries.push(...found.entries)
    scanned += found.scanned
    toMs = window.from.getTime()
    if (entries.length >= range.limit) return { entries, resume: null }
    // The next window holds about what is still wanted, and no more than may still be looked at.
    const wanted =
      entries.length === 0 ? MOST_SCANNED : ((range.limit - entries.length) * scanned * SPARE) / entries.length
    const share = found.scanned === 0 ? 8 : Math.min(wanted, MOST_SCANNED - scanned) / found.scanned
    windowMs *= Math.min(16, Math.max(0.25, share))
    if (scanned >= MOST_SCANNED * 0.9 && toMs > fromMs) {
      return { entries, resume: { countedAt: new Date(toMs - 1), id: LAST_ID } }
    }
  }
  return { entries, resume: null }
}
