import * as z from 'zod'
import type { Core } from '../../core'
import { done } from '../../outcome'
import { changeRetention, readRetention } from '../../persons/change-retention'
import { asPerson } from '../as-person'
import { EVERYBODY, type Route, route, WEIGHTY } from '../route'

const Days = z.object({ persons: z.number(), plates: z.number(), health: z.number(), searches: z.number() })

export const retentionRoutes = (core: Core): Route[] => [
  route({
    method: 'GET',
    path: '/retention',
    summary: 'For how many days each kind of personal data is kept',
    access: { roles: EVERYBODY },
    answers: [{ status: 200, schema: Days, description: 'Days from the passage; of searches from the search' }],
    handle: async ({ actor }) => done({ json: await readRetention(core, asPerson(actor)) }),
  }),
  route({
    method: 'PUT',
    path: '/retention',
    summary: 'Sets for how many days each kind of personal data is kept',
    access: WEIGHTY,
    body: Days,
    answers: [{ status: 200, schema: Days, description: 'As they are now; what is over is purged within minutes' }],
    handle: async ({ actor, body }) => {
      const changed = await changeRetention(core, asPerson(actor), body)
      return changed.ok ? done({ json: changed.value }) : changed
    },
  }),
]
