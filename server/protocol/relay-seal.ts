import { fromBase64Url, toBase64Url } from './base64url'
import type { RelayContent, RelayPart } from './relay'

/**
 * A rescued outbox is sealed to the server, so that whoever carries it can't read it, and proved to be its device's. Made
 * in the browser, opened on the server, both by Web Cryptography: ECDH on P-256 with a key of its own for each part, HKDF
 * with SHA-256, AES-256-GCM over deflated JSON. Without zod, which a tablet need not load.
 */

const INFO = 'kakou relay 1'

/** Public half of the server's key, as `policy.sealTo` has it. */
export interface SealTo {
  x: string
  y: string
  kid: string
}

/** Null where it is no key to seal to. */
export const readSealTo = (jwk: Record<string, unknown> | null): SealTo | null => {
  if (jwk === null) return null
  const { kty, crv, x, y, kid } = jwk
  const fits = kty === 'EC' && crv === 'P-256'
  return fits && typeof x === 'string' && typeof y === 'string' && typeof kid === 'string' ? { x, y, kid } : null
}

/** The caller's `crypto`: chance is drawn there. */
type WebCrypto = Pick<Crypto, 'subtle' | 'getRandomValues'>

const CURVE = { name: 'ECDH', namedCurve: 'P-256' } as const
const SIGNATURE = { name: 'ECDSA', hash: 'SHA-256' } as const
const utf8 = (text: string) => new TextEncoder().encode(text)

const publicKey = (web: WebCrypto, { x, y }: { x: string; y: string }): Promise<CryptoKey> =>
  web.subtle.importKey('jwk', { kty: 'EC', crv: 'P-256', x, y }, CURVE, true, [])

/** The key of a part's box, from either side of the exchange. */
const boxKey = async (web: WebCrypto, privateKey: CryptoKey, other: CryptoKey): Promise<CryptoKey> => {
  const shared = await web.subtle.deriveBits({ name: 'ECDH', public: other }, privateKey, 256)
  const secret = await web.subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey'])
  const how = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0), info: utf8(INFO) }
  return web.subtle.deriveKey(how, secret, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
}

/** Where a box belongs: authenticated with it, so that no part can be given to another device. */
const belongsTo = ({ to, device }: Pick<RelayPart, 'to' | 'device'>) => utf8(`${INFO}.${to}.${device}`)

const signedText = ({ to, device, key, iv, box }: RelayPart): Uint8Array<ArrayBuffer> =>
  utf8([INFO, to, device, key.x, key.y, iv, box].join('.'))

/** Seals one part. `signWith`: the device's private key (ECDSA, P-256), where it has one. */
export const sealRelayPart = async (
  web: WebCrypto,
  sealTo: SealTo,
  device: string,
  content: RelayContent,
  signWith: CryptoKey | null,
): Promise<RelayPart> => {
  const pair = await web.subtle.generateKey(CURVE, true, ['deriveBits'])
  const { x, y } = await web.subtle.exportKey('jwk', pair.publicKey)
  // A public key on a curve has both.
  if (x === undefined || y === undefined) throw new Error('the browser made a key without a point')
  const key = await boxKey(web, pair.privateKey, await publicKey(web, sealTo))
  const iv = web.getRandomValues(new Uint8Array(12))
  const plain = await squeeze(utf8(JSON.stringify(content)))
  const place = { to: sealTo.kid, device }
  const box = await web.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: belongsTo(place) }, key, plain)
  const part = { ...place, key: { x, y }, iv: toBase64Url(iv), box: toBase64Url(new Uint8Array(box)) }
  if (signWith === null) return part
  const signature = await web.subtle.sign(SIGNATURE, signWith, signedText(part))
  return { ...part, signature: toBase64Url(new Uint8Array(signature)) }
}

/** Whether the device of this public key signed the part. */
export const isSignedBy = async (web: WebCrypto, part: RelayPart, jwk: { x: string; y: string }): Promise<boolean> => {
  const signature = part.signature ? fromBase64Url(part.signature) : null
  if (signature === null) return false
  const how = { name: 'ECDSA', namedCurve: 'P-256' }
  const { x, y } = jwk
  const key = await web.subtle.importKey('jwk', { kty: 'EC', crv: 'P-256', x, y }, how, false, ['verify'])
  return web.subtle.verify(SIGNATURE, key, signature, signedText(part))
}

/**
 * What a part holds; undefined where it was damaged or sealed to another key. `privateKey` for ECDH, with
 * `deriveBits`; `maxBytes` bounds what it may unfold to.
 */
export const openRelayPart = async (
  web: WebCrypto,
  part: RelayPart,
  privateKey: CryptoKey,
  maxBytes: number,
): Promise<unknown> => {
  const iv = fromBase64Url(part.iv)
  const box = fromBase64Url(part.box)
  if (iv === null || box === null) return undefined
  try {
    const key = await boxKey(web, privateKey, await publicKey(web, part.key))
    const plain = await web.subtle.decrypt({ name: 'AES-GCM', iv, additionalData: belongsTo(part) }, key, box)
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await unfold(plain, maxBytes))
    return JSON.parse(text)
  } catch {
    // Whatever it was (a forged point, a wrong key, half a file), there is one answer: it can't be opened.
    return undefined
  }
}

const squeeze = async (bytes: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer> =>
  new Response(new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate-raw'))).arrayBuffer()

const unfold = async (bytes: ArrayBuffer, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> => {
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader()
  const chunks: Uint8Array<ArrayBuffer>[] = []
  let size = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    size += value.byteLength
    if (size > maxBytes) {
      await reader.cancel()
      throw new RangeError(`it unfolds to more than ${maxBytes} bytes`)
    }
    chunks.push(value)
  }
  const whole = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.byteLength
  }
  return whole
}
