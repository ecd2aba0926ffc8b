/** Tells webhooks what happened to alerts: puts it on its way from the alerts' history, sends it, tries again. */

import { DAY_MS, MINUTE_MS, SECOND_MS } from '#domain/instant'
import {
  type DueDelivery,
  dropDeliveries,
  enqueueDeliveries,
  settleDelivery,
  takeDeliveries,
} from '../../db/stores/webhook-store'
import type { Core } from '../core'
import { Rounds } from '../rounds'
import { OutsideCaller } from './call-out'
import { describeAlert } from './describe-alert'
import { retryAfterMs, type WebhookForm, webhookFault, webhookRequest } from './webhook-forms'
import { openTarget } from './webhook-target'

const EVERY_MS = 2 * SECOND_MS
/** A server that died while it was sending leaves the rest to the others after this. */
const LEASE_MS = MINUTE_MS
const AT_ONCE = 10
/** What happened while all servers were down for longer is told by nobody. */
const TOLD_FOR_MS = DAY_MS
const KEPT_MS = 30 * DAY_MS

export class WebhookSender {
  readonly #core: Core
  readonly #outside: OutsideCaller
  readonly #rounds: Rounds
  #stop: (() => void) | null = null

  readonly #onTried: (result: 'sent' | 'waiting' | 'failed') => void

  constructor(core: Core, onTried: (result: 'sent' | 'waiting' | 'failed') => void = () => {}) {
    this.#core = core
    this.#onTried = onTried
    this.#outside = new OutsideCaller(core.env.webhookHosts)
    this.#rounds = new Rounds(
      core.clock,
      () => this.round(),
      (error) => core.log.warn({ err: error }, 'webhooks are sent a little later'),
    )
  }

  start(): void {
    const { clock, database } = this.#core
    this.#rounds.start(EVERY_MS)
    this.#stop = clock.every(DAY_MS, () => {
      dropDeliveries(database.sql, new Date(clock.now() - KEPT_MS)).catch(() => {})
    })
  }

  async stop(): Promise<void> {
    this.#stop?.()
    await this.#rounds.stop()
    await this.#outside.close()
  }

  /** Puts on its way what happened, and sends what is due. */
  async round(): Promise<void> {
    const { database, clock } = this.#core
    const now = clock.now()
    await enqueueDeliveries(database.sql, { since: new Date(now - TOLD_FOR_MS), now: new Date(now) })
    const due = await takeDeliveries(database.sql, {
      now: new Date(now),
      leaseUntil: new Date(now + LEASE_MS),
      limit: AT_ONCE,
    })
    await Promise.all(due.map((delivery) => this.#deliver(delivery)))
  }

  async #deliver(delivery: DueDelivery): Promise<void> {
    const { database, clock } = this.#core
    const fault = await this.#send(delivery)
    const now = clock.now()
    const waitMs = fault === null ? 0 : retryAfterMs(delivery.tries)
    const state = fault === null ? 'sent' : waitMs === null ? 'failed' : 'waiting'
    this.#onTried(state)
    await settleDelivery(database.sql, {
      id: delivery.id,
      state,
      at: new Date(now),
      nextAt: new Date(now + (waitMs ?? 0)),
      fault,
    })
  }

  /** Why it failed, in words that hold neither address nor secret; null where it arrived. */
  async #send(delivery: DueDelivery): Promise<string | null> {
    const { keys, clock } = this.#core
    const target = openTarget(keys, delivery.webhookId, delivery.sealed)
    if (target === null) return 'the address can not be opened: the key is another'
    const message = await describeAlert(this.#core, delivery)
    if (message === null) return null
    // The store holds only forms of ours.
    const form = delivery.form as WebhookForm
    const { url, headers, body } = webhookRequest(form, target, message, clock.now())
    const answer = await this.#outside.call({ url, headers, body })
    return 'fault' in answer ? answer.fault : webhookFault(form, answer.status, answer.body)
  }
}
