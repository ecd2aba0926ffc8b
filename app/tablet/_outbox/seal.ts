/**
 * Seals what lies on the tablet. The key is AES-GCM, 256 bits, and cannot be taken out of the browser: a copy of the
 * store without the browser's profile is unreadable.
 */

/** What lies in the store: `iv` 12 bytes, `box` the sealed UTF-8 JSON. */
export interface Sealed {
  iv: Uint8Array<ArrayBuffer>
  box: ArrayBuffer
}

export const makeSealingKey = (): Promise<CryptoKey> =>
  crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])

/** `value` must be JSON. */
export async function seal(key: CryptoKey, value: unknown): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const box = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, new TextEncoder().encode(JSON.stringify(value)))
  return { iv, box }
}

/** Rejects where the box was damaged or sealed under another key. */
export async function unseal<T>(key: CryptoKey, { iv, box }: Sealed): Promise<T> {
  const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, box)
  return JSON.parse(new TextDecoder().decode(plain)) as T
}

/** ES256. The private half cannot be taken out of the browser either. */
export const makeSigningKey = (): Promise<CryptoKeyPair> =>
  crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify'])
