/**
 * Tells browsers of alerts while no page of ours is open there, through the push service of each browser's maker. What
 * is late is of no use, so it is tried for minutes only.
 */

import { DAY_MS, HOUR_MS, SECOND_MS } from '#domain/instant'
import type { DeliveryState } from '../../db/stores/delivery-store'
import {
  type DuePush,
  dropPushes,
  dropSubscription,
  dropSubscriptions,
  enqueuePushes,
  takePushes,
} from '../../db/stores/push-store'
import type { Core } from '../core'
import type { OutsideCaller } from '../outside/call-out'
import { Teller, type Tried } from '../outside/teller'
import { encryptPush } from './push-encryption'
import { type PushMessage, pushMessage } from './push-message'
import { openPushTarget } from './push-target'
import { vapidHeader } from './vapid'

/** What is older is no news: neither told after a pause of all servers, nor kept by a push service for longer. */
const NEWS_MS = HOUR_MS
const KEPT_MS = DAY_MS
/** The browser took the subscription back, or its maker did. */
const GONE: ReadonlySet<number> = new Set([404, 410])

export const pushSender = (core: Core, onTried?: (state: DeliveryState) => void): Teller<DuePush> => {
  const { sql } = core.database
  return new Teller<DuePush>(
    core,
    {
      table: 'push_deliveries',
      later: 'browsers are told a little later',
      atOnce: 20,
      waitsS: [5, 30, 120, 300],
      async enqueue(now) {
        await dropSubscriptions(sql, now)
        await enqueuePushes(sql, { since: new Date(now.getTime() - NEWS_MS), now })
      },
      take: (taking) => takePushes(sql, taking),
      send: (due, outside) => send(core, due, outside),
      forget: (now) => dropPushes(sql, new Date(now.getTime() - KEPT_MS)),
    },
    onTried,
  )
}

const send = async (core: Core, delivery: DuePush, outside: OutsideCaller): Promise<Tried> => {
  const { keys, env, clock, database } = core
  const identity = keys.push
  const target = openPushTarget(keys, delivery.subscriptionId, delivery.sealed)
  if (identity === null || target === null) return { fault: 'the address can not be opened: the key is another' }
  const message = await pushMessage(core, delivery)
  // Nothing is left to be told.
  if (message === null) return { fault: null }
  const { endpoint } = target
  const answer = await outside.call({
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
  if ('fault' in answer) return answer
  if (GONE.has(answer.status)) {
    await dropSubscription(database.sql, delivery.subscriptionId)
    return 'nobody'
  }
  return { fault: answer.status >= 200 && answer.status <= 299 ? null : `HTTP ${answer.status}` }
}

/** What a push service has not handed out yet, it replaces by the next of the same alert; at most 32 characters. */
const topicOf = ({ tag }: PushMessage): string => tag.replaceAll('-', '').slice(0, 32)
