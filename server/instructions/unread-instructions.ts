import { DAY_MS } from '#domain/instant'
import type { Instruction } from '#protocol/tablet'
import { findUnread, findWithdrawn, insertReads } from '../../db/stores/instruction-store'
import type { Core } from '../core'
import { type Device, standsAt } from '../devices/device-directory'

/** An instruction that nobody read is sent to tablets for this long. */
const SENT_FOR_MS = 7 * DAY_MS

/** What was sent to the checkpoint where the device stands, and not read on it. */
export const unreadInstructions = async (core: Core, device: Device): Promise<Instruction[]> => {
  const checkpointId = standsAt(device)
  if (checkpointId === null || device.state !== 'active') return []
  const since = new Date(core.clock.now() - SENT_FOR_MS)
  const rows = await findUnread(core.database.sql, { checkpointId, deviceId: device.id, since })
  return rows.map(({ id, text, sentAt }) => ({ id, text, at: sentAt.toISOString() }))
}

/** What was sent to the checkpoint where the device stands, and taken back: it may show it still. */
export const withdrawnInstructions = async (core: Core, device: Device): Promise<string[]> => {
  const checkpointId = standsAt(device)
  if (checkpointId === null || device.state !== 'active') return []
  return findWithdrawn(core.database.sql, { checkpointId, since: new Date(core.clock.now() - SENT_FOR_MS) })
}

/** Marks one as read on this device, where it stands; saying so twice changes nothing. False: it was not sent there. */
export const markRead = async (core: Core, device: Device, instruction: string): Promise<boolean> => {
  const checkpointId = standsAt(device)
  if (checkpointId === null) return false
  const { sql } = core.database
  const [known] = await sql`
    select 1 from instruction_targets where instruction_id = ${instruction} and checkpoint_id = ${checkpointId}`
  if (known === undefined) return false
  const at = new Date(core.clock.now()).toISOString()
  await insertReads(sql, [{ instruction, device: device.id, checkpoint: checkpointId, at }])
  return true
}
