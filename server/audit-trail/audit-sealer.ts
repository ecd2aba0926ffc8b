import type { Sql } from 'postgres'
import { HOUR_MS } from '#domain/instant'
import { findHead, findPending, insertLink } from '../../db/stores/audit-store'
import { clocksApart } from '../clocks-apart'
import type { Core } from '../core'
import { linkHash } from './chain-hash'
import { turnAuditKeys } from './turn-audit-keys'

const SEAL_MS = 1_000
const KEYS_MS = 6 * HOUR_MS
/** Lines of one link; more wait for the next. */
const MAX_LINES = 1_000

/** Chains what was written since the last link. 0 where nothing was, or another server is at it. */
export const sealPending = (sql: Sql, nowMs: number): Promise<number> =>
  sql.begin(async (transaction) => {
    const [row] = await transaction<{ got: boolean }[]>`
      select pg_try_advisory_xact_lock(hashtext('kakou audit chain')) as got`
    const lines = row?.got === true ? await findPending(transaction, MAX_LINES) : []
    if (lines.length === 0) return 0
    const last = await findHead(transaction)
    const link = { number: (last?.number ?? 0) + 1, at: new Date(Math.max(nowMs, last?.at.getTime() ?? 0)) }
    const hash = linkHash(last?.hash ?? null, link, lines)
    await insertLink(transaction, { ...link, hash, lines: lines.map(({ id }) => id) })
    return lines.length
  }) as Promise<number>

/** Chains the lines each second, so that nobody who writes one waits for a lock. Of several servers one does it. */
export class AuditSealer {
  readonly #core: Core
  readonly #stops: (() => void)[] = []
  #under: Promise<void> = Promise.resolve()
  #busy = false

  constructor(core: Core) {
    this.#core = core
  }

  start(): void {
    const { clock } = this.#core
    this.#stops.push(clock.every(SEAL_MS, () => this.#begin()))
    this.#stops.push(clock.every(KEYS_MS, () => this.#then(() => this.#turnKeys())))
  }

  /** Chains what is there, then ends. */
  async stop(): Promise<void> {
    for (const stop of this.#stops) stop()
    this.#begin()
    await this.#under
  }

  #begin(): void {
    if (this.#busy) return
    this.#busy = true
    this.#then(async () => {
      const { database, clock } = this.#core
      try {
        // As long as there is a full link's worth: an import may have written thousands.
        while ((await sealPending(database.sql, clock.now())) === MAX_LINES);
      } finally {
        this.#busy = false
      }
    })
  }

  /** By a clock that is far off it would destroy keys whose time is not up; housekeeping says so in the log. */
  async #turnKeys(): Promise<void> {
    const { database, clock } = this.#core
    if ((await clocksApart(database.sql, clock)) === null) await turnAuditKeys(this.#core)
  }

  #then(work: () => Promise<unknown>): void {
    this.#under = this.#under.then(work).then(
      () => {},
      (error: unknown) => this.#core.log.error({ err: error }, 'the audit could not be chained and is tried again'),
    )
  }
}
