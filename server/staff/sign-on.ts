import { timingSafeEqual } from 'node:crypto'
import { pinFault } from '#domain/checkpoints/pin'
import { writeAudit } from '../audit'
import type { Core } from '../core'
import type { Device } from '../devices/device-directory'
import { done, type Outcome, refuse } from '../outcome'
import { digestPin } from './staff-pin'

interface SignedOn {
  id: string
  name: string
  agency: string
}

/**
 * Says who somebody at a tablet is, by name and PIN: one of the crews of the checkpoint where it stands. Five wrong PINs
 * in ten minutes close that name on that tablet.
 */
export const signOn = async (
  core: Core,
  device: Device,
  { staff, pin }: { staff: string; pin: string | null },
): Promise<Outcome<SignedOn>> => {
  const pairing = device.pairingId === null ? undefined : device.pairings.get(device.pairingId)
  if (pairing === undefined || device.state !== 'active') {
    return refuse('forbidden', 'Staff sign on at a tablet that stands at a checkpoint.')
  }
  const { sql } = core.database
  const [row] = await sql<(SignedOn & { digest: Buffer | null })[]>`
    select s.id, s.name, s.agency, s.pin_digest as digest from staff s
    where s.id = ${staff} and s.ended_at is null and exists (
      select from crew_members m join crews w on w.id = m.crew_id
      where m.staff_id = s.id and w.checkpoint_id = ${pairing.checkpointId})`
  if (row === undefined) return refuse('not-found', 'There is nobody of that id in the crews of this checkpoint.')
  const { digest, ...who } = row
  const tried = await core.attempts.tryCode('pin', `${device.id} ${staff}`, async () => {
    const right =
      digest === null ||
      (pin !== null && pinFault(pin) === null && timingSafeEqual(await digestPin(core, staff, pin), digest))
    return { right, value: right }
  })
  if ('waitMs' in tried) {
    return refuse('too-many', 'Too many wrong PINs. Wait, then try again.', { retryAfterMs: tried.waitMs })
  }
  if (!tried.value) return refuse('invalid', 'The PIN is not right.', { errors: WRONG })
  const line = { actor: `device:${device.id}`, verb: 'staff.sign-on', target: `staff:${staff}` }
  await writeAudit(sql, core.clock.now(), line)
  return done(who)
}

const WRONG = [{ path: '/pin', code: 'value' as const, message: 'is not the PIN of this person' }]
