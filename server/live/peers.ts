import type { Bus } from '../bus'
import type { Clock } from '../clock'
import type { Log } from '../log'

/** Often enough that what a lost server did not tell is read within ten seconds. */
const EVERY_MS = 2_000
const LOST_MS = 6_000

/** Beside its id in the sign of a server that hears the bus's carrier. */
const HEARS = 'hears the carrier'

interface PeersOptions {
  bus: Bus
  clock: Clock
  log: Log
  /** A server of this database is heard of no more. */
  onLost(): void
}

interface Peer {
  heardAtMs: number
  hears: boolean
}

/**
 * Knows which other servers of this database live, and whether all of them hear the carrier. One that is killed, or cut off,
 * between a commit and its notice leaves the others with counts that are a little old, and nobody to tell them: so they
 * read again when it falls silent. One that is cut from the carrier alone says so by the database.
 */
export class Peers {
  readonly #options: PeersOptions
  readonly #peers = new Map<string, Peer>()
  #allHear = true

  constructor(options: PeersOptions) {
    this.#options = options
    const { bus, clock } = options
    bus.on('servers', ([id, ...marks]) => {
      if (id === undefined || id === bus.server) return
      this.#peers.set(id, { heardAtMs: clock.elapsed(), hears: marks.includes(HEARS) })
      this.#askWhoHears()
    })
    bus.onCarrierChange(() => this.#tell())
  }

  /** Returns what ends it. */
  start(): () => void {
    this.#tell()
    return this.#options.clock.every(EVERY_MS, () => {
      this.#tell()
      this.#look()
    })
  }

  #tell(): void {
    const { bus } = this.#options
    // One that can't be told counts this server as lost, and reads again: no harm.
    bus.publish('servers', bus.hearsCarrier ? [bus.server, HEARS] : [bus.server]).catch(() => {})
  }

  #look(): void {
    const { clock, onLost } = this.#options
    const since = clock.elapsed() - LOST_MS
    const lost = [...this.#peers].filter(([, { heardAtMs }]) => heardAtMs < since)
    for (const [id] of lost) this.#peers.delete(id)
    if (lost.length === 0) return
    onLost()
    this.#askWhoHears()
  }

  #askWhoHears(): void {
    const { bus, log } = this.#options
    const all = [...this.#peers.values()].every(({ hears }) => hears)
    if (all === this.#allHear) return
    this.#allHear = all
    if (bus.hearsCarrier)
      log.info(all ? 'every server hears Redis' : 'a server does not hear Redis: Postgres tells all')
    bus.othersHear(all)
  }
}
