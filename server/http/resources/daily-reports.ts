import * as z from 'zod'
import type { Core } from '../../core'
import { done } from '../../outcome'
import { readDailyBoard } from '../../reports/read-daily-board'
import { type Route, route } from '../route'
import { asPerson } from './checkpoints'

const Query = z.object({
  date: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a day, YYYY-MM-DD')
    .optional()
    .transform((value) => value ?? null),
})

export const dailyReportRoutes = (core: Core): Route[] => [
  route({
    method: 'GET',
    path: '/reports/daily',
    summary: 'Which checkpoints have closed the periods of a day, which sent zero, which are missing',
    access: { roles: ['admin', 'command', 'supervisor'] },
    query: Query,
    handle: async ({ actor, query }) => {
      const board = await readDailyBoard(core, asPerson(actor), query.date)
      return board.ok ? done({ json: board.value }) : board
    },
  }),
]
