import type { KeyRing } from '../persons/key-ring'
import type { PushKeys } from './push-encryption'

/** Where one browser is reached: whoever knows its address can send to it, and its keys read what is sent. */
interface PushTarget extends PushKeys {
  endpoint: string
}

const contextOf = (id: string): string => `push:${id}`

/** Under the key of secrets that are never sealed anew. */
export const sealPushTarget = (keys: KeyRing, id: string, { endpoint, p256dh, auth }: PushTarget): Buffer => {
  const kept = { endpoint, p256dh: p256dh.toString('base64url'), auth: auth.toString('base64url') }
  return keys.seal('sign-in', JSON.stringify(kept), contextOf(id))
}

/** Null where its key is not here. */
export const openPushTarget = (keys: KeyRing, id: string, sealed: Buffer): PushTarget | null => {
  const text = keys.open(sealed, contextOf(id))
  if (text === null) return null
  // It opened, so it is what was sealed.
  const { endpoint, p256dh, auth } = JSON.parse(text) as Record<keyof PushTarget, string>
  return { endpoint, p256dh: Buffer.from(p256dh, 'base64url'), auth: Buffer.from(auth, 'base64url') }
}
