/**
 * Tells addresses outside what happened to alerts. Each round puts on its way what happened, takes what is due under a
 * lease, sends it, and writes down how that went, so that each is told once however many servers do this. Webhooks and
 * browsers differ in what their outlets say.
 */
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '#domain/instant'
import { type DeliveryState, type DeliveryTable, settleDelivery, type Taking } from '../../db/stores/delivery-store'
import type { Core } from '../core'
import { Rounds } from '../rounds'
import { OutsideCaller } from './call-out'

const EVERY_MS = 2 * SECOND_MS
/** A server that died while it was sending leaves the rest to the others after this. */
const LEASE_MS = MINUTE_MS
const FORGET_EVERY_MS = HOUR_MS

/** What became of a try: null where it arrived, or why not, in words that hold neither address nor secret. */
export type Tried = { fault: string | null } | 'nobody'

/** What one kind of addresses does in its own way. */
interface Outlet<Due extends { id: string; tries: number }> {
  /** Where its deliveries lie. */
  table: DeliveryTable
  /** What the log says when a round fails. */
  later: string
  /** So many are sent at once. */
  atOnce: number
  /** After each failure so long until the next try; then it has failed. */
  waitsS: readonly number[]
  /** Puts on its way what happened, each event once. */
  enqueue(now: Date): Promise<void>
  take(taking: Taking): Promise<Due[]>
  /** `nobody`: the address is gone, and so is what waited for it. */
  send(due: Due, outside: OutsideCaller): Promise<Tried>
  /** Drops deliveries that nobody needs any more. */
  forget(now: Date): Promise<void>
}

export class Teller<Due extends { id: string; tries: number }> {
  readonly #core: Core
  readonly #outlet: Outlet<Due>
  readonly #onTried: (state: DeliveryState) => void
  readonly #outside: OutsideCaller
  readonly #rounds: Rounds
  #stop: (() => void) | null = null

  constructor(core: Core, outlet: Outlet<Due>, onTried: (state: DeliveryState) => void = () => {}) {
    this.#core = core
    this.#outlet = outlet
    this.#onTried = onTried
    this.#outside = new OutsideCaller(core.env.webhookHosts)
    this.#rounds = new Rounds(
      core.clock,
      () => this.round(),
      (error) => core.log.warn({ err: error }, outlet.later),
    )
  }

  start(): void {
    const { clock } = this.#core
    this.#rounds.start(EVERY_MS)
    this.#stop = clock.every(FORGET_EVERY_MS, () => {
      this.#outlet.forget(new Date(clock.now())).catch(() => {})
    })
  }

  async stop(): Promise<void> {
    this.#stop?.()
    await this.#rounds.stop()
    await this.#outside.close()
  }

  /** Puts on its way what happened, and sends what is due. */
  async round(): Promise<void> {
    const nowMs = this.#core.clock.now()
    const now = new Date(nowMs)
    await this.#outlet.enqueue(now)
    const leaseUntil = new Date(nowMs + LEASE_MS)
    const due = await this.#outlet.take({ now, leaseUntil, limit: this.#outlet.atOnce })
    await Promise.all(due.map((delivery) => this.#deliver(delivery)))
  }

  async #deliver(delivery: Due): Promise<void> {
    const tried = await this.#outlet.send(delivery, this.#outside)
    if (tried === 'nobody') return
    const { fault } = tried
    const waitS = fault === null ? undefined : this.#outlet.waitsS[delivery.tries - 1]
    const state = fault === null ? 'sent' : waitS === undefined ? 'failed' : 'waiting'
    this.#onTried(state)
    const now = this.#core.clock.now()
    await settleDelivery(this.#core.database.sql, this.#outlet.table, {
      id: delivery.id,
      state,
      at: new Date(now),
      nextAt: new Date(now + (waitS ?? 0) * SECOND_MS),
      fault,
    })
  }
}
