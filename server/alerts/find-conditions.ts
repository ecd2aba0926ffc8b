import type { TransactionSql } from 'postgres'
import { type TimedKind, TWO_HOURS_MS } from '#domain/alert-kinds'
import type { Condition } from '#domain/alert-plan'
import { DAY_MS, HOUR_MS } from '#domain/instant'
import type { PolicyDocument } from '#domain/policy'
import { periodsAt } from '#domain/routine'
import { findHeld, findReported, findSigns, keepsReports, type SignRow } from '../../db/stores/condition-store'
import type { Checkpoint, CheckpointDirectory } from '../checkpoints/checkpoint-directory'

/** What was said of a queue holds this long. */
const QUEUE_HOLDS_MS = 2 * HOUR_MS
/** Of the limit: a queue is over when it is shorter than that. */
const QUEUE_EASES = 0.7
/** Who is on hold for longer than this has been forgotten by everybody; the daily figures still say so. */
const HELD_LOOKED_FOR_MS = 7 * DAY_MS

interface Looked {
  tx: TransactionSql
  kinds: ReadonlySet<TimedKind>
  checkpoints: CheckpointDirectory
  policy: PolicyDocument
  nowMs: number
}

/** What is wrong now, of the kinds asked for. */
export const findConditions = async (look: Looked): Promise<Condition[]> => {
  const { tx, kinds, checkpoints } = look
  const signs = await findSigns(tx)
  const found = signs.flatMap((sign) => {
    const checkpoint = checkpoints.byId(sign.checkpointId)
    return checkpoint === undefined ? [] : signConditions(look, checkpoint, sign)
  })
  if (kinds.has('zero-report')) found.push(...(await reportConditions(look, signs)))
  if (kinds.has('two-hours')) found.push(...(await heldConditions(look)))
  return found.filter(({ kind }) => kinds.has(kind))
}

const about = ({ id, path }: Checkpoint, kind: TimedKind, dueMs: number, more: Partial<Condition> = {}): Condition => ({
  kind,
  subject: `${kind}:${id}`,
  checkpointId: id,
  path,
  dueMs,
  sinceMs: dueMs,
  entryId: null,
  detail: {},
  ...more,
})

const signConditions = ({ policy, nowMs }: Looked, checkpoint: Checkpoint, sign: SignRow): Condition[] => {
  const { alertLimits, stateTimes } = policy
  const found: Condition[] = []
  const seenMs = (sign.seenAt ?? sign.equippedAt)?.getTime() ?? nowMs
  const silentMs = seenMs + stateTimes.offlineAfterMs
  // One that was shut and opened again is told again, however long it was silent before.
  const placedMs = sign.updatedAt.getTime()
  if (silentMs <= nowMs) found.push(about(checkpoint, 'offline', Math.max(silentMs, placedMs), { sinceMs: seenMs }))
  const queueAt = sign.queueAt?.getTime() ?? 0
  const vehicles = sign.queue ?? 0
  if (vehicles >= QUEUE_EASES * alertLimits.queueVehicles && nowMs - queueAt < QUEUE_HOLDS_MS) {
    const isWeak = vehicles < alertLimits.queueVehicles
    found.push(about(checkpoint, 'queue', Math.max(queueAt, placedMs), { detail: { vehicles }, isWeak }))
  }
  const low = Object.entries(alertLimits.stock).flatMap(([supply, least]) => {
    const left = sign.stock?.[supply]
    return left !== undefined && left < least ? [[supply, left] as const] : []
  })
  if (low.length > 0) {
    found.push(
      about(checkpoint, 'stock', Math.max(sign.stockAt?.getTime() ?? 0, placedMs), { detail: Object.fromEntries(low) }),
    )
  }
  return found
}

/** Open checkpoints that had a tablet and sent no report for the period that ended last, once anybody here reports. */
const reportConditions = async (
  { tx, checkpoints, policy, nowMs }: Looked,
  signs: readonly SignRow[],
): Promise<Condition[]> => {
  const zones = new Map<string, { point: Checkpoint; equippedMs: number }[]>()
  for (const { checkpointId, equippedAt } of signs) {
    const point = checkpoints.byId(checkpointId)
    if (point === undefined || equippedAt === null) continue
    const zone = checkpoints.zone(point.path)
    zones.set(zone, [...(zones.get(zone) ?? []), { point, equippedMs: equippedAt.getTime() }])
  }
  const found: Condition[] = []
  for (const [zone, all] of zones) {
    const { fromMs, toMs } = periodsAt(nowMs, zone, policy.deadlines.reports).ended
    const points = all.filter(({ equippedMs }) => equippedMs < toMs).map(({ point }) => point)
    const [from, to] = [new Date(fromMs), new Date(toMs)]
    if (!(await keepsReports(tx, to))) continue
    const checkpointIds = points.map(({ id }) => id)
    const reported = await findReported(tx, { checkpointIds, from, to })
    const detail = { from: from.toISOString(), to: to.toISOString() }
    for (const point of points) if (!reported.has(point.id)) found.push(about(point, 'zero-report', toMs, { detail }))
  }
  return found
}

const heldConditions = async ({ tx, checkpoints, nowMs }: Looked): Promise<Condition[]> => {
  const range = { from: new Date(nowMs - HELD_LOOKED_FOR_MS), to: new Date(nowMs - TWO_HOURS_MS) }
  const held = await findHeld(tx, range)
  return held.flatMap(({ entryId, checkpointId, countedAt }) => {
    const checkpoint = checkpoints.byId(checkpointId)
    if (checkpoint === undefined) return []
    const sinceMs = countedAt.getTime()
    return [
      about(checkpoint, 'two-hours', sinceMs + TWO_HOURS_MS, { subject: `two-hours:${entryId}`, sinceMs, entryId }),
    ]
  })
}
