import type { Sql } from 'postgres'
import { noteStates, type StateChange } from '../../db/stores/state-store'
import type { Clock } from '../clock'
import type { Log } from '../log'

const EVERY_MS = 1_000

/**
 * Writes down which state each checkpoint is in from when on, so that a day can be looked at again as it was. After the
 * fact and together: nothing waits for it. Of a checkpoint that flaps within a second the last state is kept, so what
 * waits is never more than there are checkpoints.
 */
export class StateBook {
  readonly #parts: { sql: Sql; clock: Clock; log: Log }
  #waiting = new Map<number, StateChange>()
  #stop = () => {}
  #under: Promise<void> = Promise.resolve()

  constructor(parts: { sql: Sql; clock: Clock; log: Log }) {
    this.#parts = parts
  }

  add(checkpointId: number, state: string): void {
    this.#waiting.set(checkpointId, { checkpointId, state, at: new Date(this.#parts.clock.now()) })
  }

  /** From now on, with what the board shows at first. */
  start(shown: Iterable<{ checkpoint: { id: number }; state: string }>): void {
    // What happened while the board was being filled is no history.
    this.#waiting.clear()
    for (const { checkpoint, state } of shown) this.add(checkpoint.id, state)
    this.#stop = this.#parts.clock.every(EVERY_MS, () => this.#begin())
    this.#begin()
  }

  async stop(): Promise<void> {
    this.#stop()
    this.#begin()
    await this.#under
  }

  #begin(): void {
    if (this.#waiting.size > 0) this.#under = this.#under.then(() => this.#write())
  }

  /** Never rejects: what could not be written is written the next time, unless it changed again. */
  async #write(): Promise<void> {
    const { sql, log } = this.#parts
    const changes = this.#waiting
    this.#waiting = new Map()
    try {
      if (changes.size > 0) await noteStates(sql, [...changes.values()])
    } catch (error) {
      this.#waiting = new Map([...changes, ...this.#waiting])
      log.warn({ err: error }, 'states could not be written down and are tried again')
    }
  }
}
