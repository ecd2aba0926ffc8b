import { inScope } from '../../db/access/in-scope'
import { writeAudit } from '../audit'
import type { Core } from '../core'
import { done, type Outcome, refuse } from '../outcome'
import type { PersonActor } from '../people/actor'
import { startPairing } from './start-pairing'

interface Placement {
  device: string
  checkpoint: string
  pairing: string
}

/** Moves an active device to a checkpoint; it keeps its token, and what it made before counts where it stood then. */
export const placeDevice = async (
  core: Core,
  actor: PersonActor,
  { device: id, checkpoint: code }: { device: string; checkpoint: string },
): Promise<Outcome<Placement>> => {
  const outcome = await inScope<Outcome<Placement>>(core.database, actor, async (tx) => {
    const [device] = await tx<{ state: string; before: string | null; path: string | null }[]>`
      select d.state, c.code as before, j.path from devices d left join pairings p on p.id = d.pairing_id
      left join checkpoints c on c.id = p.checkpoint_id left join jurisdictions j on j.id = c.jurisdiction_id
      where d.id = ${id} for update of d`
    if (device === undefined || (device.path !== null && !device.path.startsWith(actor.scope))) {
      return refuse('not-found', `There is no device ${id} within your jurisdiction.`)
    }
    if (device.state !== 'active') {
      return refuse('conflict', `The device is ${device.state}: pair it again with a code.`)
    }
    const [checkpoint] = await tx<{ id: number }[]>`
      select c.id from checkpoints c join jurisdictions j on j.id = c.jurisdiction_id
      where c.code = ${code} and starts_with(j.path, ${actor.scope})`
    if (checkpoint === undefined) return refuse('not-found', `There is no checkpoint ${code} within your jurisdiction.`)
    const now = core.clock.now()
    const pairing = await startPairing(tx, now, { deviceId: id, checkpointId: checkpoint.id, laneId: null })
    const change = { before: { checkpoint: device.before }, after: { checkpoint: code, pairing } }
    await writeAudit(tx, now, { actor: actor.name, verb: 'device.pair', target: `device:${id}`, ...change })
    return done({ device: id, checkpoint: code, pairing })
  })
  if (outcome.ok) await core.bus.publish('devices', [id])
  return outcome
}
