/** Who sends a push, as RFC 8292 has it: a token of an hour for one push service, signed with this instance's key. */
import { type JsonWebKey, type KeyObject, sign } from 'node:crypto'
import { HOUR_MS, SECOND_MS } from '#domain/instant'

interface PushIdentity {
  privateKey: KeyObject
  publicKey: JsonWebKey
}

/** The public half as browsers want it to subscribe: the uncompressed point, base64url. */
export const pointOf = ({ x = '', y = '' }: JsonWebKey): string =>
  Buffer.concat([Buffer.of(4), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]).toString('base64url')

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

/** `contact`: `mailto:` or `https:`, by which the push service's people reach the operator; null where none is set. */
export const vapidHeader = (
  { privateKey, publicKey }: PushIdentity,
  { endpoint, contact, nowMs }: { endpoint: string; contact: string | null; nowMs: number },
): string => {
  const claims = {
    aud: new URL(endpoint).origin,
    exp: Math.floor((nowMs + HOUR_MS) / SECOND_MS),
    ...(contact === null ? {} : { sub: contact }),
  }
  const signed = `${part({ typ: 'JWT', alg: 'ES256' })}.${part(claims)}`
  const signature = sign('sha256', Buffer.from(signed), { key: privateKey, dsaEncoding: 'ieee-p1363' })
  return `vapid t=${signed}.${signature.toString('base64url')}, k=${pointOf(publicKey)}`
}
