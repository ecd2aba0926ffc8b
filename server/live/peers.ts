import type { Bus } from '../bus'
import type { Clock } from '../clock'

/** Often enough that what a lost server did not tell is read within ten seconds. */
const EVERY_MS = 2_000
const LOST_MS = 6_000

interface PeersOptions {
  bus: Bus
  clock: Clock
  /** A server of this database is heard of no more. */
  onLost(): void
}

/**
 * Knows which other servers of this database live. One that is killed, or cut off, between a commit and its notice
 * leaves the others with counts that are a little old, and nobody to tell them: so they read again when it falls silent.
 */
export class Peers {
  readonly #options: PeersOptions
  readonly #heardAt = new Map<string, number>()

  constructor(options: PeersOptions) {
    this.#options = options
    options.bus.on('servers', (ids) => {
      for (const id of ids) if (id !== options.bus.server) this.#heardAt.set(id, options.clock.elapsed())
    })
  }

  /** Returns what ends it. */
  start(): () => void {
    const { bus, clock } = this.#options
    return clock.every(EVERY_MS, () => {
      // One that can't be told counts this server as lost, and reads again: no harm.
      bus.publish('servers', [bus.server]).catch(() => {})
      this.#look()
    })
  }

  #look(): void {
    const { clock, onLost } = this.#options
    const since = clock.elapsed() - LOST_MS
    const lost = [...this.#heardAt].filter(([, at]) => at < since)
    for (const [id] of lost) this.#heardAt.delete(id)
    if (lost.length > 0) onLost()
  }
}
