import { DAY_MS } from './instant'

/** Ids of our own are UUIDs of version 7 (RFC 9562): their first 48 bits are the time, so they sort and bucket by it. */

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/** The time in a version 7 id, milliseconds since 1970; null for other versions. `id` is a lower-case UUID. */
export const uuidTime = (id: string): number | null => {
  if (id.charCodeAt(14) !== 55) return null
  const variant = id.charAt(19)
  if (variant !== '8' && variant !== '9' && variant !== 'a' && variant !== 'b') return null
  const ms = Number.parseInt(id.slice(0, 8), 16) * 65_536 + Number.parseInt(id.slice(9, 13), 16)
  return Number.isNaN(ms) ? null : ms
}

/** A version 7 id for a time and 16 random bytes, of which 74 bits are used. */
export const uuidV7 = (nowMs: number, randomBytes16: Uint8Array): string => {
  const bytes = Uint8Array.from(randomBytes16)
  const high = Math.floor(nowMs / 65_536)
  bytes[0] = Math.floor(high / 16_777_216)
  bytes[1] = high >>> 16
  bytes[2] = high >>> 8
  bytes[3] = high
  bytes[4] = nowMs / 256
  bytes[5] = nowMs
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f)
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f)
  let id = ''
  for (let index = 0; index < 16; index++) {
    if (index === 4 || index === 6 || index === 8 || index === 10) id += '-'
    id += HEX[bytes[index] ?? 0]
  }
  return id
}

const BUCKETS_FROM_MS = Date.UTC(2020, 0, 1)
const BUCKETS_UNTIL_MS = Date.UTC(2100, 0, 1)

/**
 * The partition of an id, fixed by the id alone so that it is unique across partitions: the day number (days since
 * 1970, UTC) of a version 7 id between 2020 and 2100, else -1.
 */
export const bucketOf = (id: string): number => {
  const ms = uuidTime(id)
  return ms === null || ms < BUCKETS_FROM_MS || ms >= BUCKETS_UNTIL_MS ? -1 : Math.floor(ms / DAY_MS)
}
