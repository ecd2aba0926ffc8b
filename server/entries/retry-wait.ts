import type { Clock } from '../clock'

const LOOK_MS = 1_000
const SHORTEST_MS = 1_000
const LONGEST_MS = 5_000
const STEP = 1.5
/** When so much less is turned away than stored, the wait was too long. */
const FEW = 0.25

/**
 * After how long whoever is turned away is asked to come again. A thousand outboxes that each ask every second bring more
 * than can be stored, and turning them away takes what storing needs: so the wait grows while more is turned away than
 * stored, and shrinks again.
 */
export class RetryWait {
  readonly #clock: Pick<Clock, 'elapsed'>
  #ms = SHORTEST_MS
  #lookedAtMs = 0
  #stored = 0
  #refused = 0

  constructor(clock: Pick<Clock, 'elapsed'>) {
    this.#clock = clock
  }

  stored(rows: number): void {
    this.#stored += rows
  }

  /** So many rows were turned away; the wait, in ms. */
  refused(rows: number): number {
    const now = this.#clock.elapsed()
    if (now - this.#lookedAtMs >= LOOK_MS) this.#look(now)
    this.#refused += rows
    return Math.round(this.#ms)
  }

  #look(now: number): void {
    if (now - this.#lookedAtMs >= 2 * LONGEST_MS) this.#ms = SHORTEST_MS
    else if (this.#refused > this.#stored) this.#ms = Math.min(LONGEST_MS, this.#ms * STEP)
    else if (this.#refused < this.#stored * FEW) this.#ms = Math.max(SHORTEST_MS, this.#ms / STEP)
    this.#lookedAtMs = now
    this.#stored = 0
    this.#refused = 0
  }
}
