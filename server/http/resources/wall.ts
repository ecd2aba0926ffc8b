import * as z from 'zod'
import type { Core } from '../../core'
import type { LiveState } from '../../live/live-state'
import { done } from '../../outcome'
import { openingCookies } from '../../people/sessions/cookies'
import { keepWall } from '../../wall/keep-wall'
import { readWall } from '../../wall/read-wall'
import { asPerson } from '../as-person'
import { type Access, type Route, route } from '../route'

const access = { roles: ['admin', 'command'] } satisfies Access

const Wall = z.object({
  hours: z.array(z.object({ hour: z.iso.datetime(), vehiclesIn: z.int() })),
  subjects: z.record(z.string(), z.object({ plate: z.string().nullable(), celsius: z.number().nullable() })),
})

export const wallRoutes = (core: Core, live: LiveState): Route[] => [
  route({
    method: 'GET',
    path: '/wall',
    summary: 'What a wall display shows beside the live picture, plates masked',
    access: { ...access, wall: true },
    answers: [{ status: 200, schema: Wall, description: 'Vehicles by hour of today; plate and reading by alert' }],
    handle: async ({ actor }) => {
      const person = asPerson(actor)
      const wall = await readWall(core, person, live.alerts.list(person.scope))
      return wall.ok ? done({ json: wall.value }) : wall
    },
  }),
  route({
    method: 'POST',
    path: '/session/wall',
    summary: 'Makes this browser a wall display: signed in for weeks, for the live picture alone',
    access: { ...access, again: true },
    answers: [
      { status: 204, description: 'It is one; the old session ended' },
      { status: 400, description: 'A program is no browser' },
    ],
    handle: async ({ actor, address, request, secure }) => {
      const agent = request.headers['user-agent'] ?? null
      const kept = await keepWall(core, asPerson(actor), { address, agent })
      if (!kept.ok) return kept
      return done({ headers: { 'Set-Cookie': openingCookies(kept.value.token, secure, true) } })
    },
  }),
]
