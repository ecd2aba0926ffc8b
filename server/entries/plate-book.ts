import type { Sql } from 'postgres'
import { HOUR_MS } from '#domain/instant'
import { noteNewPlates, notePlates } from '../../db/stores/plate-store'
import type { Clock } from '../clock'
import type { Log } from '../log'

const EVERY_MS = 1_000
/** Known to be written down; what comes again costs nothing. */
const MOST_KNOWN = 50_000
/** What another server broke off before it wrote it down is found within this time. */
const LOOK_BACK_MS = HOUR_MS
/** Beyond it the book looks at the entries instead of remembering. */
const MOST_WAITING = 100_000

/**
 * Writes down the plates of what was stored, to be found by a part: after the commit and together, so that no entry
 * waits for it. What a server that broke off did not write down, the others find in the entries within the hour, and the
 * next one to start: they look at what was received since somebody did so last.
 */
export class PlateBook {
  readonly #parts: { sql: Sql; clock: Clock; log: Log }
  readonly #known = new Set<string>()
  #waiting = new Set<string>()
  #behind = true
  #stop = () => {}
  #under: Promise<void> = Promise.resolve()

  constructor(parts: { sql: Sql; clock: Clock; log: Log }) {
    this.#parts = parts
  }

  add(plates: readonly string[]): void {
    for (const plate of plates) if (!this.#known.has(plate)) this.#waiting.add(plate)
    if (this.#waiting.size <= MOST_WAITING) return
    this.#waiting.clear()
    this.#behind = true
  }

  /** Some were forgotten: what is known to be written down may no longer be. */
  readAgain(): void {
    this.#known.clear()
    this.#behind = true
  }

  start(): void {
    const { clock } = this.#parts
    const stops = [
      clock.every(EVERY_MS, () => this.#begin()),
      clock.every(LOOK_BACK_MS, () => {
        this.#behind = true
      }),
    ]
    this.#stop = () => {
      for (const stop of stops) stop()
    }
    this.#begin()
  }

  async stop(): Promise<void> {
    this.#stop()
    this.#begin()
    await this.#under
  }

  #begin(): void {
    if (this.#behind || this.#waiting.size > 0) this.#under = this.#under.then(() => this.#write())
  }

  /** Never rejects: what could not be written is written the next time. */
  async #write(): Promise<void> {
    const { sql, clock, log } = this.#parts
    const plates = this.#waiting
    const behind = this.#behind
    this.#waiting = new Set()
    this.#behind = false
    try {
      if (plates.size > 0) await notePlates(sql, [...plates])
      if (behind) await noteNewPlates(sql, clock.now())
      if (this.#known.size + plates.size > MOST_KNOWN) this.#known.clear()
      for (const plate of plates) this.#known.add(plate)
    } catch (error) {
      this.#behind ||= behind
      this.add([...plates])
      log.warn({ err: error }, 'plates could not be written down and are tried again')
    }
  }
}
