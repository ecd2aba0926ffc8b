import { createPublicKey, type JsonWebKey, timingSafeEqual, verify } from 'node:crypto'
import { hashToken } from './device-directory'
import type { DeviceKey } from './device-key'

/** The key in a JWK; null where it is no public key on P-256. */
export const readDeviceKey = (jwk: Record<string, unknown>): DeviceKey | null => {
  const { kty, crv, x, y } = jwk
  if (kty !== 'EC' || crv !== 'P-256' || typeof x !== 'string' || typeof y !== 'string') return null
  const key: DeviceKey = { kty, crv, x, y }
  try {
    createPublicKey({ key: { ...key }, format: 'jwk' })
    return key
  } catch {
    return null
  }
}

/** Whether `proof` is the device's old token, or its old key's signature (ES256, base64url) of the claim. */
export const isDeviceProof = (
  { tokenHash, publicKey }: { tokenHash: Buffer; publicKey: JsonWebKey | null },
  claim: string,
  proof: string,
): boolean => {
  if (timingSafeEqual(hashToken(proof), tokenHash)) return true
  if (publicKey === null) return false
  const key = createPublicKey({ key: publicKey, format: 'jwk' })
  return verify('sha256', Buffer.from(claim), { key, dsaEncoding: 'ieee-p1363' }, Buffer.from(proof, 'base64url'))
}
