import type { TransactionSql } from 'postgres'
import { type Companion, findCompanions, findPassages, findPermit, type Permit } from '../../db/stores/trajectory-store'
import type { Core } from '../core'
import { done, type Outcome, refuse } from '../outcome'
import type { PersonActor } from '../people/actor'
import { readPersons } from '../persons/read-persons'
import { plateOf } from './show-permit'

interface TrajectoryRead {
  id: string
  address: string | null
}

export interface TrajectoryPassage {
  entry: string
  checkpoint: string
  name: string
  lng: number
  lat: number
  countedAt: string
  direction: string
  disposition: string
}

interface Trajectory {
  plate: string
  passages: TrajectoryPassage[]
}

/** Where a vehicle went, for who asked and was given leave, within the caller's jurisdiction and until its time is up. */
export const readTrajectory = (core: Core, actor: PersonActor, read: TrajectoryRead): Promise<Outcome<Trajectory>> =>
  underPermit(core, actor, read, {}, async (tx, permit, plate) => {
    const passages = await findPassages(tx, { ...permit, plate })
    const placed = passages.flatMap(({ id, checkpointId, countedAt, direction, disposition }) => {
      const checkpoint = core.checkpoints.byId(checkpointId)
      if (checkpoint === undefined) return []
      const { code, name, lng, lat } = checkpoint
      return [
        { entry: id, checkpoint: code, name, lng, lat, countedAt: countedAt.toISOString(), direction, disposition },
      ]
    })
    return { plate, passages: placed }
  })

/** Who passed the same checkpoints within so many minutes, at two passages at least. */
export const readCompanions = (
  core: Core,
  actor: PersonActor,
  { minutes, ...read }: TrajectoryRead & { minutes: number },
): Promise<Outcome<{ companions: (Omit<Companion, 'lastAt'> & { lastAt: string })[] }>> =>
  underPermit(core, actor, read, { minutes }, async (tx, permit, plate) => {
    const found = await findCompanions(tx, { ...permit, plate }, minutes)
    return { companions: found.map((one) => ({ ...one, lastAt: one.lastAt.toISOString() })) }
  })

const underPermit = <T>(
  core: Core,
  actor: PersonActor,
  { id, address }: TrajectoryRead,
  what: Record<string, unknown>,
  read: (tx: TransactionSql, permit: Permit, plate: string) => Promise<T>,
): Promise<Outcome<T>> => {
  const reading = {
    verb: 'trajectory.read' as const,
    reason: 'as asked for',
    target: `trajectory:${id}`,
    what,
    address,
  }
  return readPersons<T>(core, actor, reading, async (tx) => {
    const permit = await findPermit(tx, id)
    if (permit === null || permit.askedBy !== actor.name) {
      return refuse('not-found', 'You did not ask for this trajectory.')
    }
    const plate = plateOf(core, permit)
    if (permit.expiresAt.getTime() <= core.clock.now() || plate === null) {
      return refuse('gone', 'Its time is up: ask for it again.')
    }
    if (permit.approvedAt === null) return refuse('forbidden', 'Leave to see it was not given yet.')
    return done(await read(tx, permit, plate))
  })
}
