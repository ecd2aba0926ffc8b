import { randomBytes } from 'node:crypto'
import { uuidV7 } from '#domain/uuid'
import { inScope } from '../../db/access/in-scope'
import { type AlertChange, type AlertRow, addEvent, changeAlert, findAlert } from '../../db/stores/alert-store'
import { writeAudit } from '../audit'
import type { Core } from '../core'
import { done, type Outcome, refuse } from '../outcome'
import type { PersonActor } from '../people/actor'

interface AlertAct {
  id: string
  act: 'acknowledged' | 'assigned' | 'resolved'
  change: Pick<AlertChange, 'state' | 'owner' | 'reason'>
  /** Kept in the alert's history. */
  note: string | null
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
      select 1 from alerts a left join checkpoints c on c.id = a.checkpoint_id
      left join jurisdictions j on j.id = c.jurisdiction_id
      where a.id = ${id} and starts_with(coalesce(j.path, '/'), ${actor.scope}) for update of a`
    const before = seen === undefined ? null : await findAlert(tx, id)
    if (before === null) return refuse('not-found', 'There is no such alert within your jurisdiction.')
    if (before.state === 'resolved') return refuse('conflict', 'The alert was closed already.')
    if (act === 'acknowledged' && before.state === 'acknowledged') return done(before)
    const now = core.clock.now()
    const at = new Date(now).toISOString()
    const after = await changeAlert(tx, { id, ...change, at })
    if (after === null) throw new Error('a locked alert was changed by another')
    const eventId = uuidV7(now, randomBytes(16))
    await addEvent(tx, { alertId: id, eventId, at, actor: actor.name, act, ...(note === null ? {} : { note }) })
    const reason = note === null ? {} : { reason: note }
    await writeAudit(tx, now, {
      actor: actor.name,
      verb: `alert.${act}`,
      target: `alert:${id}`,
      after: change,
      ...reason,
    })
    moved = true
    return done(after)
  })
  if (moved) await core.bus.publish('alerts', [id])
  return outcome
}
