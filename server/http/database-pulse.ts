import type { Sql } from 'postgres'
import type { Clock } from '../clock'

/** A database that takes longer is not there, for whoever asks whether we are well. */
const LONGEST_MS = 2_000

/** Whether the database answers. Whoever asks meanwhile shares the question, so that askers don't use up connections. */
export class DatabasePulse {
  readonly #sql: Sql
  readonly #clock: Clock
  readonly #onAnswer: (ms: number) => void
  #asked: Promise<boolean> | null = null

  /** `onAnswer` hears how long each answer took. */
  constructor(sql: Sql, clock: Clock, onAnswer: (ms: number) => void) {
    this.#sql = sql
    this.#clock = clock
    this.#onAnswer = onAnswer
  }

  async isThere(): Promise<boolean> {
    this.#asked ??= this.#ask().finally(() => {
      this.#asked = null
    })
    return this.#asked
  }

  async #ask(): Promise<boolean> {
    let cancel = () => {}
    const late = new Promise<false>((resolve) => {
      cancel = this.#clock.after(LONGEST_MS, () => resolve(false))
    })
    const began = this.#clock.elapsed()
    const answer = this.#sql`select 1`.then(
      () => {
        this.#onAnswer(this.#clock.elapsed() - began)
        return true
      },
      () => false,
    )
    try {
      return await Promise.race([answer, late])
    } finally {
      cancel()
    }
  }
}
