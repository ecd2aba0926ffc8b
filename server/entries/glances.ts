import { HOUR_MS } from '#domain/instant'

const MOST_KEPT = 5_000

/**
 * Who looks at what passes a checkpoint now, and when that was last written down: a panel asks every few seconds, and one
 * line an hour says so. In memory, so each server writes its own.
 */
export class Glances {
  readonly #noted = new Map<string, number>()

  /** Whether it has to be written down (again). */
  isDue(key: string, nowMs: number): boolean {
    const noted = this.#noted.get(key)
    return noted === undefined || nowMs - noted >= HOUR_MS || noted > nowMs
  }

  /** It was written down. */
  note(key: string, nowMs: number): void {
    this.#noted.delete(key)
    this.#noted.set(key, nowMs)
    const [oldest] = this.#noted.keys()
    if (this.#noted.size > MOST_KEPT && oldest !== undefined) this.#noted.delete(oldest)
  }
}
