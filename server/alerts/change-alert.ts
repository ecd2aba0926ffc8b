import { randomBytes } from 'node:crypto'
import { type AlertKind, closingDueMs } from '#domain/alerts/alert-kinds'
import { uuidV7 } from '#domain/uuid'
import { inScope } from '../../db/access/in-scope'
import { type AlertChange, type AlertRow, addEvent, changeAlert, findAlert } from '../../db/stores/alert-store'
import { writeAudit } from '../audit'
import type { Core } from '../core'
import { done, type Outcome, refuse } from '../outcome'
import type { PersonActor } from '../people/actor'

interface AlertAct {
  id: string
  act: 'acknowledged' | 'assigned' | 'noted' | 'resolved'
  change: Pick<AlertChange, 'state' | 'owner' | 'ownerIfNone' | 'reason' | 'result'>
  /** Kept in the alert's history. */
  note: string | null
}

/** Whoever receives an alert that nobody has yet has it from then on, and longer to close it than it had to be received. */
const dueOf = (core: Core, { kind, state }: AlertRow, act: AlertAct['act'], nowMs: number): { dueAt?: string } => {
  if (act !== 'acknowledged' || state !== 'open') return {}
  // The store holds only the kinds of the domain.
  const minutes = core.policy.current.document.deadlines.alertMinutes[kind as AlertKind]
  return { dueAt: new Date(closingDueMs(nowMs, minutes)).toISOString() }
}

/** Moves an alert on, with its line of history and of audit. What was done already is done again without a trace. */
export const changeOneAlert = async (
  core: Core,
  actor: PersonActor,
  { id, act, change, note }: AlertAct,
): Promise<Outcome<AlertRow>> => {
  let moved = false
  const outcome = await inScope<Outcome<AlertRow>>(core.database, actor, async (tx) => {
    const [seen] = await tx`
      select 1 from alerts where id = ${id} for update`
    const before = seen === undefined ? null : await findAlert(tx, id)
    if (before === null) return refuse('not-found', 'There is no such alert within your jurisdiction.')
    const [whole] = await tx`select 1 from jurisdictions where id = ${before.jurisdictionId}`
    if (before.jurisdictionId !== null && whole === undefined) {
      return refuse(
        'forbidden',
        'It is about points beyond your jurisdiction too: whoever sees all of them acts on it.',
      )
    }
    if (before.state === 'resolved' && act !== 'noted') return refuse('conflict', 'The alert was closed already.')
    if (act === 'acknowledged' && before.state === 'acknowledged') return done(before)
    const now = core.clock.now()
    const at = new Date(now).toISOString()
    const after =
      act === 'noted' ? before : await changeAlert(tx, { id, ...change, ...dueOf(core, before, act, now), at })
    if (after === null) throw new Error('a locked alert was changed by another')
    const eventId = uuidV7(now, randomBytes(16))
    await addEvent(tx, { alertId: id, eventId, at, actor: actor.name, act, ...(note === null ? {} : { note }) })
    const { reason: _said, ...told } = change
    const line = { actor: actor.name, verb: `alert.${act}`, target: `alert:${id}`, after: told }
    await writeAudit(tx, now, { ...line, ...(note === null ? {} : saidIn(core, act, note)) })
    moved = true
    return done(after)
  })
  if (moved) await core.bus.publish('alerts', [id])
  return outcome
}

/** Whose it is belongs to the act; whatever else is written down of an alert, also at its end, may name somebody. */
const saidIn = ({ keys }: Core, act: AlertAct['act'], note: string) =>
  act === 'assigned' ? { reason: note } : { personal: { keys, value: { note } } }
