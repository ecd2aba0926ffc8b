import { randomBytes } from 'node:crypto'
import type { Socket } from 'socket.io-client'
import type { Entry } from '#domain/entries/entry'
import { uuidV7 } from '#domain/uuid'
import type { Busy, EntriesAnswer } from '#protocol/results'
import { anEntry } from '../../server/testing/entry-builder'
import type { SeededRandom } from '../../server/testing/seeded-random'
import { openLastingSocket } from './lasting-socket'
import { TabletClock } from './tablet-clock'

/** Mistakes that a tablet could make; the suite must notice each. */
export type OutboxBug = 'delete-before-verdict' | 'no-resend-after-healing'

/** Entries in a message, at most; as many as it may be while more than that wait. */
const BATCHES = [1, 20, 200] as const
const LARGEST_BATCH = 200
const ANSWER_MS = 3_000
const RETRY_MS = 200
const STATUS_MS = 2_000
/** Of a hundred entries so many have a fever, which raises an alert. */
const FEVERS = 0.02
/** And so many a name and a number, which are sealed. */
const NAMED = 0.3
/** How often a tablet goes to the other server with no reason, and in the middle of what it hands in. */
const WANDERS = 0.01

const SAID_KEPT = 30

/** An entry as it was made. */
interface Made {
  entry: Entry
  /** By the machine's clock. */
  atMs: number
  hasFever: boolean
}

/**
 * A tablet of the suite's own: entries wait in order, go out in batches, one at a time, and leave only by their own
 * verdict. Not our app's outbox, so that a mistake of that one is not made twice.
 */
export class Outbox {
  readonly id: string
  readonly clock = new TabletClock()
  /** Ids of all that was acknowledged. */
  readonly acknowledged = new Set<string>()
  /** By id: all that was made. */
  readonly made = new Map<string, Made>()
  readonly rejected: string[] = []
  /** The last frames that it sent, as they went out, and the one that a connection begins with. */
  readonly said: string[] = []
  readonly firstFrame: string
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
  readonly #saying: NodeJS.Timeout

  /** `urls` are the servers' doors; it stays at one until that one fails. */
  constructor(
    { id, token }: { id: string; token: string },
    urls: readonly string[],
    { random, bug }: { random: SeededRandom; bug: OutboxBug | null },
  ) {
    this.id = id
    this.#random = random
    this.#bug = bug
    this.#sockets = urls.map((url) => openLastingSocket(`${url}/tablet`, token))
    this.firstFrame = `40/tablet,${JSON.stringify({ token, protocol: 1 })}`
    for (const socket of this.#sockets) socket.on('connect', () => this.#keep(socket))
    for (const socket of this.#sockets) socket.on('policy', ({ epoch }: { epoch: string }) => this.#hear(epoch))
    this.#at = random.int(0, urls.length - 1)
    this.#saying = setInterval(() => this.#say(), STATUS_MS)
  }

  get waiting(): number {
    return this.#waiting.length
  }

  waitingIds(): string[] {
    return this.#waiting.map(({ id }) => id)
  }

  /** Entries made until then, by the machine's clock, that wait. */
  waitingSince(untilMs: number): number {
    return this.#waiting.filter(({ id }) => (this.made.get(id)?.atMs ?? 0) <= untilMs).length
  }

  /** What it made since then, by the machine's clock. */
  madeSince(fromMs: number): Made[] {
    return [...this.made.values()].filter(({ atMs }) => atMs >= fromMs)
  }

  /** Has it hand in at that server from now on, until it fails. */
  moveTo(server: number): void {
    this.#at = server % this.#sockets.length
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
    clearInterval(this.#saying)
    this.#closed = true
    await this.#draining
    for (const socket of this.#sockets) socket.close()
  }

  #make(): void {
    const at = new Date(this.clock.now()).toISOString()
    const hasFever = this.#random.chance(FEVERS)
    const celsius = hasFever ? 38.6 : 36 + this.#random.int(0, 9) / 10
    const number = String(this.#random.int(0, 99_999)).padStart(5, '0')
    const named = this.#random.chance(NAMED) ? { name: `旅客${number}`, phone: `138000${number}` } : {}
    const clockOffsetMs = this.clock.offset()
    const entry = anEntry({
      id: uuidV7(this.clock.now(), randomBytes(16)),
      occurredAt: at,
      ...(clockOffsetMs === null ? {} : { clockOffsetMs }),
      direction: this.#random.chance(0.3) ? 'out' : 'in',
      vehicle: { plate: `浙E${number}`, kind: 'car', plateType: '02' },
      people: [{ readings: [{ celsius, site: 'forehead', at }], ...named }],
    })
    this.made.set(entry.id, { entry, atMs: Date.now(), hasFever })
    this.#waiting.push(entry)
  }

  async #drain(): Promise<void> {
    while (!this.#closed) {
      await this.#learnTime()
      const most = this.#waiting.length > LARGEST_BATCH ? LARGEST_BATCH : this.#random.pick(BATCHES)
      const batch = this.#waiting.slice(0, most)
      const answer = batch.length === 0 || this.#gaveUp ? null : await this.#send(batch)
      if (this.#random.chance(WANDERS)) this.moveTo(this.#at + 1)
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
      this.moveTo(this.#at + 1)
      return null
    }
  }

  #keep({ io }: Socket): void {
    io.engine.on('packetCreate', ({ type, data }) => {
      if (type !== 'message' || typeof data !== 'string' || !data.includes('["entries"')) return
      this.said.push(`4${data}`)
      if (this.said.length > SAID_KEPT) this.said.shift()
    })
  }

  /** Asks the server's time where the tablet does not know how far its own is from it. */
  async #learnTime(): Promise<void> {
    const socket = this.#sockets[this.#at]
    if (this.clock.offset() !== null || socket?.connected !== true) return
    try {
      const sentAt = performance.now()
      const { now }: { now: string } = await socket.timeout(ANSWER_MS).emitWithAck('time')
      this.clock.learn(Date.parse(now), sentAt)
    } catch {
      // Asked again before the next batch.
    }
  }

  #say(): void {
    const socket = this.#sockets[this.#at]
    if (socket?.connected) socket.emit('status', { pending: this.#waiting.length })
  }

  /** A database that went back in time is offered again what was acknowledged. */
  #hear(epoch: string): void {
    if (this.#epoch !== null && epoch !== this.#epoch) {
      const waiting = new Set(this.#waiting.map(({ id }) => id))
      const again = [...this.acknowledged].flatMap((id) => (waiting.has(id) ? [] : (this.made.get(id)?.entry ?? [])))
      this.#waiting = [...again, ...this.#waiting]
    }
    this.#epoch = epoch
  }

  #settle({ results, epoch }: EntriesAnswer): void {
    this.#hear(epoch)
    const done = new Set<string>()
    for (const { id, status } of results) {
      if (id === null || !this.made.has(id)) continue
      done.add(id)
      if (status === 'rejected') this.rejected.push(id)
      else this.acknowledged.add(id)
    }
    this.#waiting = this.#waiting.filter(({ id }) => !done.has(id))
  }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
