import { MINUTE_MS } from '#domain/instant'
import { clocksApart } from '../clocks-apart'
import type { Core } from '../core'
import { dropOldKeys } from './drop-old-keys'
import { purge } from './purge'
import { reseal } from './reseal'

const EVERY_MS = 600_000
const CLOCKS_APART = 'nothing is purged: the clocks of this server and of the database differ, set them right'

/** Keeps what is personal as it must be: sealed, under keys in use, and no longer than it may. Once however many servers run. */
export class Housekeeping {
  readonly #core: Core
  #stop = () => {}
  #under: Promise<void> | null = null
  /** It is a line of the log when it begins, not each time. */
  #wasApart = false

  constructor(core: Core) {
    this.#core = core
  }

  start(): void {
    this.#stop = this.#core.clock.every(EVERY_MS, () => this.#begin())
    this.#begin()
  }

  /** Waits for what is under way. */
  async stop(): Promise<void> {
    this.#stop()
    await this.#under
  }

  #begin(): void {
    // A round that takes long is not begun again beside itself.
    this.#under ??= this.#round().finally(() => {
      this.#under = null
    })
  }

  /** Never rejects: what fails is done the next time. */
  async #round(): Promise<void> {
    const { database, clock, log } = this.#core
    try {
      // The lock ends with its transaction, so nothing can leave it behind.
      await database.sql.begin(async (lock) => {
        const [row] = await lock<{ got: boolean }[]>`
          select pg_try_advisory_xact_lock(hashtext('kakou housekeeping')) as got`
        if (row?.got !== true) return
        const apartMs = await clocksApart(lock, clock)
        if (apartMs !== null && !this.#wasApart) log.error({ minutes: Math.round(apartMs / MINUTE_MS) }, CLOCKS_APART)
        this.#wasApart = apartMs !== null
        if (apartMs === null) await keepHouse(this.#core)
      })
    } catch (error) {
      log.error({ err: error }, 'the housekeeping of persons failed and is tried again')
    }
  }
}

/** One round of it. */
export const keepHouse = async (core: Core): Promise<void> => {
  const { database, clock, log } = core
  const { sql } = database
  // Also what another server did that could not tell.
  await core.keys.load(sql, core.env, clock.now())
  const [instance] = await sql<{ due: boolean }[]>`select persons_sealed_at is null as due from instance`
  if (instance?.due) {
    const { sealed } = await reseal(sql, core.keys)
    await sql`update instance set persons_sealed_at = ${new Date(clock.now())}`
    if (sealed > 0) log.info({ sealed }, 'entries of an earlier release were sealed')
  }
  const purged = await purge(core)
  if (purged !== null) log.info({ purged }, 'what is kept no longer was purged')
  const dropped = await dropOldKeys(core)
  if (dropped > 0) log.info({ dropped }, 'keys that were replaced are destroyed')
}
