import { randomBytes } from 'node:crypto'
import { uuidV7 } from '#domain/uuid'
import { inScope } from '../../db/access/in-scope'
import { writeAudit } from '../audit'
import type { Core } from '../core'
import { done, type Outcome, refuse } from '../outcome'
import type { PersonActor } from '../people/actor'
import { NO_BROWSER } from './subscribe'

/** This session's browser is told nothing more, nor what is on its way. */
export const unsubscribe = async (core: Core, actor: PersonActor): Promise<Outcome<null>> => {
  const { sessionHash } = actor
  if (sessionHash === null) return NO_BROWSER
  await inScope(core.database, actor, async (tx) => {
    const [gone] = await tx<{ id: string }[]>`
      delete from push_subscriptions where session_hash = ${sessionHash} returning id`
    if (gone === undefined) return
    await writeAudit(tx, core.clock.now(), {
      actor: actor.name,
      verb: 'push.unsubscribe',
      target: `push:${gone.id}`,
    })
  })
  return done(null)
}

/** Sends this session's browser a message that shows whether the way is open. */
export const testPush = async (core: Core, actor: PersonActor): Promise<Outcome<null>> => {
  const { sessionHash } = actor
  if (sessionHash === null) return NO_BROWSER
  const now = core.clock.now()
  const made = () => uuidV7(now, randomBytes(16))
  return inScope<Outcome<null>>(core.database, actor, async (tx) => {
    const { count } = await tx`
      insert into push_deliveries (id, subscription_id, event_id, act, state, next_at, made_at)
      select ${made()}, id, ${made()}, 'test', 'waiting', ${new Date(now)}, ${new Date(now)}
      from push_subscriptions where session_hash = ${sessionHash}`
    return count === 0 ? refuse('not-found', 'This browser is not told of alerts: switch it on first.') : done(null)
  })
}
