import type { Entry } from '#domain/entries/entry'
import { isHigh, type Thresholds } from '#domain/entries/thresholds'
import type { Kept } from '../_outbox/store'

/** What this tablet knows of a plate from the passages that it keeps. */
export interface SeenPlate {
  /** What stands of the newest passage. */
  entry: Entry
  voided: boolean
}

/** The newest passage of each plate, so that who comes again costs one tap. */
interface SeenPlates {
  /** In any order: of one plate the one with the highest seq stays. */
  add(kept: Kept): void
  find(plate: string): SeenPlate | null
}

export function seenPlates(): SeenPlates {
  const byPlate = new Map<string, { seq: number; kept: Kept }>()
  return {
    add(kept) {
      const plate = kept.entry.vehicle?.plate
      if (!plate || plate.includes('?')) return
      const known = byPlate.get(plate)
      if (!known || known.seq < kept.mark.seq) byPlate.set(plate, { seq: kept.mark.seq, kept })
    },
    find(plate) {
      const known = byPlate.get(plate)
      return known ? { entry: known.kept.entry, voided: Boolean(known.kept.entry.void) } : null
    },
  }
}

const EVERYONE_LISTED = (entry: Entry): boolean => entry.headcount === entry.people.length

/**
 * Whether the same vehicle may pass again without a reading: it passed on that local day, was let pass, and everyone in
 * it was measured and normal. `dateOf` gives the local date of an instant.
 */
export function mayPassAgain(
  { entry, voided }: SeenPlate,
  thresholds: Thresholds,
  today: string,
  dateOf: (instant: string) => string,
): boolean {
  if (voided || entry.disposition !== 'release' || !EVERYONE_LISTED(entry)) return false
  if ((entry.hits ?? []).length > 0 || dateOf(entry.occurredAt) !== today) return false
  return entry.people.every((person) => {
    const last = person.readings.at(-1)
    if (person.disposition && person.disposition !== 'release') return false
    return last ? !isHigh(last, thresholds) && last.celsius >= NORMAL_FROM : person.noReading === 'repeat'
  })
}

/** Under it a reading is asked about and never taken for normal, °C. */
const NORMAL_FROM = 35
