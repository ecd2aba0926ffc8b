import { randomUUID } from 'node:crypto'
import type { Sql } from 'postgres'
import { CHANNEL, type Notice, notify, type Topic } from '../db/notify'
import type { Log } from './log'

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

  async publish(topic: Topic, keys: readonly string[] = []): Promise<void> {
    await notify(this.#sql, { topic, keys: [...keys], from: this.server })
  }

  async start(): Promise<void> {
    let first = true
    const listening = await this.#sql.listen(
      CHANNEL,
      (payload) => this.#receive(payload),
      () => {
        if (!first) this.#readAgain()
        first = false
      },
    )
    this.#close = () => listening.unlisten()
  }

  async stop(): Promise<void> {
    await this.#close?.()
  }

  #readAgain(): void {
    this.#guard('reconnected', () => this.#reconnected())
    for (const topic of this.#listeners.keys()) this.#dispatch(topic, [], false)
  }

  #receive(payload: string): void {
    const notice = JSON.parse(payload) as Notice
    this.#dispatch(notice.topic, notice.keys, notice.from === this.server)
  }

  #dispatch(topic: Topic, keys: readonly string[], own: boolean): void {
    for (const listener of this.#listeners.get(topic) ?? []) this.#guard(topic, () => listener(keys, own))
  }

  #guard(topic: string, act: () => void | Promise<void>): void {
    Promise.resolve()
      .then(act)
      .catch((error: unknown) => {
        this.#log.error({ topic, err: error instanceof Error ? error.message : 'unknown' }, 'a notice was not taken in')
      })
  }
}
