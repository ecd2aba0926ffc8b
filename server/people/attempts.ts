import { isIPv6 } from 'node:net'
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible'

const TEN_MINUTES_S = 600

/**
 * Wrong passwords and codes, counted in the memory of each server. An account is closed to an address that guesses at
 * it, never for long to everybody: else anyone could lock out whoever he likes.
 */
export class Attempts {
  readonly #accountAtAddress = new RateLimiterMemory({ keyPrefix: 'both', points: 5, duration: TEN_MINUTES_S })
  /** Guesses at one account from everywhere. */
  readonly #account = new RateLimiterMemory({ keyPrefix: 'account', points: 30, duration: 60 })
  /** An office shares one address: it has more, and is closed to all for a minute at most. */
  readonly #address = new RateLimiterMemory({ keyPrefix: 'address', points: 60, duration: 60 })
  readonly #codes = new RateLimiterMemory({ keyPrefix: 'code', points: 5, duration: TEN_MINUTES_S })

  /** Counts a sign-in before the password is looked at. Milliseconds to wait, or null where it may go on. */
  async beginSignIn(account: string, from: string | null): Promise<number | null> {
    const address = network(from)
    return (
      (await waitAfter(this.#accountAtAddress, `${account} ${address}`)) ??
      (await waitAfter(this.#account, account)) ??
      (await waitAfter(this.#address, address))
    )
  }

  /** The password was right: nothing of it counts. */
  async signedIn(account: string, from: string | null): Promise<void> {
    const address = network(from)
    await this.#accountAtAddress.delete(`${account} ${address}`)
    await this.#account.reward(account)
    await this.#address.reward(address)
  }

  /** Milliseconds until an address may try a code of this use again, or null where it may now. */
  async codeWait(use: 'pairing' | 'setup', from: string | null): Promise<number | null> {
    const found = await this.#codes.get(`${use} ${network(from)}`)
    return found !== null && found.consumedPoints >= this.#codes.points ? found.msBeforeNext : null
  }

  async wrongCode(use: 'pairing' | 'setup', from: string | null): Promise<void> {
    await this.#codes.penalty(`${use} ${network(from)}`)
  }
}

const waitAfter = (limiter: RateLimiterMemory, key: string): Promise<number | null> =>
  limiter.consume(key).then(
    () => null,
    // The limiter rejects with what is left of the time.
    (left: RateLimiterRes) => left.msBeforeNext,
  )

/** Whoever has one IPv6 address has 2⁶⁴ of them: they count as one. */
export const network = (address: string | null): string => {
  if (address === null || !isIPv6(address) || address.startsWith('::ffff:')) return address ?? 'unknown'
  const [head = '', tail = ''] = (address.split('%', 1)[0] ?? '').split('::')
  const before = head.split(':').filter((group) => group !== '')
  const after = tail.split(':').filter((group) => group !== '')
  const zeros = Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0')
  return [...before, ...zeros, ...after].slice(0, 4).join(':')
}
