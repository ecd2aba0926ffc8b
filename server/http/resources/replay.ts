import * as z from 'zod'
import { LiveCoverage } from '#protocol/live'
import { ReplayDay } from '#protocol/replay'
import type { Core } from '../../core'
import { type CoverageService, showCoverage } from '../../coverage/coverage-service'
import { done, refuse } from '../../outcome'
import { readDay } from '../../replay/read-day'
import { readThen } from '../../replay/read-then'
import { asPerson } from '../as-person'
import { type Access, type Route, route } from '../route'
import { Time } from './entry-search'

const access = { roles: ['admin', 'command', 'planner', 'supervisor'] } satisfies Access

export const replayRoutes = (core: Core, coverage: CoverageService): Route[] => [
  route({
    method: 'GET',
    path: '/replay',
    summary: 'A day as it was: states and passages of every checkpoint, closures',
    access,
    query: z.object({ date: z.string().max(20) }),
    answers: [{ status: 200, schema: ReplayDay, description: 'The whole day, to be gone through' }],
    handle: async ({ actor, query }) => {
      const day = await readDay(core, asPerson(actor), query)
      return day.ok ? done({ json: day.value }) : day
    },
  }),
  route({
    method: 'GET',
    path: '/replay/coverage',
    summary: 'Coverage of the present road network with what stood at an instant',
    access,
    query: z.object({ at: Time }),
    answers: [{ status: 200, schema: LiveCoverage, description: 'As in the live picture' }],
    handle: async ({ actor, query }) => {
      const standing = coverage.stations().checkpoints
      const then = await readThen(core, asPerson(actor), { at: query.at, standing })
      if (!then.ok) return then
      const answer = await coverage.evaluate(then.value)
      if (answer === null) return refuse('not-found', 'No road network was imported yet.')
      return done({ json: showCoverage('replay', answer) })
    },
  }),
]
