import { inScope } from '../../db/access/in-scope'
import { auditContext, writeAudit } from '../audit'
import type { Core } from '../core'
import { done, type Outcome, refuse } from '../outcome'
import type { PersonActor } from '../people/actor'

/** What of a line is personal, for a reason that is written down first: no line, no answer. */
export const openAuditLine = (
  core: Core,
  actor: PersonActor,
  { id, reason }: { id: string; reason: string },
): Promise<Outcome<{ personal: unknown }>> =>
  inScope<Outcome<{ personal: unknown }>>(core.database, actor, async (tx) => {
    const [line] = await tx<{ sealed: Buffer | null }[]>`select sealed from audit where id = ${id}`
    if (line === undefined) return refuse('not-found', 'There is no such line within your jurisdiction.')
    if (line.sealed === null) return refuse('not-found', 'Nothing in this line is personal.')
    await writeAudit(tx, core.clock.now(), { actor: actor.name, verb: 'audit.open', target: `audit:${id}`, reason })
    const text = core.keys.open(line.sealed, auditContext(id))
    if (text === null) return refuse('gone', 'Its key was destroyed when its time was up: nobody can read it any more.')
    return done({ personal: JSON.parse(text) as unknown })
  })
