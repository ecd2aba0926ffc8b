import type { KeyRing } from '../persons/key-ring'

/** Where a webhook goes, and what it is signed with: both are secrets, since robots bear their key in the address. */
interface WebhookTarget {
  url: string
  secret: string
}

const contextOf = (webhookId: string): string => `webhook:${webhookId}`

/** Under the key of secrets that are never sealed anew. */
export const sealTarget = (keys: KeyRing, webhookId: string, { url, secret }: WebhookTarget): Buffer =>
  keys.seal('sign-in', JSON.stringify({ url, secret }), contextOf(webhookId))

/** Null where its key is not here. */
export const openTarget = (keys: KeyRing, webhookId: string, sealed: Buffer): WebhookTarget | null => {
  const text = keys.open(sealed, contextOf(webhookId))
  // It opened, so it is what was sealed.
  return text === null ? null : (JSON.parse(text) as WebhookTarget)
}
