import { randomBytes } from 'node:crypto'
import type { TransactionSql } from 'postgres'
import { uuidV7 } from '#domain/uuid'

interface Stand {
  deviceId: string
  checkpointId: number
  laneId: number | null
}

/** From now on the device stands there; where it stood before has ended. Returns the pairing's id. */
export const startPairing = async (tx: TransactionSql, nowMs: number, stand: Stand): Promise<string> => {
  const id = uuidV7(nowMs, randomBytes(16))
  const now = new Date(nowMs)
  await tx`update pairings set ended_at = ${now} where device_id = ${stand.deviceId} and ended_at is null`
  await tx`
    insert into pairings (id, device_id, checkpoint_id, lane_id, started_at)
    values (${id}, ${stand.deviceId}, ${stand.checkpointId}, ${stand.laneId}, ${now})`
  await tx`update devices set pairing_id = ${id} where id = ${stand.deviceId}`
  return id
}
