import { randomBytes } from 'node:crypto'
import { uuidV7 } from '#domain/uuid'
import { inScope } from '../../db/access/in-scope'
import { writeAudit } from '../audit'
import type { Core } from '../core'
import { done, type Outcome, refuse } from '../outcome'
import type { PersonActor } from '../people/actor'

interface Sent {
  id: string
  text: string
  at: string
  to: string[]
}

/** Tells one, some or all checkpoints something (下达指令). All, where none is named: the open ones of the jurisdiction. */
export const sendInstruction = async (
  core: Core,
  actor: PersonActor,
  { text, checkpoints }: { text: string; checkpoints: readonly string[] | null },
): Promise<Outcome<Sent>> => {
  const now = core.clock.now()
  const id = uuidV7(now, randomBytes(16))
  const outcome = await inScope(core.database, actor, async (tx): Promise<Outcome<Sent>> => {
    const found = await tx<{ id: number; code: string }[]>`
      select c.id, c.code from checkpoints c join jurisdictions j on j.id = c.jurisdiction_id
      where starts_with(j.path, ${actor.scope})
        and case when ${checkpoints === null} then c.set_state = 'open' else c.code = any(${[...(checkpoints ?? [])]}) end
      order by c.code`
    const missing = (checkpoints ?? []).find((code) => !found.some((checkpoint) => checkpoint.code === code))
    if (missing !== undefined) {
      const errors = [{ path: '/checkpoints', code: 'value' as const, message: 'must be checkpoints that you may see' }]
      return refuse('invalid', `There is no checkpoint ${missing} within your jurisdiction.`, { errors })
    }
    if (found.length === 0) return refuse('conflict', 'No checkpoint is open: there is nobody to tell.')
    await tx`
      insert into instructions (id, text, sent_at, sent_by, sender, jurisdiction_id)
      select ${id}, ${text}, ${new Date(now)}, ${actor.name}, ${actor.displayName}, id
      from jurisdictions where path = ${actor.scope}`
    await tx`
      insert into instruction_targets (instruction_id, checkpoint_id)
      select ${id}, unnest(${found.map((checkpoint) => checkpoint.id)}::int[])`
    const to = found.map(({ code }) => code)
    const line = { actor: actor.name, verb: 'instruction.send', target: `instruction:${id}`, after: { to } }
    // It may say whom to stop, and lines of the audit are kept for good.
    await writeAudit(tx, now, { ...line, personal: { keys: core.keys, value: { text } } })
    return done({ id, text, at: new Date(now).toISOString(), to })
  })
  if (outcome.ok) await core.bus.publish('instructions', [id])
  return outcome
}
