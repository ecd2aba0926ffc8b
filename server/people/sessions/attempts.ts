import { createHmac } from 'node:crypto'
import type { Sql } from 'postgres'
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import { network } from './network'

const TEN_MINUTES_S = 600
/** The most that a try waits for the one before it at the same address: beyond, nobody reads the answer. */
const MAX_WAITING = 50
const BUSY_MS = 1_000

/** What may be tried five times in ten minutes: codes by an address, a password or PIN by whose it is and where. */
type CodeUse = 'pairing' | 'setup' | 'own-password' | 'pin'

/** Who tries a password: the account, from where, and whether its owner signed in from this very browser before. */
interface SignInTry {
  account: string
  address: string | null
  /** Names the browser; null where the account never signed in there. */
  browser: string | null
}

/**
 * Wrong passwords and codes, counted in the database, so that several servers count as one; without it each counts in
 * its own memory. An account is closed to whoever guesses at it, never for long to everybody, and never to a browser
 * that its owner used before: else anyone could lock out whoever he likes.
 */
export class Attempts {
  readonly #secret: () => Buffer
  readonly #limits: ReturnType<typeof makeLimits>
  /** The last try of each address: one after the other, so that right ones side by side are not taken for wrong ones. */
  readonly #turns = new Map<string, { last: Promise<unknown>; waiting: number }>()

  /** `secret` keys the hashes under which tries are counted. */
  constructor(sql: Sql, secret: () => Buffer) {
    this.#secret = secret
    this.#limits = makeLimits(sql)
  }

  /** Counts a sign-in before the password is looked at. Milliseconds to wait, or null where it may go on. */
  async beginSignIn({ account, address, browser }: SignInTry): Promise<number | null> {
    const { accountAtBrowser, accountAtAddress, account: everywhere, address: office } = this.#limits
    if (browser !== null) return waitAfter(accountAtBrowser, this.#key(account, browser))
    const place = network(address)
    return (
      (await waitAfter(accountAtAddress, this.#key(account, place))) ??
      (await waitAfter(everywhere, this.#key(account))) ??
      (await waitAfter(office, this.#key(place)))
    )
  }

  /**
   * Counts a code of an account's app, after the password was right. Six digits are few: those who know the password
   * and come from anywhere have twenty an hour.
   */
  async beginSecondFactor({ account, browser }: SignInTry): Promise<number | null> {
    return browser === null ? waitAfter(this.#limits.secondFactor, this.#key(account)) : null
  }

  /** The password was right, and the code: nothing of it counts. */
  async signedIn({ account, address, browser }: SignInTry): Promise<void> {
    const { accountAtBrowser, accountAtAddress, account: everywhere, address: office } = this.#limits
    await this.#limits.secondFactor.delete(this.#key(account))
    if (browser !== null) {
      await accountAtBrowser.delete(this.#key(account, browser))
      return
    }
    const place = network(address)
    await accountAtAddress.delete(this.#key(account, place))
    await everywhere.reward(this.#key(account))
    await office.reward(this.#key(place))
  }

  /**
   * Looks at a code, unless five of this use were wrong in ten minutes, of an address or of an account by its id. A try counts before it is looked
   * at and is given back where it was right, so that wrong ones side by side are five at most.
   */
  async tryCode<T>(
    use: CodeUse,
    whose: string | null,
    look: () => Promise<{ right: boolean; value: T }>,
  ): Promise<{ waitMs: number } | { value: T }> {
    const key = this.#key(use, network(whose))
    const turn = this.#takeTurn(key)
    if (turn === null) return { waitMs: BUSY_MS }
    await turn.mine
    try {
      const waitMs = await waitAfter(this.#limits.code, key)
      if (waitMs !== null) return { waitMs }
      let right = true
      try {
        const looked = await look()
        right = looked.right
        return { value: looked.value }
      } finally {
        if (right) await this.#limits.code.reward(key)
      }
    } finally {
      turn.done()
    }
  }

  #takeTurn(key: string): { mine: Promise<unknown>; done: () => void } | null {
    const turn = this.#turns.get(key) ?? { last: Promise.resolve(), waiting: 0 }
    if (turn.waiting >= MAX_WAITING) return null
    const mine = turn.last
    let done = () => {}
    turn.last = new Promise<void>((resolve) => {
      done = resolve
    })
    turn.waiting++
    this.#turns.set(key, turn)
    return {
      mine,
      done: () => {
        turn.waiting--
        if (turn.waiting === 0) this.#turns.delete(key)
        done()
      },
    }
  }

  /** A name that does not exist may be a password in the wrong field: it is not written down. */
  #key(...parts: string[]): string {
    return createHmac('sha256', this.#secret()).update(parts.join('\n')).digest('base64url')
  }
}

const makeLimits = (sql: Sql) => {
  const storeClient = queryClient(sql)
  const limit = (keyPrefix: string, points: number, duration: number, clears = false) =>
    new RateLimiterPostgres({
      storeClient,
      storeType: 'client',
      tableName: 'attempts',
      tableCreated: true,
      clearExpiredByTimeout: clears,
      keyPrefix,
      points,
      duration,
      insuranceLimiter: new RateLimiterMemory({ keyPrefix, points, duration }),
    })
  return {
    accountAtBrowser: limit('browser', 5, TEN_MINUTES_S),
    accountAtAddress: limit('both', 5, TEN_MINUTES_S),
    /** Guesses at one account from everywhere. */
    account: limit('account', 30, 60),
    /** An office shares one address: it has more, and is closed to all for a minute at most. */
    address: limit('address', 60, 60),
    secondFactor: limit('second', 20, 3_600),
    code: limit('code', 5, TEN_MINUTES_S, true),
  }
}

/** What the limiter asks of a client: `pg` speaks like this. */
const queryClient = (sql: Sql) => ({
  async query({ text, values }: { text: string; values: (string | number | null)[] }) {
    const rows = await sql.unsafe(text, values, { prepare: true })
    return { rows, rowCount: rows.count }
  },
})

const waitAfter = (limiter: RateLimiterPostgres, key: string): Promise<number | null> =>
  limiter.consume(key).then(
    () => null,
    (left: unknown) => {
      // The limiter rejects with what is left of the time.
      if (left instanceof RateLimiterRes) return left.msBeforeNext
      throw left
    },
  )
