import { randomUUID } from 'node:crypto'
import type { Sql } from 'postgres'
import { CHANNEL, type Notice, notify, type Topic } from '../db/notify'
import type { Log } from './log'

/** Takes notices to the other servers quicker than the database does, but may lose them when it goes or comes. */
export interface Carrier {
  /** Whether this server can give it something, and hears what others give. */
  readonly isUp: boolean
  send(notice: Notice): void
  /** `change` is called whenever `isUp` is another. */
  on(listeners: { notice(notice: unknown): void; change(): void }): void
  close(): void
}

/** What is told several times a second. The rest is rare, and goes with the database. */
const CHATTER: ReadonlySet<Topic> = new Set(['counts', 'heard'])

type Listener = (keys: readonly string[], own: boolean) => void | Promise<void>

/**
 * What changed, from every server and from the operator's tool. Notices may be lost while the connection is; then every
 * listener is called with no keys, which means: read all of it again.
 */
export class Bus {
  /** Names this server in its notices. */
  readonly server = randomUUID()
  readonly #sql: Sql
  readonly #log: Log
  readonly #listeners = new Map<Topic, Listener[]>()
  #reconnected: () => void | Promise<void> = () => {}
  #close: (() => Promise<void>) | null = null
  #carrier: Carrier | null = null
  #carrierChanged: () => void = () => {}
  #othersHear = true

  constructor(sql: Sql, log: Log) {
    this.#sql = sql
    this.#log = log
  }

  on(topic: Topic, listener: Listener): void {
    this.#listeners.set(topic, [...(this.#listeners.get(topic) ?? []), listener])
  }

  /** Called when the connection is back, before all listeners are told to read again. */
  onReconnect(listener: () => void | Promise<void>): void {
    this.#reconnected = listener
  }

  /** Tells all servers, and waits until this one has taken it in: whoever is answered then reads what they wrote. */
  async publish(topic: Topic, keys: readonly string[] = []): Promise<void> {
    const notice = { topic, keys: [...keys], from: this.server }
    if (this.#carrier?.isUp && this.#othersHear && CHATTER.has(topic)) this.#carrier.send(notice)
    else await notify(this.#sql, notice)
    await this.#dispatch(topic, keys, true)
  }

  /** Has this server read again what these topics tell. */
  async readAgain(topics: readonly Topic[]): Promise<void> {
    await Promise.all(topics.map((topic) => this.#dispatch(topic, [], false)))
  }

  /** Gives the chatter to a carrier, which is closed with the bus. */
  carry(carrier: Carrier): void {
    this.#carrier = carrier
    const change = () => {
      this.#carrierChanged()
      void this.#tellAll()
    }
    carrier.on({ notice: (notice) => this.#take(asNotice(notice)), change })
  }

  /** Whether what others give to the carrier reaches this server. */
  get hearsCarrier(): boolean {
    return this.#carrier?.isUp ?? false
  }

  /** Called when `hearsCarrier` is another. */
  onCarrierChange(listener: () => void): void {
    this.#carrierChanged = listener
  }

  /**
   * Whether the carrier reaches every other server; while it does not, the database tells them all. Who learns that it does
   * not may have given it something since, so the change itself has everybody read again.
   */
  othersHear(all: boolean): void {
    if (all === this.#othersHear) return
    this.#othersHear = all
    if (this.#carrier !== null) void this.#tellAll()
  }

  /** What the carrier lost when it went or came: everybody reads all of it again. */
  async #tellAll(): Promise<void> {
    for (const topic of CHATTER) {
      await this.#guard(topic, () => notify(this.#sql, { topic, keys: [] }))
    }
  }

  async start(): Promise<void> {
    let first = true
    const listening = await this.#sql.listen(
      CHANNEL,
      (payload) => this.#take(readNotice(payload)),
      () => {
        if (!first) void this.#reconnect()
        first = false
      },
    )
    this.#close = () => listening.unlisten()
  }

  async stop(): Promise<void> {
    this.#carrier?.close()
    await this.#close?.()
  }

  async #reconnect(): Promise<void> {
    await this.#guard('reconnected', () => this.#reconnected())
    await this.readAgain([...this.#listeners.keys()])
  }

  #take(notice: Notice | null): void {
    if (notice === null) this.#log.warn('a notice of somebody else was passed over')
    else if (notice.from !== this.server) void this.#dispatch(notice.topic, notice.keys, false)
  }

  async #dispatch(topic: Topic, keys: readonly string[], own: boolean): Promise<void> {
    const listeners = this.#listeners.get(topic) ?? []
    await Promise.all(listeners.map((listener) => this.#guard(topic, () => listener(keys, own))))
  }

  /** Never rejects: a notice that was not taken in is logged. */
  async #guard(topic: string, act: () => void | Promise<void>): Promise<void> {
    try {
      await act()
    } catch (error) {
      this.#log.error({ topic, err: error }, 'a notice was not taken in')
    }
  }
}

/** Null where it is not ours: anybody with the database's password may notify on any channel. */
const readNotice = (payload: string): Notice | null => {
  try {
    return asNotice(JSON.parse(payload))
  } catch {
    return null
  }
}

const asNotice = (notice: unknown): Notice | null => {
  const isOurs = typeof notice === 'object' && notice !== null && 'topic' in notice && 'keys' in notice
  return isOurs && Array.isArray(notice.keys) ? (notice as Notice) : null
}
