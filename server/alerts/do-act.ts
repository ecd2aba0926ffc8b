import { randomBytes } from 'node:crypto'
import type { TransactionSql } from 'postgres'
import { TIMED_SEVERITY } from '#domain/alerts/alert-kinds'
import type { AlertAct, Condition } from '#domain/alerts/alert-plan'
import { MINUTE_MS } from '#domain/instant'
import type { AlertMinutes } from '#domain/policy/policy'
import { uuidV7 } from '#domain/uuid'
import { addEvent } from '../../db/stores/alert-store'
import {
  endMembers,
  fire,
  insertTimedAlert,
  putMembers,
  repeatAlert,
  tellDetail,
} from '../../db/stores/timed-alert-store'

/** Does what was planned, in the round's transaction, with its line of history. Returns the alert, if it changed. */
export const doAct = async (
  tx: TransactionSql,
  act: AlertAct,
  minutes: AlertMinutes,
  nowMs: number,
): Promise<string[]> => {
  const at = iso(nowMs)
  const note = (alertId: string, what: string, text?: string) =>
    addEvent(tx, {
      alertId,
      eventId: uuidV7(nowMs, randomBytes(16)),
      at,
      actor: 'system',
      act: what,
      ...(text === undefined ? {} : { note: text }),
    })
  if (act.act === 'over') {
    await endMembers(tx, { ...act, at })
    const what = act.closes ? 'recovered' : act.all ? 'ended' : 'eased'
    await note(act.alertId, what, what === 'eased' ? String(act.subjects.length) : undefined)
    return [act.alertId]
  }
  if (act.act === 'tell') {
    await tellDetail(tx, act.alertId, act.detail)
    return [act.alertId]
  }
  const fired = await fire(
    tx,
    act.conditions.map(({ kind, subject, dueMs }) => ({ kind, subject, dueAt: iso(dueMs) })),
    at,
  )
  const told = act.conditions.filter(({ subject }) => fired.has(subject))
  const [first] = told
  if (first === undefined) return []
  const dueAt = iso(nowMs + minutes[first.kind] * MINUTE_MS)
  if (act.act === 'raise') {
    const id = uuidV7(nowMs, randomBytes(16))
    await insertTimedAlert(tx, { id, ...describe(told, act.path, id), raisedAt: at, dueAt })
    await putMembers(tx, id, told.map(showMember))
    await note(id, 'raised')
    return [id]
  }
  const { alertId } = act
  await repeatAlert(tx, alertId, { times: told.length, detail: first.detail, since: iso(first.sinceMs), dueAt })
  await putMembers(tx, alertId, told.map(showMember))
  await note(alertId, act.act === 'reopen' ? 'reopened' : 'repeated')
  return [alertId]
}

const iso = (ms: number): string => new Date(ms).toISOString()

const showMember = ({ subject, checkpointId, sinceMs }: Condition) => ({ subject, checkpointId, since: iso(sinceMs) })

/** One point's alert bears its subject as fold key; one of several lies at the jurisdiction above them. */
const describe = (conditions: readonly Condition[], path: string, id: string) => {
  const [first] = conditions
  if (first === undefined) throw new Error('an alert was to be raised about nothing')
  const { kind, subject, checkpointId, entryId, detail } = first
  const isOne = conditions.length === 1
  return {
    kind,
    severity: TIMED_SEVERITY[kind],
    checkpointId: isOne ? checkpointId : null,
    path: isOne ? null : path,
    entryId,
    since: iso(Math.min(...conditions.map(({ sinceMs }) => sinceMs))),
    detail,
    foldKey: isOne ? subject : `${kind}:${id}`,
  }
}
