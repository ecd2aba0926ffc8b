import { MINUTE_MS } from '../instant'

/** What an alert may be about. The first three come from entries, the others are read by the clock. */
export const ALERT_KINDS = ['fever', 'watch', 'risk', 'offline', 'zero-report', 'queue', 'stock', 'two-hours'] as const
export type AlertKind = (typeof ALERT_KINDS)[number]

export const TIMED_KINDS = ['offline', 'zero-report', 'queue', 'stock', 'two-hours'] as const satisfies AlertKind[]
export type TimedKind = (typeof TIMED_KINDS)[number]

/** How an alert ended: dealt with, handed over, a false alarm; or its cause was over by itself, which only the server says. */
export const ALERT_RESULTS = ['handled', 'handed-over', 'false-alarm', 'recovered'] as const
export type AlertResult = (typeof ALERT_RESULTS)[number]

/** How soon somebody must look at what the clock found. */
export const TIMED_SEVERITY = {
  offline: 'high',
  'zero-report': 'medium',
  queue: 'medium',
  stock: 'medium',
  'two-hours': 'critical',
} as const satisfies Record<TimedKind, 'critical' | 'high' | 'medium'>

/** A person on hold must be somewhere after this long (两小时). */
export const TWO_HOURS_MS = 120 * MINUTE_MS

const CLOSING_TIMES = 12
const LEAST_CLOSING_MS = 60 * MINUTE_MS

/** Until when an alert that was received must be closed: twelve times as long as it may wait to be received, an hour at least. */
export const closingDueMs = (receivedMs: number, receiveMinutes: number): number =>
  receivedMs + Math.max(LEAST_CLOSING_MS, CLOSING_TIMES * receiveMinutes * MINUTE_MS)

/** The jurisdictions from a path upwards: `/1/5/` gives `/1/5/`, `/1/`. */
const pathsUp = (path: string): string[] => {
  const ids = path.split('/').filter((id) => id !== '')
  return ids.map((_, index) => `/${ids.slice(0, ids.length - index).join('/')}/`)
}

/** Who answers for an alert that lies at `path` and has climbed `level` steps; the topmost where there are no more. */
export const holderPath = (path: string, level: number): string => {
  const up = pathsUp(path)
  return up[Math.min(level, up.length - 1)] ?? '/'
}

/**
 * When an alert climbs its next step: at its due time first, then each time as many minutes later as it may wait to be
 * received; null at the top.
 */
export const climbMs = (
  { path, level, dueMs }: { path: string; level: number; dueMs: number },
  receiveMinutes: number,
): number | null => (level + 1 >= pathsUp(path).length ? null : dueMs + level * receiveMinutes * MINUTE_MS)

/** The lowest jurisdiction above all of these; `/` where they have none in common. */
export const commonPath = (paths: readonly string[]): string => {
  const [first = '/', ...others] = paths
  return pathsUp(first).find((up) => others.every((path) => path.startsWith(up))) ?? '/'
}
