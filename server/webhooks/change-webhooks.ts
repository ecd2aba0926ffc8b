import { randomBytes } from 'node:crypto'
import { uuidV7 } from '#domain/uuid'
import { inScope } from '../../db/access/in-scope'
import { writeAudit } from '../audit'
import type { Core } from '../core'
import { done, type Outcome, refuse } from '../outcome'
import type { PersonActor } from '../people/actor'

const NONE = refuse('not-found', 'There is no such webhook within your jurisdiction.')

/** Lets a webhook rest, or work again; meanwhile nothing is told to it, also not later. */
export const switchWebhook = (
  core: Core,
  actor: PersonActor,
  { id, enabled }: { id: string; enabled: boolean },
): Promise<Outcome<null>> =>
  inScope<Outcome<null>>(core.database, actor, async (tx) => {
    const now = core.clock.now()
    // What happened while it rested is not told when it works again.
    const { count } = await tx`
      update webhooks set enabled = ${enabled}, made_at = case when ${enabled} then ${new Date(now)} else made_at end
      where id = ${id}`
    if (count === 0) return NONE
    const after = { enabled }
    await writeAudit(tx, now, { actor: actor.name, verb: 'webhook.change', target: `webhook:${id}`, after })
    return done(null)
  })

/** Takes a webhook away, with what waits for it. */
export const deleteWebhook = (core: Core, actor: PersonActor, id: string): Promise<Outcome<null>> =>
  inScope<Outcome<null>>(core.database, actor, async (tx) => {
    const { count } = await tx`delete from webhooks where id = ${id}`
    if (count === 0) return NONE
    await writeAudit(tx, core.clock.now(), { actor: actor.name, verb: 'webhook.delete', target: `webhook:${id}` })
    return done(null)
  })

/** Sends again what failed; where nothing did, a test message. */
export const sendAgain = (core: Core, actor: PersonActor, id: string): Promise<Outcome<{ sent: number }>> =>
  inScope<Outcome<{ sent: number }>>(core.database, actor, async (tx) => {
    const now = new Date(core.clock.now())
    const [known] = await tx`select 1 from webhooks where id = ${id}`
    if (known === undefined) return NONE
    const { count } = await tx`
      update webhook_deliveries set state = 'waiting', tries = 0, next_at = ${now}
      where webhook_id = ${id} and state in ('failed', 'waiting')`
    if (count === 0) {
      const made = () => uuidV7(core.clock.now(), randomBytes(16))
      await tx`
        insert into webhook_deliveries (id, webhook_id, event_id, act, state, next_at, made_at)
        values (${made()}, ${id}, ${made()}, 'test', 'waiting', ${now}, ${now})`
    }
    await writeAudit(tx, core.clock.now(), { actor: actor.name, verb: 'webhook.send-again', target: `webhook:${id}` })
    return done({ sent: Math.max(1, count) })
  })
