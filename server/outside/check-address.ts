import { isIP } from 'node:net'
import { done, type Outcome, refuse } from '../outcome'
import { isPublicAddress } from './guarded-agent'

/**
 * The host of an address that this server may call; what its name comes to is looked at with each call.
 * @param path of the field that it was written into.
 */
export const checkAddress = (text: string, path: string, allowed: readonly string[]): Outcome<string> => {
  const wrong = (message: string, detail: string) =>
    refuse('invalid', detail, { errors: [{ path, code: 'value', message }] })
  if (!URL.canParse(text)) return wrong('must be a whole address', 'The address can not be read: https://HOST/PATH.')
  const { protocol, hostname, username, password } = new URL(text)
  const name = hostname.replace(/^\[|\]$/g, '').toLowerCase()
  const isAllowed = allowed.includes(name)
  if (username !== '' || password !== '') {
    return wrong('must hold no name and no password', 'An address with a password in it would be shown in logs.')
  }
  if (protocol !== 'https:' && !(isAllowed && protocol === 'http:')) {
    return wrong('must begin with https://', 'Only https:// is called, unless WEBHOOK_HOSTS names the host.')
  }
  if (!isAllowed && (name === 'localhost' || (isIP(name) !== 0 && !isPublicAddress(name)))) {
    return wrong(
      'lies inside the network',
      'The address lies inside the network: the operator allows it in WEBHOOK_HOSTS.',
    )
  }
  return done(hostname)
}
