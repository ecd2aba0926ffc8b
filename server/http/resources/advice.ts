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
import { done } from '../../outcome'
import { dailyTraffic } from '../../planning/daily-traffic'
import type { Asked } from '../../planning/plan-messages'
import type { PlanService } from '../../planning/plan-service'
import { asPerson } from '../as-person'
import { type Access, type Route, route } from '../route'

/** Advice is about the whole network, as the map is: a plan that guards one town only moves the way in to its neighbour. */
const access = { roles: ['admin', 'command', 'planner'] } satisfies Access

export const adviceRoutes = (core: Core, coverage: CoverageService, plans: PlanService): Route[] => [
  route({
    method: 'POST',
    path: '/coverage/seal',
    summary: 'The fewest points that close all places, those named or those in an area, with reasons and the proof',
    access,
    body: SealBody,
    answers: [{ status: 200, schema: answers.SealAnswer, description: 'Most people, or most traffic, first' }],
    handle: async ({ actor, body }) => {
      const counts = body.by === 'traffic' ? await dailyTraffic(core, asPerson(actor)) : null
      const sealed = await plans.ask({ kind: 'seal', plan: body.plan, asked: askedOf(body), counts })
      if (!sealed.ok) return sealed
      const { segments: _, points, ...seal } = sealed.value
      const staff = points.reduce((sum, point) => sum + point.staff, 0)
      return done({ json: { ...seal, points: points.map(withReason), staff } satisfies answers.SealAnswer })
    },
  }),
  route({
    method: 'POST',
    path: '/coverage/frontier',
    summary: 'How few people stay exposed for each number of points, with the points chosen',
    access,
    body: SealBody,
    answers: [{ status: 200, schema: answers.FrontierAnswer, description: 'By number of points' }],
    handle: async ({ actor, body }) => {
      const counts = body.by === 'traffic' ? await dailyTraffic(core, asPerson(actor)) : null
      const found = await plans.ask({ kind: 'frontier', plan: body.plan, asked: askedOf(body), counts })
      if (!found.ok) return found
      const { candidates, steps, complete } = found.value
      const json = { candidates: candidates.map(withReason), steps, complete } satisfies answers.FrontierAnswer
      return done({ json })
    },
  }),
  route({
    method: 'POST',
    path: '/coverage/closures-instead',
    summary: 'Which points of the seal could be closures: who would drive how much farther, and what may not be closed',
    access,
    body: AdviceBody,
    answers: [{ status: 200, schema: answers.ClosuresAnswer, description: 'The least detour first' }],
    handle: async ({ body }) => {
      const found = await plans.ask({ kind: 'closures', plan: body.plan, asked: askedOf(body) })
      return found.ok ? done({ json: { closures: found.value } satisfies answers.ClosuresAnswer }) : found
    },
  }),
  route({
    method: 'POST',
    path: '/coverage/traffic',
    summary: 'Vehicles a day on every road, estimated from what entries count at the checkpoints',
    access,
    body: PlanBody,
    answers: [{ status: 200, schema: answers.TrafficAnswer, description: 'By segment and crossing' }],
    handle: async ({ actor, body }) => {
      const counts = await dailyTraffic(core, asPerson(actor))
      const found = await plans.ask({ kind: 'traffic', plan: body.plan, counts })
      if (!found.ok) return found
      const { network, flows } = found.value
      const { fitted, crossings } = flows
      const segments = Array.from(flows.segments, Math.round)
      return done({ json: { network, estimate: true, fitted, crossings, segments } satisfies answers.TrafficAnswer })
    },
  }),
  route({
    method: 'POST',
    path: '/coverage/spare',
    summary: 'Existing checkpoints that could be given up without exposing anything',
    access,
    body: PlanBody,
    answers: [{ status: 200, schema: answers.SpareAnswer, description: 'Each alone, and as many as can go together' }],
    handle: async ({ body }) => {
      const found = await plans.ask({ kind: 'spare', plan: body.plan })
      return found.ok ? done({ json: found.value satisfies answers.SpareAnswer }) : found
    },
  }),
  route({
    method: 'POST',
    path: '/coverage/losses',
    summary: 'Working checkpoints ranked by the people that their loss would expose',
    access,
    body: PlanBody,
    answers: [{ status: 200, schema: answers.LossesAnswer, description: 'Most people first' }],
    handle: async ({ body }) => {
      const found = await plans.ask({ kind: 'losses', plan: body.plan })
      return found.ok ? done({ json: { losses: found.value } satisfies answers.LossesAnswer }) : found
    },
  }),
  route({
    method: 'POST',
    path: '/coverage/access',
    summary: 'Minutes by ambulance and for supplies to every place, and the ways into each village',
    access,
    body: PlanBody,
    answers: [{ status: 200, schema: answers.AccessAnswer, description: 'In the order of the places' }],
    handle: async ({ body }) => {
      const found = await plans.ask({ kind: 'access', plan: body.plan })
      return found.ok ? done({ json: { places: found.value } satisfies answers.AccessAnswer }) : found
    },
  }),
  route({
    method: 'POST',
    path: '/coverage/rings',
    summary: 'The ways into the towns and villages whose boundaries are known, and which to keep',
    access,
    body: PlanBody,
    answers: [{ status: 200, schema: answers.RingsAnswer, description: 'By code' }],
    handle: async ({ actor, body }) => {
      const rings = await inScope(core.database, asPerson(actor), ringBoundaries)
      const found = await plans.ask({ kind: 'rings', plan: body.plan, rings })
      return found.ok ? done({ json: { rings: found.value } satisfies answers.RingsAnswer }) : found
    },
  }),
  route({
    method: 'POST',
    path: '/coverage/bypass',
    summary: 'The way to a place past every working checkpoint, road by road',
    access,
    body: BypassBody,
    answers: [{ status: 200, schema: answers.BypassAnswer, description: 'Null: no way leads there' }],
    handle: async ({ body }) => {
      const found = await plans.ask({ kind: 'bypass', plan: body.plan, place: body.place })
      return found.ok ? done({ json: { bypass: found.value } satisfies answers.BypassAnswer }) : found
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
  route({
    method: 'POST',
    path: '/coverage/compare',
    summary: 'Two plans side by side in one numbering, with what differs',
    access,
    body: CompareBody,
    answers: [{ status: 200, schema: answers.ComparisonAnswer, description: 'In the numbering of `network`' }],
    handle: async ({ body }) => {
      const found = await plans.ask({ kind: 'compare', plans: body.plans })
      if (!found.ok) return found
      const { roads, plans: compared, crossings, places } = found.value
      coverage.keepRoads({ roads })
      const [a, b] = compared.map(({ live, summary }) => ({
        crossings: live.crossings,
        segments: live.segments,
        summary,
      }))
      return done({ json: { network: roads.id, plans: [a, b], crossings, places } })
    },
  }),
]

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
