import type { IncomingMessage } from 'node:http'
import ipaddr from 'ipaddr.js'
import type { Env, Network } from './env'

interface Caller {
  /** Null where the connection is gone. */
  address: string | null
  /** The whole way from the browser was TLS, as far as we were told. */
  secure: boolean
}

type Request = Pick<IncomingMessage, 'headers'> & { socket: { remoteAddress?: string | undefined } }

/**
 * Whoever calls. What a request says of itself (X-Forwarded-For, X-Forwarded-Proto) counts only as far as configured
 * proxies wrote it: from the right, until the first address that is none of theirs.
 */
export const callerOf = (request: Request, { tls, trustedProxies }: Pick<Env, 'tls' | 'trustedProxies'>): Caller => {
  const direct = plainAddress(request.socket.remoteAddress ?? '')
  if (direct === null || !isTrusted(direct, trustedProxies)) return { address: direct, secure: tls !== null }
  const named = headerText(request.headers['x-forwarded-for']).split(',').reverse()
  let address = direct
  for (const text of named) {
    const next = plainAddress(text.trim())
    if (next === null) break
    address = next
    if (!isTrusted(next, trustedProxies)) break
  }
  const proto = headerText(request.headers['x-forwarded-proto']).split(',').at(-1)?.trim().toLowerCase()
  return { address, secure: tls !== null || proto === 'https' }
}

/** Addresses that no router of the internet knows: of this machine, of one's own network, of a carrier's inside. */
const OWN_NETWORKS: ReadonlySet<string> = new Set([
  'loopback',
  'private',
  'linkLocal',
  'uniqueLocal',
  'carrierGradeNat',
])

/** Whether plain HTTP is spoken with this caller: never across the internet, unless the operator names his network. */
export const maySpeakPlainly = (address: string | null, { plainHttp }: Pick<Env, 'plainHttp'>): boolean =>
  address === null || OWN_NETWORKS.has(ipaddr.parse(address).range()) || isTrusted(address, plainHttp)

const headerText = (value: string | string[] | undefined): string =>
  Array.isArray(value) ? value.join(',') : (value ?? '')

/** In one form whatever it was written like: an IPv4 address inside IPv6 is that IPv4 address. */
const plainAddress = (text: string): string | null =>
  ipaddr.isValid(text) ? ipaddr.process(text.split('%', 1)[0] ?? '').toString() : null

const isTrusted = (address: string, networks: readonly Network[]): boolean => {
  const parsed = ipaddr.parse(address)
  return networks.some(([base, bits]) => base.kind() === parsed.kind() && parsed.match(base, bits))
}
