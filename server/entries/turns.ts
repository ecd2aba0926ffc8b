/**
 * Shares the event loop among long pieces of work: one turn an iteration, whoever has waited longest first. If each
 * waited for itself, all of them would get their turns in the same iteration, and everything else would wait for the sum.
 */
export class Turns {
  readonly #waiting: (() => void)[] = []
  #scheduled = false

  /** Resolves when it is the caller's turn. */
  next(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve)
      this.#schedule()
    })
  }

  #schedule(): void {
    if (this.#scheduled || this.#waiting.length === 0) return
    this.#scheduled = true
    setImmediate(() => {
      this.#scheduled = false
      this.#waiting.shift()?.()
      this.#schedule()
    })
  }
}
