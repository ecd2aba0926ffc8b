import { randomBytes } from 'node:crypto'
import { uuidV7 } from '#domain/uuid'
import { writeAudit } from '../audit'
import type { Core } from '../core'
import { done, type Outcome, refuse } from '../outcome'
import type { PersonActor } from '../people/actor'
import { hashToken } from './device-directory'
import { startPairing } from './start-pairing'

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
  const outcome = await core.database.sql.begin<Outcome<CreatedDevice[]>>(async (tx) => {
    const [checkpoint] = await tx<{ id: number }[]>`
      select c.id from checkpoints c join jurisdictions j on j.id = c.jurisdiction_id
      where c.code = ${code} and starts_with(j.path, ${actor.scope})`
    if (checkpoint === undefined) return refuse('not-found', `There is no checkpoint ${code} within your jurisdiction.`)
    const now = core.clock.now()
    const devices: CreatedDevice[] = []
    for (let made = 0; made < count; made++) {
      const id = uuidV7(now, randomBytes(16))
      const token = DEVICE_TOKEN_PREFIX + randomBytes(32).toString('base64url')
      await tx`insert into devices (id, token_hash, created_at) values (${id}, ${hashToken(token)}, ${new Date(now)})`
      const pairing = await startPairing(tx, now, { deviceId: id, checkpointId: checkpoint.id, laneId: null })
      devices.push({ id, token, checkpoint: code, pairing })
      const after = { checkpoint: code, pairing }
      await writeAudit(tx, now, { actor: actor.name, verb: 'device.create', target: `device:${id}`, after })
    }
    return done(devices)
  })
  if (outcome.ok)
    await core.bus.publish(
      'devices',
      outcome.value.map(({ id }) => id),
    )
  return outcome
}
