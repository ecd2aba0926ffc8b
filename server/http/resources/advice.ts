import type * as z from 'zod'
import { reasonFor } from '#domain/planning/reason'
import type { SuggestedPoint } from '#domain/planning/suggest'
import * as answers from '#protocol/advice'
import { AdviceBody, BypassBody, CompareBody, ExportBody, PlanBody, SealBody } from '#protocol/plan'
import { inScope } from '../../../db/access/in-scope'
import { ringBoundaries } from '../../../db/stores/jurisdiction-store'
import type { Core } from '../../core'
import type { CoverageService } from '../../coverage/coverage-service'
import { EXPORT_TYPES } from '../../exports/write-coverage'
import { done, type Outcome } from '../../outcome'
import type { PersonActor } from '../../people/actor'
import { dailyTraffic } from '../../planning/daily-traffic'
import type { Asked, PlanAnswers } from '../../planning/plan-messages'
import type { PlanService } from '../../planning/plan-service'
import { asPerson } from '../as-person'
import { type Access, type Route, route } from '../route'

/** Advice is about the whole network, as the map is: a plan that guards one town only moves the way in to its neighbour. */
const access = { roles: ['admin', 'command', 'planner'] } satisfies Access

/** A question to the planning thread, and how what it found is shown. */
const question = <Body extends z.ZodType, Shown extends z.ZodType, Found>({
  path,
  summary,
  body,
  answer: [schema, description],
  ask,
  show,
}: {
  path: string
  summary: string
  body: Body
  answer: [schema: Shown, description: string]
  ask(body: z.infer<Body>, person: PersonActor): Promise<Outcome<Found>>
  show(found: Found): z.infer<Shown>
}): Route =>
  route({
    method: 'POST',
    path: `/coverage/${path}`,
    summary,
    access,
    body,
    answers: [{ status: 200, schema, description }],
    handle: async ({ actor, body: asked }) => {
      const found = await ask(asked, asPerson(actor))
      return found.ok ? done({ json: show(found.value) }) : found
    },
  })

export const adviceRoutes = (core: Core, coverage: CoverageService, plans: PlanService): Route[] => [
  question({
    path: 'seal',
    summary: 'The fewest points that close all places, those named or those in an area, with reasons and the proof',
    body: SealBody,
    answer: [answers.SealAnswer, 'Most people, or most traffic, first'],
    ask: async (body, person) =>
      plans.ask({ kind: 'seal', plan: body.plan, asked: askedOf(body), counts: await countsFor(core, person, body) }),
    show: ({ segments: _, points, ...seal }) => {
      const staff = points.reduce((sum, point) => sum + point.staff, 0)
      return { ...seal, points: points.map(withReason), staff }
    },
  }),
  question({
    path: 'frontier',
    summary: 'How few people stay exposed for each number of points, with the points chosen',
    body: SealBody,
    answer: [answers.FrontierAnswer, 'By number of points'],
    ask: async (body, person) =>
      plans.ask({
        kind: 'frontier',
        plan: body.plan,
        asked: askedOf(body),
        counts: await countsFor(core, person, body),
      }),
    show: ({ candidates, steps, complete }) => ({ candidates: candidates.map(withReason), steps, complete }),
  }),
  question({
    path: 'closures-instead',
    summary: 'Which points of the seal could be closures: who would drive how much farther, and what may not be closed',
    body: AdviceBody,
    answer: [answers.ClosuresAnswer, 'The least detour first'],
    ask: (body) => plans.ask({ kind: 'closures', plan: body.plan, asked: askedOf(body) }),
    show: (closures) => ({ closures }),
  }),
  question({
    path: 'traffic',
    summary: 'Vehicles a day on every road, estimated from what entries count at the checkpoints',
    body: PlanBody,
    answer: [answers.TrafficAnswer, 'By segment and crossing'],
    ask: async ({ plan }, person) => plans.ask({ kind: 'traffic', plan, counts: await dailyTraffic(core, person) }),
    show: ({ network, flows: { fitted, crossings, segments } }) => ({
      network,
      estimate: true as const,
      fitted,
      crossings,
      segments: Array.from(segments, Math.round),
    }),
  }),
  question({
    path: 'spare',
    summary: 'Existing checkpoints that could be given up without exposing anything',
    body: PlanBody,
    answer: [answers.SpareAnswer, 'Each alone, and as many as can go together'],
    ask: ({ plan }) => plans.ask({ kind: 'spare', plan }),
    show: (spare) => spare,
  }),
  question({
    path: 'losses',
    summary: 'Working checkpoints ranked by the people that their loss would expose',
    body: PlanBody,
    answer: [answers.LossesAnswer, 'Most people first'],
    ask: ({ plan }) => plans.ask({ kind: 'losses', plan }),
    show: (losses) => ({ losses }),
  }),
  question({
    path: 'access',
    summary: 'Minutes by ambulance and for supplies to every place, and the ways into each village',
    body: PlanBody,
    answer: [answers.AccessAnswer, 'In the order of the places'],
    ask: ({ plan }) => plans.ask({ kind: 'access', plan }),
    show: (places) => ({ places }),
  }),
  question({
    path: 'rings',
    summary: 'The ways into the towns and villages whose boundaries are known, and which to keep',
    body: PlanBody,
    answer: [answers.RingsAnswer, 'By code'],
    ask: async ({ plan }, person) =>
      plans.ask({ kind: 'rings', plan, rings: await inScope(core.database, person, ringBoundaries) }),
    show: (rings) => ({ rings }),
  }),
  question({
    path: 'bypass',
    summary: 'The way to a place past every working checkpoint, road by road',
    body: BypassBody,
    answer: [answers.BypassAnswer, 'Null: no way leads there'],
    ask: ({ plan, place }) => plans.ask({ kind: 'bypass', plan, place }),
    show: (bypass) => ({ bypass }),
  }),
  question({
    path: 'compare',
    summary: 'Two plans side by side in one numbering, with what differs',
    body: CompareBody,
    answer: [answers.ComparisonAnswer, 'In the numbering of `network`'],
    ask: ({ plans: two }) => plans.ask({ kind: 'compare', plans: two }),
    show: ({ roads, plans: [one, other], crossings, places }): answers.ComparisonAnswer => {
      coverage.keepRoads({ roads })
      return { network: roads.id, plans: [showPlan(one), showPlan(other)], crossings, places }
    },
  }),
  route({
    method: 'POST',
    path: '/coverage/export',
    summary: 'A plan as a file: GeoJSON with all roads, Excel with all tables, or one table as CSV',
    access,
    body: ExportBody,
    answers: [{ status: 200, description: 'The file' }],
    handle: async ({ body: { plan, format, language, table } }) => {
      const written = await plans.ask({ kind: 'export', plan, format, language, table })
      if (!written.ok) return written
      const name = format === 'csv' ? `coverage-${table}.csv` : `coverage.${format}`
      const headers = { 'Content-Disposition': `attachment; filename="${name}"` }
      return done({ bytes: written.value, contentType: EXPORT_TYPES[format], headers })
    },
  }),
]

/** What passes a day, where the most traffic comes first. */
const countsFor = (core: Core, person: PersonActor, { by }: z.infer<typeof SealBody>) =>
  by === 'traffic' ? dailyTraffic(core, person) : null

const showPlan = ({ live, summary }: PlanAnswers['compare']['plans'][number]) => ({
  crossings: live.crossings,
  segments: live.segments,
  summary,
})

const withReason = (point: SuggestedPoint) => ({ ...point, reason: reasonFor(point) })

/** Rings that are drawn are closed by their first corner. */
const askedOf = ({ places, area }: z.infer<typeof AdviceBody>): Asked => ({
  places: places ?? null,
  area: area ? [area.coordinates.map((ring) => (isClosed(ring) ? ring : [...ring, ...ring.slice(0, 1)]))] : null,
})

const isClosed = (ring: readonly (readonly [number, number])[]) => {
  const [first, last] = [ring[0], ring[ring.length - 1]]
  return first?.[0] === last?.[0] && first?.[1] === last?.[1]
}
