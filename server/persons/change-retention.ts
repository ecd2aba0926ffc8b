import { type Retention, retentionFaults } from '#domain/privacy/retention'
import { inScope } from '../../db/access/in-scope'
import { findRetention, writeRetention } from '../../db/stores/retention-store'
import { writeAudit } from '../audit'
import type { Core } from '../core'
import { done, type Outcome, refuse } from '../outcome'
import type { PersonActor } from '../people/actor'

/** Scope: none, the days are the whole instance's, and everybody whom they concern may know them. */
export const readRetention = async (core: Core, actor: PersonActor): Promise<Retention> => {
  const states = await inScope(core.database, actor, (tx) => findRetention(tx))
  return Object.fromEntries(states.map(({ kind, days }) => [kind, days])) as Retention
}

/** Sets for how many days each kind of data is kept. Shorter ones are purged within minutes, and that can't be undone. */
export const changeRetention = async (core: Core, actor: PersonActor, days: Retention): Promise<Outcome<Retention>> => {
  const errors = retentionFaults(days).map(({ kind, message }) => ({
    path: `/${kind}`,
    code: 'range' as const,
    message,
  }))
  if (errors.length > 0) return refuse('invalid', 'The days can not be like this.', { errors })
  const root = core.checkpoints.root()
  if (root === undefined || !root.path.startsWith(actor.scope)) {
    return refuse('forbidden', 'The days are for the whole instance.')
  }
  const before = await readRetention(core, actor)
  await inScope(core.database, actor, async (tx) => {
    await writeRetention(tx, days)
    await writeAudit(tx, core.clock.now(), { actor: actor.name, verb: 'retention.change', before, after: days })
  })
  return done(days)
}
