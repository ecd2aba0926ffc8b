/** Tells webhooks what happened to alerts: puts it on its way from the alerts' history, sends it, tries again. */

import { type Agent, request } from 'undici'
import { DAY_MS, MINUTE_MS, SECOND_MS } from '#domain/instant'
import {
  type DueDelivery,
  dropDeliveries,
  enqueueDeliveries,
  settleDelivery,
  takeDeliveries,
} from '../../db/stores/webhook-store'
import type { Core } from '../core'
import { describeAlert } from './describe-alert'
import { guardedAgent, RefusedAddress } from './guarded-agent'
import { retryAfterMs, type WebhookForm, webhookFault, webhookRequest } from './webhook-forms'
import { openTarget } from './webhook-target'

const EVERY_MS = 2 * SECOND_MS
/** A server that died while it was sending leaves the rest to the others after this. */
const LEASE_MS = MINUTE_MS
const AT_ONCE = 10
/** What happened while all servers were down for longer is told by nobody. */
const TOLD_FOR_MS = DAY_MS
const KEPT_MS = 30 * DAY_MS
const ANSWER_BYTES = 64 * 1024
const ANSWER_MS = 10 * SECOND_MS

export class WebhookSender {
  readonly #core: Core
  readonly #agent: Agent
  #stops: (() => void)[] = []
  #under: Promise<void> | null = null

  readonly #onTried: (result: 'sent' | 'waiting' | 'failed') => void

  constructor(core: Core, onTried: (result: 'sent' | 'waiting' | 'failed') => void = () => {}) {
    this.#core = core
    this.#onTried = onTried
    this.#agent = guardedAgent(core.env.webhookHosts)
  }

  start(): void {
    const { clock, database } = this.#core
    this.#stops = [
      clock.every(EVERY_MS, () => {
        this.#under ??= this.#safely().finally(() => {
          this.#under = null
        })
      }),
      clock.every(DAY_MS, () => {
        dropDeliveries(database.sql, new Date(clock.now() - KEPT_MS)).catch(() => {})
      }),
    ]
  }

  async stop(): Promise<void> {
    for (const stop of this.#stops) stop()
    await this.#under
    await this.#agent.close()
  }

  /** Never rejects: what fails is done the next time. */
  async #safely(): Promise<void> {
    try {
      await this.round()
    } catch (error) {
      this.#core.log.warn({ err: error }, 'webhooks are sent a little later')
    }
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
    try {
      const answer = await request(url, {
        method: 'POST',
        headers,
        body,
        dispatcher: this.#agent,
        signal: AbortSignal.timeout(ANSWER_MS),
      })
      return webhookFault(form, answer.statusCode, await firstBytes(answer.body))
    } catch (error) {
      if (error instanceof RefusedAddress) return error.message
      const code = error instanceof Error && 'code' in error ? String(error.code) : ''
      return code === '' ? 'no answer' : `no answer (${code})`
    }
  }
}

/** The beginning of an answer: nobody can make us keep more. */
const firstBytes = async (body: AsyncIterable<Buffer> & { destroy(): void }): Promise<string> => {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of body) {
    parts.push(part)
    length += part.length
    if (length > ANSWER_BYTES) {
      body.destroy()
      break
    }
  }
  return Buffer.concat(parts).toString('utf8', 0, ANSWER_BYTES)
}
