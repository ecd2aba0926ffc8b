import * as z from 'zod'
import { Id } from '#protocol/entry'
import { IndicatorDay, IndicatorEntries, NewIndicators } from '#protocol/indicator'
import type { Core } from '../../core'
import { done, refuse } from '../../outcome'
import { addIndicators, enterIndicators, withdrawIndicator } from '../../reports/enter-indicators'
import { readIndicators } from '../../reports/read-indicators'
import { asPerson } from '../as-person'
import { type Access, type Route, route } from '../route'
import { Day } from './daily-reports'

const access = { roles: ['admin', 'command', 'reporter'] } satisfies Access
const day = { status: 200, schema: IndicatorDay, description: 'The day with its sums checked' }

export const indicatorRoutes = (core: Core): Route[] => [
  route({
    method: 'GET',
    path: '/reports/indicators',
    summary: 'What was entered by hand for a day, and the sums that do not agree',
    access: { roles: ['admin', 'command', 'health', 'supervisor', 'reporter'] },
    query: z.object({ date: Day }),
    answers: [day],
    handle: async ({ actor, query }) => {
      const shown = await readIndicators(core, asPerson(actor), query.date)
      return shown.ok ? done({ json: shown.value }) : shown
    },
  }),
  route({
    method: 'PUT',
    path: '/reports/indicators',
    summary: 'Enters values of a day by hand',
    access,
    body: IndicatorEntries,
    answers: [day],
    handle: async ({ actor, body }) => {
      const entered = await enterIndicators(core, asPerson(actor), body)
      return entered.ok ? done({ json: entered.value }) : entered
    },
  }),
  route({
    method: 'POST',
    path: '/reports/indicators',
    summary: 'Adds indicators to the list of the whole instance',
    access,
    body: NewIndicators,
    answers: [{ status: 201, schema: z.object({ added: z.int() }), description: 'Added' }],
    handle: async ({ actor, body }) => {
      const added = await addIndicators(core, asPerson(actor), body)
      return added.ok ? done({ status: 201, json: added.value }) : added
    },
  }),
  route({
    method: 'DELETE',
    path: '/reports/indicators/:id',
    summary: 'Takes an indicator out of use; what was entered is kept',
    access,
    answers: [{ status: 204, description: 'Out of use' }],
    handle: async ({ actor, params }) => {
      const id = Id.safeParse(params.id)
      if (!id.success) return refuse('not-found', 'There is no such indicator in use.')
      const gone = await withdrawIndicator(core, asPerson(actor), id.data)
      return gone.ok ? done({}) : gone
    },
  }),
]
