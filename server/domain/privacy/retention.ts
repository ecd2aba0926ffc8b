import { DAY_MS } from '../instant'

/**
 * How long what is personal is kept, in days from the passage; `searches` from the search. Then it is taken out of the
 * entry, and the bare entry stays with what it adds to each count.
 */
export const RETENTION_KINDS = ['persons', 'plates', 'health', 'searches'] as const
export type RetentionKind = (typeof RETENTION_KINDS)[number]
export type Retention = Record<RetentionKind, number>

export const DEFAULT_RETENTION: Retention = { persons: 30, plates: 30, health: 30, searches: 180 }

const LEAST_DAYS = 1
/** Ten years; who searched for what is kept longer than what was found. */
const MOST_DAYS = 3_650

/** What of the days makes no sense, by kind, in words that follow its name. */
export const retentionFaults = (days: Retention): { kind: RetentionKind; message: string }[] =>
  RETENTION_KINDS.flatMap((kind) => {
    const value = days[kind]
    if (!Number.isInteger(value) || value < LEAST_DAYS || value > MOST_DAYS) {
      return [{ kind, message: `must be a whole number of days from ${LEAST_DAYS} to ${MOST_DAYS}` }]
    }
    const longest = Math.max(days.persons, days.plates, days.health)
    if (kind === 'searches' && value < longest) return [{ kind, message: 'must not be shorter than the others' }]
    return []
  })

/** What passed before it is over. */
export const cutOf = (days: number, nowMs: number): Date => new Date(nowMs - days * DAY_MS)
