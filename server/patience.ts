import type { Clock } from './clock'

/** Work that did not come to its end in time. It may still do so, and nobody hears of it. */
export class TooLate extends Error {
  override readonly name = 'TooLate'
}

/** So many late pieces of work lie about at most: beyond it new ones are refused at once, and memory stays bounded. */
const MAX_LATE = 200

/** Waits for the database only so long: one that hangs must not keep callers waiting without an answer. */
export class Patience {
  readonly #clock: Clock
  #late = 0

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** What the work comes to. Throws TooLate after `limitMs`, or at once where too much is late already. */
  async wait<T>(limitMs: number, work: () => Promise<T>): Promise<T> {
    if (this.#late >= MAX_LATE) throw new TooLate()
    const working = work()
    let cancel = () => {}
    let late = false
    const limit = new Promise<never>((_, reject) => {
      cancel = this.#clock.after(limitMs, () => {
        late = true
        this.#late++
        reject(new TooLate())
      })
    })
    const ended = () => {
      cancel()
      if (late) this.#late--
    }
    working.then(ended, ended)
    return Promise.race([working, limit])
  }
}
