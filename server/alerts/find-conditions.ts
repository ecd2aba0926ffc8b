import type { TransactionSql } from 'postgres'
import { type TimedKind, TWO_HOURS_MS } from '#domain/alerts/alert-kinds'
import type { Condition } from '#domain/alerts/alert-plan'
import { periodsAt } from '#domain/checkpoints/routine'
import { DAY_MS, HOUR_MS } from '#domain/instant'
import type { PolicyDocument } from '#domain/policy/policy'
import {
  findHeld,
  findReported,
  findSentOn,
  findSigns,
  findUnreached,
  SENT_ON,
  type SignRow,
  type UnsettledRow,
} from '../../db/stores/condition-store'
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
  if (kinds.has('two-hours')) found.push(...(await twoHourConditions(look)))
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
  const openedMs = sign.openedAt.getTime()
  if (silentMs <= nowMs) found.push(about(checkpoint, 'offline', Math.max(silentMs, openedMs), { sinceMs: seenMs }))
  const queueAt = sign.queueAt?.getTime() ?? 0
  const vehicles = sign.queue ?? 0
  if (vehicles >= QUEUE_EASES * alertLimits.queueVehicles && nowMs - queueAt < QUEUE_HOLDS_MS) {
    const isWeak = vehicles < alertLimits.queueVehicles
    found.push(about(checkpoint, 'queue', Math.max(queueAt, openedMs), { detail: { vehicles }, isWeak }))
  }
  const low = Object.entries(alertLimits.stock).flatMap(([supply, least]) => {
    const left = sign.stock?.[supply]
    return left !== undefined && left < least ? [[supply, left] as const] : []
  })
  if (low.length > 0) {
    found.push(
      about(checkpoint, 'stock', Math.max(sign.stockAt?.getTime() ?? 0, openedMs), { detail: Object.fromEntries(low) }),
    )
  }
  return found
}

/** Open checkpoints that sent no report for the period that ended last, though they were open before its end. */
const reportConditions = async (
  { tx, checkpoints, policy, nowMs }: Looked,
  signs: readonly SignRow[],
): Promise<Condition[]> => {
  const zones = new Map<string, { point: Checkpoint; openedMs: number }[]>()
  for (const { checkpointId, openedAt } of signs) {
    const point = checkpoints.byId(checkpointId)
    if (point === undefined) continue
    const zone = checkpoints.zone(point.path)
    const there = zones.get(zone) ?? []
    zones.set(zone, there)
    there.push({ point, openedMs: openedAt.getTime() })
  }
  const found: Condition[] = []
  for (const [zone, all] of zones) {
    const { fromMs, toMs } = periodsAt(nowMs, zone, policy.deadlines.reports).ended
    const points = all.filter(({ openedMs }) => openedMs < toMs).map(({ point }) => point)
    const [from, to] = [new Date(fromMs), new Date(toMs)]
    const checkpointIds = points.map(({ id }) => id)
    const reported = await findReported(tx, { checkpointIds, from, to })
    const detail = { from: from.toISOString(), to: to.toISOString() }
    for (const point of points) if (!reported.has(point.id)) found.push(about(point, 'zero-report', toMs, { detail }))
  }
  return found
}

/**
 * The two-hour rule: whoever is on hold was rechecked, a confirmed fever was fetched, whoever was sent home or to isolation
 * was reached. The first ends with a correction, the others also with the alert that told of them, which says who has them
 * now: of a fever, of people from risk areas, or, where nothing told of them before, this one. All but fevers are one
 * alert a checkpoint.
 */
const twoHourConditions = async ({ tx, checkpoints, nowMs }: Looked): Promise<Condition[]> => {
  const range = { from: new Date(nowMs - HELD_LOOKED_FOR_MS), to: new Date(nowMs - TWO_HOURS_MS) }
  const late = (row: UnsettledRow, subject: string, detail: Condition['detail']): Condition[] => {
    const checkpoint = checkpoints.byId(row.checkpointId)
    if (checkpoint === undefined) return []
    const sinceMs = row.countedAt.getTime()
    const more = { subject, sinceMs, entryId: row.entryId, detail }
    return [about(checkpoint, 'two-hours', sinceMs + TWO_HOURS_MS, more)]
  }
  const held = await findHeld(tx, range)
  const unreached = await findUnreached(tx, range)
  const sent = await findSentOn(tx, { ...range, ruleMs: TWO_HOURS_MS })
  const oldest = new Map<number, UnsettledRow>()
  for (const row of unreached) {
    if (row.kind === 'risk' && !oldest.has(row.checkpointId)) oldest.set(row.checkpointId, row)
  }
  const fevers = unreached.filter(({ kind }) => kind === 'fever')
  return [
    ...held.flatMap((row) => late(row, `two-hours:${row.entryId}`, {})),
    ...fevers.flatMap((row) =>
      late(row, `two-hours:kept:${row.entryId}`, { what: row.isHome ? 'fever-home' : 'kept' }),
    ),
    ...[...oldest.values()].flatMap((row) => late(row, `two-hours:risk:${row.checkpointId}`, { what: 'risk' })),
    ...sent.flatMap((row) => late(row, `${SENT_ON}${row.checkpointId}`, { what: 'sent', people: row.people })),
  ]
}
