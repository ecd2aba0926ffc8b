import { logDueMs, type Period, periodsAt } from '#domain/checkpoints/routine'
import { MINUTE_MS } from '#domain/instant'
import type { Policy } from '#protocol/tablet'
import type { HeardInstruction, PostView } from './post-desk'

/** What the post owes, most urgent first. Times in milliseconds. */
export type Due =
  | { kind: 'instruction'; instruction: HeardInstruction }
  | { kind: 'report'; period: Period; dueMs: number; late: boolean }
  | { kind: 'shift' }
  | { kind: 'log'; log: 'disinfection' | 'waste'; dueMs: number }
  | { kind: 'refused'; count: number }

const TIMED_LOGS = ['disinfection', 'waste'] as const

/** The period that is to be closed next: the one that has ended where nobody closed it, else the running one. */
export function reportPeriod(post: PostView, policy: Policy, nowMs: number): { period: Period; ended: boolean } {
  const { running, ended } = periodsAt(nowMs, policy.post.zone, policy.deadlines.reports)
  const closedUntil = post.duty.report === null ? null : Date.parse(post.duty.report.to)
  // A post that has never reported begins with the running period.
  const isOwed = closedUntil !== null && closedUntil < ended.toMs
  return isOwed ? { period: ended, ended: true } : { period: running, ended: false }
}

const reportDue = (post: PostView, policy: Policy, nowMs: number): Due[] => {
  const { period, ended } = reportPeriod(post, policy, nowMs)
  const closed = post.duty.report !== null && Date.parse(post.duty.report.to) >= period.toMs
  if (closed) return []
  if (ended) return [{ kind: 'report', period, dueMs: period.toMs, late: true }]
  const remindFrom = period.toMs - policy.deadlines.remindMinutes * MINUTE_MS
  return nowMs >= remindFrom ? [{ kind: 'report', period, dueMs: period.toMs, late: false }] : []
}

const logsDue = (post: PostView, nowMs: number): Due[] => {
  const since = post.duty.shifts[0]?.since
  if (since === undefined) return []
  return TIMED_LOGS.flatMap((log): Due[] => {
    const last = post.duty.logs[log]
    const dueMs = logDueMs(log, last === undefined ? null : Date.parse(last), Date.parse(since))
    return dueMs !== null && nowMs > dueMs ? [{ kind: 'log', log, dueMs }] : []
  })
}

/** `nowMs` by the server's clock. Nothing is owed before the first policy came. */
export function postDues(post: PostView, policy: Policy | null, nowMs: number): Due[] {
  if (policy === null) return []
  const keepsShifts = post.duty.keepsShifts || (post.roster?.crews.length ?? 0) > 0
  return [
    ...post.instructions.flatMap((instruction): Due[] =>
      instruction.readAt === null && instruction.withdrawn !== true ? [{ kind: 'instruction', instruction }] : [],
    ),
    ...(post.refused.length > 0 ? [{ kind: 'refused' as const, count: post.refused.length }] : []),
    ...(keepsShifts && post.duty.shifts.length === 0 ? [{ kind: 'shift' as const }] : []),
    ...reportDue(post, policy, nowMs),
    ...logsDue(post, nowMs),
  ]
}
