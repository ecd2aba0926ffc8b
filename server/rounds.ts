import type { Clock } from './clock'

/** Does the same every so often, never twice at once. A round that fails is done the next time. */
export class Rounds {
  readonly #clock: Clock
  readonly #round: () => Promise<unknown>
  readonly #onFault: (error: unknown) => void
  #stop: (() => void) | null = null
  #under: Promise<void> | null = null

  constructor(clock: Clock, round: () => Promise<unknown>, onFault: (error: unknown) => void) {
    this.#clock = clock
    this.#round = round
    this.#onFault = onFault
  }

  start(everyMs: number): void {
    this.#stop = this.#clock.every(everyMs, () => this.begin())
  }

  /** Now, unless one is under way. */
  begin(): void {
    this.#under ??= this.#safely().finally(() => {
      this.#under = null
    })
  }

  /** Resolves when none is under way any more. */
  async stop(): Promise<void> {
    this.#stop?.()
    await this.#under
  }

  async #safely(): Promise<void> {
    try {
      await this.#round()
    } catch (error) {
      this.#onFault(error)
    }
  }
}
