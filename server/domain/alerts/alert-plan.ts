import { MINUTE_MS, SECOND_MS } from '../instant'
import { commonPath, type TimedKind } from './alert-kinds'

/** Something that is wrong now and can be read again at any moment. */
export interface Condition {
  kind: TimedKind
  /** Names it through its comings and goings: a point, or the passage that it is about. */
  subject: string
  checkpointId: number
  /** Path of the checkpoint's jurisdiction. */
  path: string
  /** When it came to be wrong; together with kind and subject it is told once. */
  dueMs: number
  /** Since when, in the reader's sense: last heard of, end of the period. */
  sinceMs: number
  entryId: string | null
  /** What a reader wants to know of it: vehicles, supplies, the period. */
  detail: Readonly<Record<string, number | string>>
  /** Not enough to be told, but what was told still holds: so that a queue around its limit is one alert. */
  isWeak?: boolean
}

/** What an alert speaks of, until its condition ended. */
interface Member {
  subject: string
  overAtMs: number | null
}

/** An alert of which a condition stands, or stood a little while ago. */
export interface KnownAlert {
  id: string
  kind: TimedKind
  resolved: boolean
  raisedMs: number
  detail: Readonly<Record<string, number | string>>
  members: readonly Member[]
}

export type AlertAct =
  | { act: 'raise'; kind: TimedKind; path: string; conditions: Condition[] }
  /** Came again while its alert is not closed. */
  | { act: 'repeat'; alertId: string; conditions: Condition[] }
  /** Came again a little after its alert was closed. */
  | { act: 'reopen'; alertId: string; conditions: Condition[] }
  /** What was told of it is not so any more. */
  | { act: 'tell'; alertId: string; detail: Condition['detail'] }
  /** `all`: nothing of it stands any more; that closes it, unless somebody had closed it before. */
  | { act: 'over'; alertId: string; subjects: string[]; all: boolean; closes: boolean }

/** A condition that comes back within this long belongs to the alert that it had. */
export const FLAP_MS = 30 * MINUTE_MS
/** So long a point that falls silent waits for others that fell with it. */
export const GATHER_MS = 30 * SECOND_MS
/** Conditions that came within this long of each other came together. */
export const TOGETHER_MS = 60 * SECOND_MS
/** From so many on, what came together is one alert. */
export const TOGETHER_LEAST = 3

const GATHERED: ReadonlySet<TimedKind> = new Set(['offline', 'zero-report'])

/** What they tell may change while they stand: which supplies are low, how many people nobody has reached. */
const TELLS: ReadonlySet<TimedKind> = new Set(['stock', 'two-hours'])

export interface Situation {
  /** Kinds that were looked at: of the others nothing is known now. */
  kinds: ReadonlySet<TimedKind>
  conditions: readonly Condition[]
  /** Whether a pause keeps it from being told. */
  isPaused(condition: Condition): boolean
  alerts: readonly KnownAlert[]
  nowMs: number
}

/** What follows from the conditions that stand now, and from what was told before. */
export const planAlerts = (situation: Situation): AlertAct[] => {
  const { conditions, alerts, nowMs } = situation
  const standing = new Map(conditions.map((condition) => [condition.subject, condition]))
  const latest = latestBySubject(alerts)
  const again = new Map<string, { alert: KnownAlert; conditions: Condition[] }>()
  const fresh: Condition[] = []
  for (const condition of standing.values()) {
    const known = latest.get(condition.subject)
    if (known !== undefined && known.member.overAtMs === null) continue
    if (condition.isWeak === true || situation.isPaused(condition)) continue
    if (known !== undefined && (!known.alert.resolved || nowMs - (known.member.overAtMs ?? nowMs) <= FLAP_MS)) {
      const found = again.get(known.alert.id) ?? { alert: known.alert, conditions: [] }
      found.conditions.push(condition)
      again.set(known.alert.id, found)
    } else fresh.push(condition)
  }
  return [
    ...[...again.values()].map(
      ({ alert, conditions: own }): AlertAct => ({
        act: alert.resolved ? 'reopen' : 'repeat',
        alertId: alert.id,
        conditions: own,
      }),
    ),
    ...together(fresh, nowMs).map(
      (group): AlertAct => ({
        act: 'raise',
        // A group is made with its first condition.
        kind: group[0]!.kind,
        path: commonPath(group.map(({ path }) => path)),
        conditions: group,
      }),
    ),
    ...alerts.flatMap((alert) => changesOf(alert, standing, situation.kinds)),
  ]
}

const latestBySubject = (alerts: readonly KnownAlert[]): Map<string, Membership> => {
  const latest = new Map<string, Membership>()
  for (const alert of [...alerts].sort((a, b) => a.raisedMs - b.raisedMs)) {
    for (const member of alert.members) {
      const before = latest.get(member.subject)
      if (before === undefined || !goesBefore(before, { alert, member })) latest.set(member.subject, { alert, member })
    }
  }
  return latest
}

interface Membership {
  alert: KnownAlert
  member: Member
}

/** One that still stands, or can still be worked, goes before one that is over; of those, the one that was over last. */
const goesBefore = (a: Membership, b: Membership): boolean => {
  const [one, other] = [rank(a.alert, a.member), rank(b.alert, b.member)]
  return one === other ? (a.member.overAtMs ?? 0) > (b.member.overAtMs ?? 0) : one > other
}

const rank = (alert: KnownAlert, member: Member): number => (member.overAtMs === null ? 2 : alert.resolved ? 0 : 1)

/** Those that came together, as one where they are enough; what may still get company waits. */
const together = (fresh: readonly Condition[], nowMs: number): Condition[][] => {
  const groups: Condition[][] = fresh.filter(({ kind }) => !GATHERED.has(kind)).map((one) => [one])
  for (const kind of GATHERED) {
    const own = fresh
      .filter((one) => one.kind === kind)
      .sort((a, b) => a.dueMs - b.dueMs || (a.subject < b.subject ? -1 : 1))
    for (const run of runs(own)) {
      // A run is made with its first condition.
      if (nowMs - run[0]!.dueMs < GATHER_MS) continue
      if (run.length >= TOGETHER_LEAST) groups.push(run)
      else groups.push(...run.map((one) => [one]))
    }
  }
  return groups
}

/** Conditions in the order of time, cut where nothing came for longer than `TOGETHER_MS`. */
const runs = (sorted: readonly Condition[]): Condition[][] => {
  const found: Condition[][] = []
  for (const condition of sorted) {
    const run = found.at(-1)
    const last = run?.at(-1)
    if (run !== undefined && last !== undefined && condition.dueMs - last.dueMs <= TOGETHER_MS) run.push(condition)
    else found.push([condition])
  }
  return found
}

const changesOf = (
  alert: KnownAlert,
  standing: ReadonlyMap<string, Condition>,
  kinds: ReadonlySet<TimedKind>,
): AlertAct[] => {
  if (!kinds.has(alert.kind)) return []
  const stood = alert.members.filter(({ overAtMs }) => overAtMs === null)
  const over = stood.filter(({ subject }) => !standing.has(subject)).map(({ subject }) => subject)
  if (over.length > 0) {
    const all = over.length === stood.length
    return [{ act: 'over', alertId: alert.id, subjects: over, all, closes: all && !alert.resolved }]
  }
  const only = alert.members.length === 1 ? standing.get(alert.members[0]?.subject ?? '') : undefined
  // A queue tells itself, with the live picture.
  const isTold = !TELLS.has(alert.kind) || alert.resolved || only === undefined || isSame(only.detail, alert.detail)
  return isTold ? [] : [{ act: 'tell', alertId: alert.id, detail: only.detail }]
}

const isSame = (a: Condition['detail'], b: Condition['detail']): boolean => {
  const keys = Object.keys(a)
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key])
}
