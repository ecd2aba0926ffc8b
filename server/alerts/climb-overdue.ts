import { randomBytes } from 'node:crypto'
import { type AlertKind, climbMs, holderPath } from '#domain/alerts/alert-kinds'
import { uuidV7 } from '#domain/uuid'
import { addEvent } from '../../db/stores/alert-store'
import { findOverdue, fire, raiseLevel } from '../../db/stores/timed-alert-store'
import type { Core } from '../core'

/** Lets every alert that is past its time climb one step of the tree, each step once. Returns the ids of those that did. */
export const climbOverdue = async ({ database, checkpoints, policy, clock }: Core): Promise<string[]> => {
  const nowMs = clock.now()
  const minutes = policy.current.document.deadlines.alertMinutes
  const names = new Map([...checkpoints.jurisdictions()].map(({ path, name }) => [path, name]))
  const climbed: string[] = []
  for (const { id, kind, level, dueAt, path } of await findOverdue(database.sql, new Date(nowMs))) {
    // The store holds only the kinds of the domain.
    const dueMs = climbMs({ path, level, dueMs: dueAt.getTime() }, minutes[kind as AlertKind])
    if (dueMs === null || dueMs > nowMs) continue
    const at = new Date(nowMs).toISOString()
    const next = level + 1
    const didIt = await database.sql.begin(async (tx) => {
      const firing = { kind: 'climb', subject: `${id}:${next}`, dueAt: new Date(dueMs).toISOString() }
      if ((await fire(tx, [firing], at)).size === 0 || !(await raiseLevel(tx, id, next))) return false
      const note = names.get(holderPath(path, next)) ?? ''
      const eventId = uuidV7(nowMs, randomBytes(16))
      await addEvent(tx, { alertId: id, eventId, at, actor: 'system', act: 'escalated', note })
      return true
    })
    if (didIt) climbed.push(id)
  }
  return climbed
}
