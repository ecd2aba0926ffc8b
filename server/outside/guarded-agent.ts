/**
 * Calls to addresses that people wrote down, kept out of the network that this server stands in. The address is looked
 * at when the connection is made, after the name was resolved: a name that answers otherwise then does not pass.
 */
import { type LookupAddress, lookup as resolveName } from 'node:dns'
import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'
import type { Agent } from 'undici'

/** Says why a call was not made; the address itself stays out of it. */
export class RefusedAddress extends Error {}

const REFUSED = 'the address lies inside the network; allow its name in WEBHOOK_HOSTS if it is meant to'

/** Whether an address is one of the internet at large. */
export const isPublicAddress = (address: string): boolean => {
  if (!ipaddr.isValid(address)) return false
  return ipaddr.process(address).range() === 'unicast'
}

type Done = (error: Error | null, address?: string | LookupAddress[], family?: number) => void

/** As `dns.lookup`; one bad answer of several refuses all. */
const guardedLookup = (name: string, options: object, done: Done): void => {
  resolveName(name, { ...options, all: true }, (error, addresses) => {
    if (error) return done(error)
    const [first] = addresses
    if (first === undefined || addresses.some(({ address }) => !isPublicAddress(address))) {
      return done(new RefusedAddress(REFUSED))
    }
    if ('all' in options && options.all === true) done(null, addresses)
    else done(null, first.address, first.family)
  })
}

const TIMEOUT_MS = 5_000

/** `allowed`: names (or addresses) that may lie inside, in lower case. */
export const guardedAgent = (
  { Agent, buildConnector }: Pick<typeof import('undici'), 'Agent' | 'buildConnector'>,
  allowed: readonly string[],
): Agent => {
  const open = buildConnector({ timeout: TIMEOUT_MS })
  const guarded = buildConnector({ timeout: TIMEOUT_MS, lookup: guardedLookup as never })
  return new Agent({
    connect(options, callback) {
      const name = options.hostname.replace(/^\[|\]$/g, '').toLowerCase()
      if (allowed.includes(name)) return open(options, callback)
      // What is an address already is looked up by nobody.
      if (isIP(name) !== 0 && !isPublicAddress(name)) return callback(new RefusedAddress(REFUSED), null)
      guarded(options, callback)
    },
    headersTimeout: TIMEOUT_MS,
    bodyTimeout: TIMEOUT_MS,
  })
}
