import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/**
 * A mark that a browser keeps once an account has signed in there: `ID.MAC`. It signs nobody in. Guesses of others at
 * the account do not close it to a browser that has one, and its own wrong tries count apart.
 */
export const makeBrowserMark = (secret: Buffer, account: string): string => {
  const id = randomBytes(16).toString('base64url')
  return `${id}.${macOf(secret, account, id)}`
}

/** The browser's id, where its mark is of this account; null otherwise. */
export const readBrowserMark = (secret: Buffer, account: string, mark: string | null): string | null => {
  const [id = '', mac = ''] = (mark ?? '').split('.')
  const given = Buffer.from(mac)
  const right = Buffer.from(macOf(secret, account, id))
  return given.length === right.length && timingSafeEqual(given, right) ? id : null
}

const macOf = (secret: Buffer, account: string, id: string): string =>
  createHmac('sha256', secret).update(`browser|${account}|${id}`).digest('base64url')
