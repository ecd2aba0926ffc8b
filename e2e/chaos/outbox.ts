import { createHash } from 'node:crypto'
import { io, type Socket } from 'socket.io-client'
import type { Entry } from '#domain/entry'
import { entryContent } from '#domain/entry-content'
import type { Busy, EntriesAnswer } from '#protocol/results'
import { anEntry } from '../../server/testing/entry-builder'
import type { SeededRandom } from '../../server/testing/seeded-random'

/** Mistakes that a tablet could make; the suite must notice each. */
export type OutboxBug = 'delete-before-verdict' | 'no-resend-after-healing'

const BATCH = 20
const ANSWER_MS = 3_000
const RETRY_MS = 200

/**
 * A tablet of the suite's own: entries wait in order, go out in batches, one at a time, and leave only by their own
 * verdict. Not our app's outbox, so that a mistake of that one is not made twice.
 */
export class Outbox {
  readonly id: string
  /** By id: what was acknowledged, and its content. */
  readonly acknowledged = new Map<string, string>()
  /** By id: all that was made. */
  readonly made = new Map<string, Entry>()
  readonly rejected: string[] = []
  readonly #random: SeededRandom
  readonly #bug: OutboxBug | null
  /** Of the database that answered last: another one may have lost what was acknowledged. */
  #epoch: string | null = null
  #waiting: Entry[] = []
  #sockets: Socket[]
  #at = 0
  #gaveUp = false
  #closed = false
  #draining: Promise<void> = Promise.resolve()
  #making: NodeJS.Timeout | null = null

  /** `urls` are the servers' doors; it stays at one until that one fails. */
  constructor(
    { id, token }: { id: string; token: string },
    urls: readonly string[],
    { random, bug }: { random: SeededRandom; bug: OutboxBug | null },
  ) {
    this.id = id
    this.#random = random
    this.#bug = bug
    this.#sockets = urls.map((url) =>
      io(`${url}/tablet`, {
        transports: ['websocket'],
        forceNew: true,
        timeout: ANSWER_MS,
        reconnectionDelay: RETRY_MS,
        reconnectionDelayMax: 1_000,
        auth: { token, protocol: 1 },
      }),
    )
    for (const socket of this.#sockets) socket.on('policy', ({ epoch }: { epoch: string }) => this.#hear(epoch))
    this.#at = random.int(0, urls.length - 1)
  }

  get waiting(): number {
    return this.#waiting.length
  }

  /** Makes an entry about every `everyMs`, and drains by itself. */
  start(everyMs: number): void {
    this.#making = setInterval(() => this.#make(), everyMs * (0.5 + this.#random.next()))
    this.#draining = this.#drain()
  }

  /** No more entries; what waits still goes out. */
  rest(): void {
    if (this.#making !== null) clearInterval(this.#making)
  }

  async close(): Promise<void> {
    this.rest()
    this.#closed = true
    await this.#draining
    for (const socket of this.#sockets) socket.close()
  }

  #make(): void {
    const entry = anEntry({ occurredAt: new Date().toISOString(), direction: this.#random.chance(0.3) ? 'out' : 'in' })
    this.made.set(entry.id, entry)
    this.#waiting.push(entry)
  }

  async #drain(): Promise<void> {
    while (!this.#closed) {
      const batch = this.#waiting.slice(0, BATCH)
      const answer = batch.length === 0 || this.#gaveUp ? null : await this.#send(batch)
      if (answer === null) await pause(RETRY_MS * (0.5 + this.#random.next()))
      else this.#settle(answer)
    }
  }

  async #send(batch: readonly Entry[]): Promise<EntriesAnswer | null> {
    const socket = this.#sockets[this.#at]
    try {
      if (socket === undefined || !socket.connected) throw new Error('not connected')
      const asked: Promise<EntriesAnswer | Busy> = socket.timeout(ANSWER_MS).emitWithAck('entries', batch)
      if (this.#bug === 'delete-before-verdict') this.#waiting.splice(0, batch.length)
      const answer = await asked
      return 'results' in answer ? answer : null
    } catch {
      if (this.#bug === 'no-resend-after-healing' && socket?.connected) this.#gaveUp = true
      this.#at = (this.#at + 1) % this.#sockets.length
      return null
    }
  }

  /** A database that went back in time is offered again what was acknowledged. */
  #hear(epoch: string): void {
    if (this.#epoch !== null && epoch !== this.#epoch) {
      const waiting = new Set(this.#waiting.map(({ id }) => id))
      const again = [...this.acknowledged.keys()].flatMap((id) => (waiting.has(id) ? [] : (this.made.get(id) ?? [])))
      this.#waiting = [...again, ...this.#waiting]
    }
    this.#epoch = epoch
  }

  #settle({ results, epoch }: EntriesAnswer): void {
    this.#hear(epoch)
    const done = new Set<string>()
    for (const { id, status } of results) {
      const entry = id === null ? undefined : this.made.get(id)
      if (entry === undefined) continue
      done.add(entry.id)
      if (status === 'rejected') this.rejected.push(entry.id)
      else this.acknowledged.set(entry.id, digestOf(entry))
    }
    this.#waiting = this.#waiting.filter(({ id }) => !done.has(id))
  }
}

/** Of the content alone, as the wire defines it. */
export const digestOf = (entry: object): string =>
  createHash('sha256')
    .update(entryContent({ ...entry }))
    .digest('hex')

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
