import * as z from 'zod'
import { Id, Instant } from './entry'

/** The shape of a rescued outbox; how it is sealed is `relay-seal`. */

const Base64Url = z.string().regex(/^[A-Za-z0-9_-]+$/, 'must be base64url without padding')

/** One part holds at most 500 entries and items together, as a message does. */
export const RelayPart = z.object({
  /** `kid` of the server's key. */
  to: z.string().max(40),
  device: Id,
  /** The public half of the part's own key. */
  key: z.object({ x: Base64Url.max(60), y: Base64Url.max(60) }),
  iv: Base64Url.max(20),
  box: Base64Url,
  /** ES256 over `signedText`, base64url; absent where the tablet was paired without a key. */
  signature: Base64Url.max(120).nullish(),
})
export type RelayPart = z.infer<typeof RelayPart>

export const RelayFile = z.object({
  format: z.literal('kakou-relay'),
  version: z.literal(1),
  at: Instant,
  parts: z.array(RelayPart).min(1).max(100),
})
export type RelayFile = z.infer<typeof RelayFile>

/** What lies in a part. The token proves the device where it has no key to sign with. */
export const RelayContent = z.object({
  token: z.string().max(200).nullish(),
  entries: z.array(z.unknown()).max(500),
  items: z.array(z.unknown()).max(500),
})
export type RelayContent = z.infer<typeof RelayContent>
