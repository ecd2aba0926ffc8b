import * as z from 'zod'
import { CheckpointPanel } from '#protocol/checkpoint-panel'
import { readPanel } from '../../checkpoints/read-panel'
import type { Core } from '../../core'
import { COUNT_KEYS, type CountKey, listCounts } from '../../counts/list-counts'
import type { Board } from '../../live/board'
import { type Seat, showSeat } from '../../live/seat'
import { done, refuse } from '../../outcome'
import { asPerson } from '../as-person'
import { QueryTime } from '../query-time'
import { EVERYBODY, type Route, route } from '../route'

const isCountKey = (key: string): key is CountKey => (COUNT_KEYS as readonly string[]).includes(key)

const CountsQuery = z.object({
  from: QueryTime,
  to: QueryTime,
  by: z
    .string()
    .default('')
    .transform((value) => value.split(',').filter((key) => key !== ''))
    .refine((keys) => keys.every(isCountKey), `must be of ${COUNT_KEYS.join(', ')}`),
  checkpoint: z
    .string()
    .max(40)
    .nullish()
    .transform((value) => value ?? null),
})

export const checkpointRoutes = (core: Core, board: Board): Route[] => [
  route({
    method: 'GET',
    path: '/checkpoints',
    summary: 'Checkpoints with state and counts',
    access: { roles: EVERYBODY },
    handle: async ({ actor }) => {
      const { scope } = asPerson(actor)
      const seats = [...board.seats()].filter(({ checkpoint }) => checkpoint.path.startsWith(scope))
      seats.sort((a, b) => (a.checkpoint.code < b.checkpoint.code ? -1 : 1))
      return done({ json: { checkpoints: seats.map((seat) => show(seat, core.clock.now())) } })
    },
  }),
  route({
    method: 'GET',
    path: '/checkpoints/:code',
    summary: 'One checkpoint',
    access: { roles: EVERYBODY },
    handle: async ({ actor, params }) => {
      const { scope } = asPerson(actor)
      for (const seat of board.seats()) {
        const { code, path } = seat.checkpoint
        if (code === params.code && path.startsWith(scope)) return done({ json: show(seat, core.clock.now()) })
      }
      return refuse('not-found', 'There is no such checkpoint within your jurisdiction.')
    },
  }),
  route({
    method: 'GET',
    path: '/checkpoints/:code/panel',
    summary: 'What of a checkpoint is not in the live picture: people, tablets, supplies, lanes, whom to call',
    access: { roles: ['admin', 'command', 'supervisor'] },
    answers: [{ status: 200, schema: CheckpointPanel, description: 'As of now' }],
    handle: async ({ actor, params }) => {
      const code = params.code ?? ''
      let lastHour = 0
      for (const seat of board.seats()) {
        if (seat.checkpoint.code !== code) continue
        const { hour } = showSeat(seat, core.clock.now(), null)
        lastHour = (hour?.vehiclesIn ?? 0) + (hour?.vehiclesOut ?? 0)
      }
      const panel = await readPanel(core, asPerson(actor), { code, lastHour })
      return panel.ok ? done({ json: panel.value }) : panel
    },
  }),
  route({
    method: 'GET',
    path: '/counts',
    summary: 'Sums from the counters, by checkpoint, hour, day, direction',
    access: { roles: EVERYBODY },
    query: CountsQuery,
    handle: async ({ actor, query }) => {
      const counts = await listCounts(core, asPerson(actor), { ...query, by: query.by.filter(isCountKey) })
      return counts.ok ? done({ json: counts.value }) : counts
    },
  }),
]

const show = (seat: Seat, nowMs: number) => {
  const { kind, ring, setState, unstaffed, road, jurisdiction } = seat.checkpoint
  return { ...showSeat(seat, nowMs, null), kind, ring, setState, unstaffed, road, jurisdiction }
}
