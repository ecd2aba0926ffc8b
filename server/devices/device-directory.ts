import { createHash } from 'node:crypto'
import type { Sql } from 'postgres'
import { HOUR_MS } from '#domain/instant'
import type { Clock } from '../clock'
import type { DeviceSource, Pairing } from '../entries/entry-source'
import type { DeviceKey } from './device-key'

export interface Device {
  id: string
  state: 'active' | 'retired' | 'lost'
  pairingId: string | null
  endedAtMs: number | null
  pairings: ReadonlyMap<string, Pairing>
}

export interface KnownDevice extends Device {
  publicKey: DeviceKey | null
  tokenHash: Buffer
}

interface DeviceRow {
  id: string
  state: Device['state']
  pairingId: string | null
  endedAt: Date | null
}

/** A retired device may hand in for this long what it made before. */
export const HAND_IN_MS = 72 * HOUR_MS
/** Kept between calls, so that a posting device costs no query a message; a notice clears it at once. */
const KEEP_MS = 30_000
const MAX_KEPT = 10_000
/** Among its newest entries the highest `seq` is found; a lower figure only makes it offer again what is stored. */
const NEWEST = 500

/** Tokens and keys are kept as this only: SHA-256 of 32 random bytes can't be guessed back. */
export const hashToken = (token: string): Buffer => createHash('sha256').update(token).digest()

/** Devices by their token. */
export class DeviceDirectory {
  readonly #sql: Sql
  readonly #clock: Clock
  readonly #kept = new Map<string, { device: Device; at: number }>()
  #generation = 0

  constructor(sql: Sql, clock: Clock) {
    this.#sql = sql
    this.#clock = clock
  }

  /** Forgets what it knew of these devices; of all, without ids. */
  forget(ids: readonly string[]): void {
    this.#generation++
    if (ids.length === 0) this.#kept.clear()
    for (const [token, { device }] of this.#kept) if (ids.includes(device.id)) this.#kept.delete(token)
  }

  /** The device of a token, whatever its state; null where the server does not know the token. */
  async find(token: string): Promise<Device | null> {
    const hash = hashToken(token)
    const key = hash.toString('base64')
    const kept = this.#kept.get(key)
    if (kept !== undefined && this.#clock.elapsed() - kept.at < KEEP_MS) return kept.device
    const generation = this.#generation
    const device = await this.#read(hash)
    if (this.#kept.size >= MAX_KEPT) this.#kept.clear()
    // A notice that came while it was read may be newer than what was read.
    if (device !== null && generation === this.#generation) this.#kept.set(key, { device, at: this.#clock.elapsed() })
    return device
  }

  /** The highest `seq` that is stored of a device, be it an entry's or an item's; 0 where there is none. */
  async maxSeq(id: string): Promise<number> {
    const [row] = await this.#sql<{ seq: string | null }[]>`
      select greatest(
        (select max(seq) from (
          select seq from entries where source = ${id} order by counted_at desc limit ${NEWEST}) newest),
        (select max(seq) from items where source = ${id})) as seq`
    return Number(row?.seq ?? 0)
  }

  /** A device with what proves that something is its own; null where there is none. */
  async byId(id: string): Promise<KnownDevice | null> {
    const [row] = await this.#sql<(DeviceRow & Pick<KnownDevice, 'publicKey' | 'tokenHash'>)[]>`
      select id, state, pairing_id as "pairingId", ended_at as "endedAt", public_key as "publicKey",
        token_hash as "tokenHash" from devices where id = ${id}`
    if (row === undefined) return null
    return { ...(await this.#withPairings(row)), publicKey: row.publicKey, tokenHash: row.tokenHash }
  }

  async #read(hash: Buffer): Promise<Device | null> {
    const [row] = await this.#sql<DeviceRow[]>`
      select id, state, pairing_id as "pairingId", ended_at as "endedAt" from devices where token_hash = ${hash}`
    return row === undefined ? null : this.#withPairings(row)
  }

  async #withPairings(row: DeviceRow): Promise<Device> {
    const pairings = await this.#sql<Pairing[]>`
      select id, checkpoint_id as "checkpointId" from pairings where device_id = ${row.id}`
    return {
      id: row.id,
      state: row.state,
      pairingId: row.pairingId,
      endedAtMs: row.endedAt?.getTime() ?? null,
      pairings: new Map(pairings.map((pairing) => [pairing.id, pairing])),
    }
  }
}

/** Whether a device may still hand in entries: active, or retired less than 72 hours ago. */
export const mayHandIn = (device: Device, nowMs: number): boolean =>
  device.state === 'active' ||
  (device.state === 'retired' && device.endedAtMs !== null && nowMs - device.endedAtMs < HAND_IN_MS)

/** The checkpoint where it stands; null: nowhere. */
export const standsAt = ({ pairingId, pairings }: Device): number | null =>
  (pairingId === null ? undefined : pairings.get(pairingId))?.checkpointId ?? null

export const entrySource = (device: Device): DeviceSource => ({
  kind: 'device',
  id: device.id,
  retired: device.state === 'retired',
  current: (device.pairingId === null ? undefined : device.pairings.get(device.pairingId)) ?? null,
  pairings: device.pairings,
})
