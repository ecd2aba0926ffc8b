import { addVectors, type Counts, countEntry, countsFromVector, zeroCounts } from '#domain/entries/counts'
import { DEFAULT_THRESHOLDS, type Thresholds } from '#domain/entries/thresholds'
import type { Kept, Outbox } from '../_outbox/store'
import { passagesOf } from './passages'

const PAGE = 200

/** What this tablet counted since a moment of its own clock: passages as they stand, corrections laid over them. */
export async function countsSince(outbox: Outbox, sinceMs: number, thresholds: Thresholds | null): Promise<Counts> {
  const kept: Kept[] = []
  let before: number | undefined
  for (;;) {
    const page = await outbox.recent(PAGE, before)
    kept.push(...page.filter(({ mark }) => mark.savedAt >= sinceMs))
    before = page.at(-1)?.mark.seq
    if (before === undefined || (page.at(-1)?.mark.savedAt ?? 0) < sinceMs) break
  }
  const standing = passagesOf(kept).map(({ kept: { entry } }) => countEntry(entry, thresholds ?? DEFAULT_THRESHOLDS))
  const [first, ...rest] = standing
  return first === undefined ? zeroCounts() : countsFromVector(rest.reduce(addVectors, first))
}
