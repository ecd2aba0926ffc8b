/** The clock of a tablet, which somebody may have set wrong, and what the tablet knows of it. */
export class TabletClock {
  #wrongMs = 0
  /** Server minus tablet as last learned; null: never, or the clock jumped since. */
  #offset: number | null = null

  now(): number {
    return Date.now() + this.#wrongMs
  }

  offset(): number | null {
    return this.#offset
  }

  /** Sets it so far from the machine's. The tablet sees the jump, and no longer knows how far it is from the server. */
  jumpTo(wrongMs: number): void {
    this.#wrongMs = wrongMs
    this.#offset = null
  }

  /** From the server's answer to a question of then. */
  learn(serverNow: number, sentAt: number): void {
    this.#offset = Math.round(serverNow + (performance.now() - sentAt) / 2 - this.now())
  }
}
