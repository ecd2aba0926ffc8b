/** What a push service carries and can't read: RFC 8291 over aes128gcm of RFC 8188, in one record. */
import { createCipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto'

/** What a browser gave to be written to: its point of P-256 (65 bytes, uncompressed), and a secret of 16 bytes. */
export interface PushKeys {
  p256dh: Buffer
  auth: Buffer
}

const POINT_BYTES = 65
const AUTH_BYTES = 16
const CURVE = 'prime256v1'
const RECORD_BYTES = 4_096
const LAST_RECORD = 2

const label = (name: string): Buffer => Buffer.from(`${name}\0`)

const derive = (key: Buffer, salt: Buffer, info: Buffer, bytes: number): Buffer =>
  Buffer.from(hkdfSync('sha256', key, salt, info, bytes))

/** Whether something can be written to these keys: the point lies on the curve, and all is there. */
export const areKeys = ({ p256dh, auth }: PushKeys): boolean => {
  if (p256dh.length !== POINT_BYTES || auth.length !== AUTH_BYTES) return false
  try {
    const own = createECDH(CURVE)
    own.generateKeys()
    own.computeSecret(p256dh)
    return true
  } catch {
    return false
  }
}

/**
 * The body of one message. `once` is drawn anew for each: 32 bytes of a private key and 16 of salt, given only by the
 * test of the RFC's own example.
 */
export const encryptPush = (
  { p256dh, auth }: PushKeys,
  text: string,
  once: { privateKey?: Buffer; salt: Buffer } = { salt: randomBytes(16) },
): Buffer => {
  const own = createECDH(CURVE)
  if (once.privateKey === undefined) own.generateKeys()
  else own.setPrivateKey(once.privateKey)
  const ownPoint = own.getPublicKey()
  const info = Buffer.concat([label('WebPush: info'), p256dh, ownPoint])
  const input = derive(own.computeSecret(p256dh), auth, info, 32)
  const key = derive(input, once.salt, label('Content-Encoding: aes128gcm'), 16)
  const nonce = derive(input, once.salt, label('Content-Encoding: nonce'), 12)
  const cipher = createCipheriv('aes-128-gcm', key, nonce)
  const sealed = [cipher.update(text, 'utf8'), cipher.update(Buffer.of(LAST_RECORD)), cipher.final()]
  const head = Buffer.alloc(5)
  head.writeUInt32BE(RECORD_BYTES, 0)
  head.writeUInt8(POINT_BYTES, 4)
  return Buffer.concat([once.salt, head, ownPoint, ...sealed, cipher.getAuthTag()])
}
