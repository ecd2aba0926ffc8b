import { inScope } from '../../db/access/in-scope'
import { findPermits } from '../../db/stores/trajectory-store'
import type { Core } from '../core'
import type { PersonActor } from '../people/actor'
import { type ShownPermit, showPermit } from './show-permit'

/** What the caller asked for, and what he is asked to give leave for. */
export const listPermits = async (core: Core, actor: PersonActor): Promise<ShownPermit[]> => {
  const now = new Date(core.clock.now())
  const permits = await inScope(core.database, actor, (tx) => findPermits(tx, actor.name, now))
  return permits.map((permit) => showPermit(core, permit))
}
