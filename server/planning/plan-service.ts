import type { RoadsCompared } from '#domain/coverage/compare-roads'
import type { ActiveNetwork } from '../../db/stores/network-store'
import type { Clock } from '../clock'
import type { CoverageService } from '../coverage/coverage-service'
import { done, type Outcome, refuse } from '../outcome'
import { AskingThread } from '../process/asking-thread'
import { anchorsOf } from './anchors'
import type { PlanAnswers, Planned, PlanQuestion, PlanRequest } from './plan-messages'

/** More questions than planners of a county ask at once: seconds each, one after the other. */
const MOST_WAITING = 12
/** A thread that nobody asked for so long gives its memory back. */
const IDLE_MS = 600_000

const NO_NETWORK = refuse('not-found', 'No road network was imported yet: npm run kakou -- roads import, or in /admin.')

/** Advice on the network in use and on who stands where now. */
export class PlanService {
  readonly #coverage: CoverageService
  readonly #clock: Clock
  readonly #thread = new AskingThread<PlanRequest, unknown>('planning/planning-worker')
  /** The network that the thread holds, by id. */
  #held: string | null = null
  #cancelRest: (() => void) | null = null

  constructor(parts: { coverage: CoverageService; clock: Clock }) {
    this.#coverage = parts.coverage
    this.#clock = parts.clock
  }

  async ask<Kind extends keyof PlanAnswers>(
    question: Extract<PlanQuestion, { kind: Kind }>,
  ): Promise<Outcome<PlanAnswers[Kind]>> {
    const { network } = this.#coverage
    if (network === null) return NO_NETWORK
    if (this.#thread.waiting >= MOST_WAITING) {
      return refuse('busy', 'Other plans are being worked out: ask again in a few seconds.', { retryAfterMs: 3_000 })
    }
    this.#restLater()
    // A thread that died took its network along: it is asked once more, with the network.
    const result = await this.#put<Kind>(network, question).catch(() => this.#put<Kind>(network, question))
    if ('answer' in result) return done(result.answer)
    const errors = result.unknown.map((code) => ({
      path: '',
      code: 'value' as const,
      message: `${code} names nothing`,
    }))
    return refuse('invalid', 'Some names or codes mean no place, checkpoint or closure.', { errors })
  }

  /** What changed from one network to another, each as it is stored. */
  async changes(before: Uint8Array, after: Uint8Array): Promise<RoadsCompared> {
    this.#restLater()
    // Two networks are answered by their comparison.
    return (await this.#thread.ask({ kind: 'changes', before, after })) as RoadsCompared
  }

  async stop(): Promise<void> {
    this.#cancelRest?.()
    await this.#thread.close()
  }

  /** Puts a question to the thread, after the network in use where it holds another. */
  async #put<Kind extends keyof PlanAnswers>(network: ActiveNetwork, question: PlanQuestion): Promise<Planned<Kind>> {
    try {
      const [, planned] = await Promise.all([
        this.#hold(network),
        this.#thread.ask({ kind: 'question', stations: this.#coverage.stations(), question }),
      ])
      // The thread answers a question of a kind with that kind's answer.
      return planned as Planned<Kind>
    } catch (error) {
      this.#held = null
      throw error
    }
  }

  async #hold(network: ActiveNetwork): Promise<void> {
    if (this.#held === network.id) return
    this.#held = network.id
    const { ways, polygons, places } = network
    await this.#thread.ask({ kind: 'network', ways, polygons, places, anchors: anchorsOf(places) })
  }

  #restLater(): void {
    this.#cancelRest?.()
    this.#cancelRest = this.#clock.after(IDLE_MS, () => {
      this.#cancelRest = null
      if (this.#thread.waiting > 0) return this.#restLater()
      this.#held = null
      void this.#thread.rest()
    })
  }
}
