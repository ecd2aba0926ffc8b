import { fewestFleet, planDay, shareFleetByHour } from '#domain/staffing/staffing-day'
import { FleetAnswer, FleetQuery, StaffingAnswer, StaffingQuery } from '#protocol/staffing'
import { arrivalsOf } from '../../checkpoints/arrivals'
import type { Core } from '../../core'
import type { Board } from '../../live/board'
import { done } from '../../outcome'
import { asPerson } from '../as-person'
import { type Access, type Route, route } from '../route'

const access = { roles: ['admin', 'command', 'planner'] } satisfies Access

export const staffingRoutes = (core: Core, board: Board): Route[] => [
  route({
    method: 'GET',
    path: '/staffing',
    summary: 'Lanes by hour, the queue of a day and the staff that each checkpoint needs for a wait',
    access,
    query: StaffingQuery,
    answers: [
      { status: 200, schema: StaffingAnswer, description: 'By code; checkpoints that counted nothing are left out' },
    ],
    handle: async ({ actor, query }) => {
      const arrivals = await arrivalsOf(core, asPerson(actor), query.days)
      const reported = new Map([...board.seats()].map(({ checkpoint, queue }) => [checkpoint.code, queue]))
      const { wait: waitSeconds, within } = query
      const points = arrivals.map((day) => ({
        ...day,
        ...planDay(day, within === undefined ? { waitSeconds } : { waitSeconds, within }),
        arrivalsByHour: [...day.arrivalsByHour],
        reported: reported.get(day.code) ?? null,
      }))
      const staff = points.reduce((sum, point) => sum + point.staff, 0)
      return done({ json: { points, staff } satisfies StaffingAnswer })
    },
  }),
  route({
    method: 'GET',
    path: '/staffing/fleet',
    summary: 'So many lanes shared out exactly hour by hour, with who moves where and when',
    access,
    query: FleetQuery,
    answers: [{ status: 200, schema: FleetAnswer, description: 'By hour of the day' }],
    handle: async ({ actor, query }) => {
      const points = await arrivalsOf(core, asPerson(actor), query.days)
      const { hours, moves } = shareFleetByHour(points, query.lanes)
      const codes = points.map(({ code }) => code)
      return done({ json: { codes, hours, moves, fewest: fewestFleet(points) } satisfies FleetAnswer })
    },
  }),
]
