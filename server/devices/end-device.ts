import { inScope } from '../../db/access/in-scope'
import { writeAudit } from '../audit'
import type { Core } from '../core'
import { done, type Outcome, refuse } from '../outcome'
import type { PersonActor } from '../people/actor'

/**
 * Ends a device. Retired: it may hand in for 72 hours what it made before. Lost: its calls get 401 at once and what
 * waits on it is gone. A retired one may still be called lost; a lost one stays lost.
 */
export const endDevice = async (
  core: Core,
  actor: PersonActor,
  { device: id, as }: { device: string; as: 'retired' | 'lost' },
): Promise<Outcome<{ id: string; state: 'retired' | 'lost' }>> => {
  const outcome = await inScope<Outcome<{ id: string; state: 'retired' | 'lost' }>>(
    core.database,
    actor,
    async (tx) => {
      const [device] = await tx<{ state: 'active' | 'retired' | 'lost'; path: string | null }[]>`
      select d.state, j.path from devices d left join pairings p on p.id = d.pairing_id
      left join checkpoints c on c.id = p.checkpoint_id left join jurisdictions j on j.id = c.jurisdiction_id
      where d.id = ${id} for update of d`
      if (device === undefined || (device.path !== null && !device.path.startsWith(actor.scope))) {
        return refuse('not-found', `There is no device ${id} within your jurisdiction.`)
      }
      if (device.state === as) return done({ id, state: as })
      if (device.state === 'lost') return refuse('conflict', 'The device was reported lost, and that is final.')
      const now = core.clock.now()
      await tx`
      update devices set state = ${as}, ended_at = ${new Date(now)} where id = ${id}`
      const change = { before: { state: device.state }, after: { state: as } }
      await writeAudit(tx, now, { actor: actor.name, verb: `device.${as}`, target: `device:${id}`, ...change })
      return done({ id, state: as })
    },
  )
  if (outcome.ok) await core.bus.publish('devices', [id])
  return outcome
}
