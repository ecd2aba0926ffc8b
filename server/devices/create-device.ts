import { randomBytes } from 'node:crypto'
import { uuidV7 } from '#domain/uuid'
import { inScope } from '../../db/access/in-scope'
import { writeAudit } from '../audit'
import type { Core } from '../core'
import { done, type Outcome, refuse } from '../outcome'
import type { PersonActor } from '../people/actor'
import { hashToken } from './device-directory'

interface CreatedDevice {
  id: string
  token: string
  checkpoint: string
  pairing: string
}

/** So that a token is told from a key at sight. */
export const DEVICE_TOKEN_PREFIX = 'kd_'

/** Makes devices that stand at a checkpoint in any state, without a code: for programs and load tests. */
export const createDevices = async (
  core: Core,
  actor: PersonActor,
  { checkpoint: code, count }: { checkpoint: string; count: number },
): Promise<Outcome<CreatedDevice[]>> => {
  const outcome = await inScope<Outcome<CreatedDevice[]>>(core.database, actor, async (tx) => {
    const [checkpoint] = await tx<{ id: number }[]>`
      select c.id from checkpoints c join jurisdictions j on j.id = c.jurisdiction_id
      where c.code = ${code} and starts_with(j.path, ${actor.scope})`
    if (checkpoint === undefined) return refuse('not-found', `There is no checkpoint ${code} within your jurisdiction.`)
    const now = core.clock.now()
    const devices: CreatedDevice[] = Array.from({ length: count }, () => ({
      id: uuidV7(now, randomBytes(16)),
      token: DEVICE_TOKEN_PREFIX + randomBytes(32).toString('base64url'),
      checkpoint: code,
      pairing: uuidV7(now, randomBytes(16)),
    }))
    const ids = devices.map(({ id }) => id)
    const pairings = devices.map(({ pairing }) => pairing)
    const hashes = devices.map(({ token }) => hashToken(token).toString('hex'))
    await tx`
      insert into devices (id, token_hash, created_at)
      select id, decode(hash, 'hex'), ${new Date(now)} from unnest(${ids}::uuid[], ${hashes}::text[]) as made (id, hash)`
    await tx`
      insert into pairings (id, device_id, checkpoint_id, started_at)
      select pairing, id, ${checkpoint.id}, ${new Date(now)}
      from unnest(${ids}::uuid[], ${pairings}::uuid[]) as made (id, pairing)`
    // Only now: a device lies within the scope in which it stands.
    await tx`update devices d set pairing_id = p.id from pairings p where p.device_id = d.id and d.id = any(${ids}::uuid[])`
    const after = { checkpoint: code, devices: ids }
    await writeAudit(tx, now, { actor: actor.name, verb: 'device.create', target: `checkpoint:${code}`, after })
    return done(devices)
  })
  if (outcome.ok)
    await core.bus.publish(
      'devices',
      outcome.value.map(({ id }) => id),
    )
  return outcome
}
