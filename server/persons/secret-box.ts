import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

/**
 * AES-256-GCM with the number of its key: a byte of version, four of the key's number, twelve of nonce, the sealed
 * text, sixteen of tag. `context` binds a box to its place: moved to another row it does not open.
 */
const VERSION = 1
const NONCE_BYTES = 12
const TAG_BYTES = 16
const HEAD_BYTES = 5 + NONCE_BYTES

export const KEY_BYTES = 32

export const sealBox = (key: Buffer, keyId: number, plain: Buffer, context: string): Buffer => {
  const box = Buffer.allocUnsafe(HEAD_BYTES + plain.length + TAG_BYTES)
  box.writeUInt8(VERSION, 0)
  box.writeUInt32BE(keyId, 1)
  const nonce = randomBytes(NONCE_BYTES)
  nonce.copy(box, 5)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  cipher.setAAD(Buffer.from(context))
  cipher.update(plain).copy(box, HEAD_BYTES)
  cipher.final()
  cipher.getAuthTag().copy(box, HEAD_BYTES + plain.length)
  return box
}

/** The number of the key that opens a box; null where it is none of ours. */
export const keyOfBox = (box: Buffer): number | null =>
  box.length >= HEAD_BYTES + TAG_BYTES && box.readUInt8(0) === VERSION ? box.readUInt32BE(1) : null

/** Null where the key is another, the place is another, or the box was damaged. */
export const openBox = (key: Buffer, box: Buffer, context: string): Buffer | null => {
  if (keyOfBox(box) === null) return null
  const decipher = createDecipheriv('aes-256-gcm', key, box.subarray(5, HEAD_BYTES))
  decipher.setAAD(Buffer.from(context))
  decipher.setAuthTag(box.subarray(box.length - TAG_BYTES))
  try {
    return Buffer.concat([decipher.update(box.subarray(HEAD_BYTES, box.length - TAG_BYTES)), decipher.final()])
  } catch {
    return null
  }
}
