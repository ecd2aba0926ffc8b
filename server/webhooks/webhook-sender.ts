/** Tells webhooks what happened to alerts, also for a day after. */

import { DAY_MS } from '#domain/instant'
import type { DeliveryState } from '../../db/stores/delivery-store'
import { type DueDelivery, dropDeliveries, enqueueDeliveries, takeDeliveries } from '../../db/stores/webhook-store'
import type { Core } from '../core'
import type { OutsideCaller } from '../outside/call-out'
import { Teller, type Tried } from '../outside/teller'
import { describeAlert } from './describe-alert'
import { type WebhookForm, webhookFault, webhookRequest } from './webhook-forms'
import { openTarget } from './webhook-target'

/** What happened while all servers were down for longer is told by nobody. */
const TOLD_FOR_MS = DAY_MS
const KEPT_MS = 30 * DAY_MS

export const webhookSender = (core: Core, onTried?: (state: DeliveryState) => void): Teller<DueDelivery> => {
  const { sql } = core.database
  return new Teller<DueDelivery>(
    core,
    {
      table: 'webhook_deliveries',
      later: 'webhooks are sent a little later',
      atOnce: 10,
      // Then a person may send it again.
      waitsS: [5, 30, 120, 600, 1_800, 7_200, 21_600],
      enqueue: (now) => enqueueDeliveries(sql, { since: new Date(now.getTime() - TOLD_FOR_MS), now }),
      take: (taking) => takeDeliveries(sql, taking),
      send: (due, outside) => send(core, due, outside),
      forget: (now) => dropDeliveries(sql, new Date(now.getTime() - KEPT_MS)),
    },
    onTried,
  )
}

const send = async (core: Core, delivery: DueDelivery, outside: OutsideCaller): Promise<Tried> => {
  const { keys, clock } = core
  const target = openTarget(keys, delivery.webhookId, delivery.sealed)
  if (target === null) return { fault: 'the address can not be opened: the key is another' }
  const message = await describeAlert(core, delivery)
  if (message === null) return { fault: null }
  // The store holds only forms of ours.
  const form = delivery.form as WebhookForm
  const answer = await outside.call(webhookRequest(form, target, message, clock.now()))
  return { fault: 'fault' in answer ? answer.fault : webhookFault(form, answer.status, answer.body) }
}
