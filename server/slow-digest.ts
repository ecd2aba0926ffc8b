import { hashRaw } from '@node-rs/argon2'
import type { DigestParameters } from '#protocol/policy'

/** 147 ms a guess in hash-wasm in a desktop browser; decision 5 has the figures. */
export const DIGEST_COST = { memoryKiB: 32_768, iterations: 3 } as const
const HASH_BYTES = 16

export interface DigestKey {
  salt: Buffer
  memoryKiB: number
  iterations: number
}

/** As the wire says how a tablet makes the same digest. */
export const digestParameters = ({ salt, memoryKiB, iterations }: DigestKey): DigestParameters => ({
  algorithm: 'argon2id',
  salt: salt.toString('base64url'),
  memoryKiB,
  iterations,
  parallelism: 1,
  hashBytes: HASH_BYTES,
})

/** The digest of a name that is slow to guess, as a tablet makes it. */
export const slowDigest = ({ salt, memoryKiB, iterations }: DigestKey, name: string): Promise<Buffer> =>
  hashRaw(name, { salt, memoryCost: memoryKiB, timeCost: iterations, parallelism: 1, outputLen: HASH_BYTES })
