import { io, type Socket } from 'socket.io-client'
import type { Entry } from '#domain/entries/entry'
import type { Busy, EntriesAnswer } from '#protocol/results'
import type { Status } from '#protocol/tablet'
import { PROTOCOL_MAX } from '#protocol/version'
import type { Clock } from '../clock'
import type { DemoTablet } from './demo-points'

interface TabletClientOptions {
  /** Where the server listens: `http://127.0.0.1:3000`. */
  url: string
  token: string
  tablet: DemoTablet
  clock: Pick<Clock, 'after'>
  /** Entries that the server has stored, or has refused. */
  onSettled(stored: number, refused: number): void
}

const MOST_AT_ONCE = 50
const ACK_MS = 15_000
const RETRY_MS = 1_000

/**
 * A tablet of the demo on the real socket: keeps what it made until it is acknowledged, sends one message at a time,
 * waits when the server is busy. Its memory is this process's: what waits at the end was never acknowledged.
 */
export class TabletClient {
  readonly #options: TabletClientOptions
  readonly #socket: Socket
  #waiting: Entry[] = []
  #sending = false
  #policy: string | undefined
  #cancel = () => {}

  constructor(options: TabletClientOptions) {
    this.#options = options
    this.#socket = io(`${options.url}/tablet`, {
      transports: ['websocket'],
      forceNew: true,
      auth: { token: options.token, protocol: PROTOCOL_MAX },
      // It reaches its own server over this machine's loopback, whose name no certificate bears.
      rejectUnauthorized: false,
    })
    this.#socket.on('policy', ({ version }: { version: string }) => {
      this.#policy = version
    })
    this.#socket.on('connect', () => this.#drain())
  }

  get connected(): boolean {
    return this.#socket.connected
  }

  /** Entries that are not acknowledged. */
  get pending(): number {
    return this.#waiting.length
  }

  /** Completes an entry as a tablet does when it saves, and sends it. */
  put(entry: Entry): void {
    const { tablet } = this.#options
    const policy = this.#policy === undefined ? {} : { policy: this.#policy }
    this.#waiting.push({ ...entry, ...policy, pairing: tablet.source.current.id, seq: ++tablet.seq })
    this.#drain()
  }

  status(status: Omit<Status, 'pending' | 'version'>): void {
    if (!this.#socket.connected) return
    this.#socket.emit('status', { ...status, pending: this.#waiting.length, version: 'demo' })
  }

  close(): void {
    this.#cancel()
    this.#socket.close()
  }

  #drain(): void {
    if (this.#sending || this.#waiting.length === 0 || !this.#socket.connected) return
    this.#sending = true
    const message = this.#waiting.slice(0, MOST_AT_ONCE)
    this.#socket
      .timeout(ACK_MS)
      .emitWithAck('entries', message)
      .then((answer: EntriesAnswer | Busy | { error: unknown }) => this.#settle(message, answer))
      // No answer: it may be stored or not, and sending again finds out.
      .catch(() => this.#later(RETRY_MS))
  }

  #settle(message: readonly Entry[], answer: EntriesAnswer | Busy | { error: unknown }): void {
    if ('busy' in answer) {
      this.#later(answer.retryAfterMs)
      return
    }
    const refused =
      'results' in answer ? answer.results.filter(({ status }) => status === 'rejected').length : message.length
    this.#waiting = this.#waiting.slice(message.length)
    this.#sending = false
    this.#options.onSettled(message.length - refused, refused)
    this.#drain()
  }

  #later(ms: number): void {
    this.#cancel = this.#options.clock.after(ms, () => {
      this.#sending = false
      this.#drain()
    })
  }
}
