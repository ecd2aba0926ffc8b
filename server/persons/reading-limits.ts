import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible'

const HOUR_S = 3_600

/** What somebody reads of persons, counted by reader in the memory of each server: a list of all is no search. */
export class ReadingLimits {
  readonly #search = new RateLimiterMemory({ keyPrefix: 'search', points: 120, duration: 60 })
  readonly #reveal = new RateLimiterMemory({ keyPrefix: 'reveal', points: 120, duration: HOUR_S })

  /** Counts one. Milliseconds to wait, or null where it may go on. */
  async take(kind: 'search' | 'reveal', reader: string): Promise<number | null> {
    const limiter = kind === 'search' ? this.#search : this.#reveal
    return limiter.consume(reader).then(
      () => null,
      // The limiter rejects with what is left of the time.
      (left: RateLimiterRes) => left.msBeforeNext,
    )
  }
}
