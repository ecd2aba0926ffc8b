import { MINUTE_MS, SECOND_MS } from '../instant'

/** Set by hand. */
type CheckpointSetting = 'planned' | 'open' | 'closed'

/** What everybody sees: the setting, and of an open one the first of these that holds. */
export const CHECKPOINT_STATES = ['planned', 'closed', 'offline', 'unstaffed', 'alarm', 'quiet', 'reporting'] as const
export type CheckpointState = (typeof CHECKPOINT_STATES)[number]

/** The times behind the states; they stand in the policy. */
export interface StateTimes {
  /** Without a status from any tablet or a call from a gate; default 120 s. */
  offlineAfterMs: number
  /** Without an entry; default 30 min. */
  quietAfterMs: number
}

export const DEFAULT_STATE_TIMES: Readonly<StateTimes> = {
  offlineAfterMs: 120 * SECOND_MS,
  quietAfterMs: 30 * MINUTE_MS,
}

/** What is known of a checkpoint; times in milliseconds by the server's clock, null: never. */
export interface CheckpointFacts {
  set: CheckpointSetting
  /** The latest `status` from a tablet of it, or call from a gate of it. */
  lastStatusAt: number | null
  /** Null where the county keeps no shifts: then only `unstaffedByHand` says. */
  shiftOpen: boolean | null
  unstaffedByHand: boolean
  /** A fever or watch alert that nobody has acknowledged. */
  unacknowledgedAlarm: boolean
  lastEntryAt: number | null
  now: number
}

const isOver = (last: number | null, afterMs: number, now: number): boolean => last === null || now - last >= afterMs

export const checkpointState = (
  facts: CheckpointFacts,
  times: Readonly<StateTimes> = DEFAULT_STATE_TIMES,
): CheckpointState => {
  if (facts.set !== 'open') return facts.set
  if (isOver(facts.lastStatusAt, times.offlineAfterMs, facts.now)) return 'offline'
  if (facts.unstaffedByHand || facts.shiftOpen === false) return 'unstaffed'
  if (facts.unacknowledgedAlarm) return 'alarm'
  return isOver(facts.lastEntryAt, times.quietAfterMs, facts.now) ? 'quiet' : 'reporting'
}

/** When the state next changes if nothing happens, for a timer; null where only an event can change it. */
export const nextChangeAt = (
  facts: CheckpointFacts,
  times: Readonly<StateTimes> = DEFAULT_STATE_TIMES,
): number | null => {
  const state = checkpointState(facts, times)
  if (state === 'planned' || state === 'closed' || state === 'offline') return null
  // Not null: without any status it would be offline.
  const offlineAt = (facts.lastStatusAt ?? facts.now) + times.offlineAfterMs
  if (state !== 'reporting') return offlineAt
  // Not null: without any entry it would be quiet.
  return Math.min(offlineAt, (facts.lastEntryAt ?? facts.now) + times.quietAfterMs)
}
