/**
 * Tells browsers of alerts while no page of ours is open there, through the push service of each browser's maker. It is
 * put on its way from the alerts' history as with webhooks; what is late is of no use, so it is tried for minutes only.
 */

import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '#domain/instant'
import {
  type DuePush,
  dropPushes,
  dropSubscription,
  dropSubscriptions,
  enqueuePushes,
  settlePush,
  takePushes,
} from '../../db/stores/push-store'
import type { Core } from '../core'
import { Rounds } from '../rounds'
import { OutsideCaller } from '../webhooks/call-out'
import { encryptPush } from './push-encryption'
import { type PushMessage, pushMessage } from './push-message'
import { openPushTarget } from './push-target'
import { vapidHeader } from './vapid'

const EVERY_MS = 2 * SECOND_MS
/** A server that died while it was sending leaves the rest to the others after this. */
const LEASE_MS = MINUTE_MS
const AT_ONCE = 20
/** After each failure so long until the next try; then it has failed. */
const WAITS_S = [5, 30, 120, 300]
/** What is older is no news: neither told after a pause of all servers, nor kept by a push service for longer. */
const NEWS_MS = HOUR_MS
/** The browser took the subscription back, or its maker did. */
const GONE: ReadonlySet<number> = new Set([404, 410])

type Result = 'sent' | 'waiting' | 'failed'

export class PushSender {
  readonly #core: Core
  readonly #outside: OutsideCaller
  readonly #onTried: (result: Result) => void
  readonly #rounds: Rounds
  #stop: (() => void) | null = null

  constructor(core: Core, onTried: (result: Result) => void = () => {}) {
    this.#core = core
    this.#onTried = onTried
    this.#outside = new OutsideCaller(core.env.webhookHosts)
    this.#rounds = new Rounds(
      core.clock,
      () => this.round(),
      (error) => core.log.warn({ err: error }, 'browsers are told a little later'),
    )
  }

  start(): void {
    const { clock, database } = this.#core
    this.#rounds.start(EVERY_MS)
    this.#stop = clock.every(HOUR_MS, () => {
      dropPushes(database.sql, new Date(clock.now() - DAY_MS)).catch(() => {})
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
    await dropSubscriptions(database.sql, new Date(now))
    await enqueuePushes(database.sql, { since: new Date(now - NEWS_MS), now: new Date(now) })
    const due = await takePushes(database.sql, {
      now: new Date(now),
      leaseUntil: new Date(now + LEASE_MS),
      limit: AT_ONCE,
    })
    await Promise.all(due.map((delivery) => this.#deliver(delivery)))
  }

  async #deliver(delivery: DuePush): Promise<void> {
    const { database, clock } = this.#core
    const fault = await this.#send(delivery)
    if (fault === 'gone') return dropSubscription(database.sql, delivery.subscriptionId)
    const now = clock.now()
    const waitS = fault === null ? 0 : (WAITS_S[delivery.tries - 1] ?? null)
    const state = fault === null ? 'sent' : waitS === null ? 'failed' : 'waiting'
    this.#onTried(state)
    await settlePush(database.sql, {
      id: delivery.id,
      state,
      at: new Date(now),
      nextAt: new Date(now + (waitS ?? 0) * SECOND_MS),
      fault,
    })
  }

  /** Why it failed, in words that hold neither address nor key; null where it arrived, or there was nothing to tell. */
  async #send(delivery: DuePush): Promise<string | null> {
    const { keys, env, clock } = this.#core
    const identity = keys.push
    const target = openPushTarget(keys, delivery.subscriptionId, delivery.sealed)
    if (identity === null || target === null) return 'the address can not be opened: the key is another'
    const message = await pushMessage(this.#core, delivery)
    if (message === null) return null
    const { endpoint } = target
    const answer = await this.#outside.call({
      url: endpoint,
      headers: {
        authorization: vapidHeader(identity, { endpoint, contact: env.pushContact, nowMs: clock.now() }),
        'content-encoding': 'aes128gcm',
        'content-type': 'application/octet-stream',
        ttl: String(NEWS_MS / SECOND_MS),
        urgency: message.urgent ? 'high' : 'normal',
        topic: topicOf(message),
      },
      body: encryptPush(target, JSON.stringify(message)),
    })
    if ('fault' in answer) return answer.fault
    if (GONE.has(answer.status)) return 'gone'
    return answer.status >= 200 && answer.status <= 299 ? null : `HTTP ${answer.status}`
  }
}

/** What a push service has not handed out yet, it replaces by the next of the same alert; at most 32 characters. */
const topicOf = ({ tag }: PushMessage): string => tag.replaceAll('-', '').slice(0, 32)
