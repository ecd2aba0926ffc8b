import * as z from 'zod'
import { ITEM_KINDS } from '#domain/checkpoints/item'
import { LIMITS } from '#domain/entries/entry'
import { Duty } from '#protocol/duty'
import { Item } from '#protocol/item'
import { EntriesAnswer } from '#protocol/results'
import type { Core } from '../../core'
import { entrySource } from '../../devices/device-directory'
import { gateSource } from '../../entries/gate-source'
import type { ItemDesk } from '../../items/item-desk'
import { listItems } from '../../items/list-items'
import { dutyAt } from '../../items/show-duty'
import type { Board } from '../../live/board'
import { done, refuse } from '../../outcome'
import { asPerson } from '../as-person'
import { QueryTime } from '../query-time'
import { BUT_REPORTERS, type Route, route } from '../route'
import { hearGate, refuseList, showAnswer } from './entries'

/** `none` where a query has no such key. */
const optional = <T extends z.ZodType>(schema: T) => schema.optional().transform((value) => value ?? null)

const Query = z.object({
  checkpoint: optional(z.string().max(40)),
  kind: optional(z.enum(ITEM_KINDS)),
  from: QueryTime,
  to: QueryTime,
  cursor: optional(z.string().max(200)),
})

export const itemRoutes = (core: Core, items: ItemDesk, board: Board): Route[] => [
  route({
    method: 'POST',
    path: '/items',
    summary: 'Stores what a crew makes beside entries: shifts, handovers, reports, logs, stock, queues',
    access: { roles: [], devices: true, gates: true },
    body: z.object({ items: z.unknown() }),
    documentedBody: z.object({ items: z.array(Item).min(1).max(LIMITS.entriesPerMessage) }),
    answers: [
      { status: 200, schema: EntriesAnswer, description: 'A verdict for each item, in order' },
      { status: 503, description: 'Busy: nothing of it is promised; send it again after Retry-After' },
    ],
    handle: async ({ actor, body: { items: list } }) => {
      const faulty = refuseList('items', list)
      if (faulty !== null) return faulty
      if (actor.kind === 'person') return refuse('forbidden', 'Only devices and gates post items.')
      const source = actor.kind === 'device' ? entrySource(actor.device) : gateSource(core.checkpoints, actor)
      // `refuseList` found a list.
      const made = list as unknown[]
      if (actor.kind === 'gate') hearGate(core, board, actor.keyId, actor.scope, made)
      return showAnswer(await items.submit(source, made))
    },
  }),
  route({
    method: 'GET',
    path: '/items',
    summary: 'Items, newest first, 200 a page',
    access: { roles: ['admin', 'command', 'supervisor', 'staff'] },
    query: Query,
    handle: async ({ actor, query }) => {
      const page = await listItems(core, asPerson(actor), query)
      return page.ok ? done({ json: page.value }) : page
    },
  }),
  route({
    method: 'GET',
    path: '/checkpoints/:code/duty',
    summary: 'Who is on duty at a checkpoint, its stock, queue, logs and last report',
    access: { roles: BUT_REPORTERS },
    answers: [{ status: 200, schema: Duty, description: 'As its items say' }],
    handle: async ({ actor, params }) => {
      const duty = await dutyAt(core, asPerson(actor), params.code ?? '')
      return duty === null
        ? refuse('not-found', 'There is no such checkpoint within your jurisdiction.')
        : done({ json: duty })
    },
  }),
]
