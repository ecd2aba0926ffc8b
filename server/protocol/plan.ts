import * as z from 'zod'

const Point = z.object({ lng: z.number().min(-180).max(180), lat: z.number().min(-90).max(90) })
const Codes = z.array(z.string().max(40)).max(2_000).default([])
const Points = z.array(Point).max(500).default([])

/** What a planner tries: closures lifted or made, points added, checkpoints removed, switched off or on. */
export const WhatIf = z.object({ open: Codes, close: Points, add: Points, remove: Codes, off: Codes, on: Codes })
export type WhatIf = z.input<typeof WhatIf>

const Ring = z
  .array(z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]))
  .min(3)
  .max(2_000)

/** A GeoJSON Polygon as it is drawn; a ring that is not closed is closed by its first corner. */
const Area = z.object({ type: z.literal('Polygon'), coordinates: z.array(Ring).min(1).max(20) })

/** Which places advice is for: those named by name or code, or those in an area; all where neither is given. */
const Asked = {
  places: z.array(z.string().max(100)).min(1).max(2_000).nullish(),
  area: Area.nullish(),
}

const Plan = { plan: WhatIf.optional().transform((plan) => plan ?? WhatIf.parse({})) }

export const PlanBody = z.object(Plan)
export const AdviceBody = z
  .object({ ...Plan, ...Asked })
  .refine(({ places, area }) => !places || !area, { path: ['area'], message: 'name places or draw an area, not both' })
/** `by` traffic: the points with the most traffic first, lanes and staff by it. */
export const SealBody = AdviceBody.safeExtend({ by: z.enum(['people', 'traffic']).default('people') })
export const BypassBody = z.object({ ...Plan, place: z.string().min(1).max(100) })
export const CompareBody = z.object({ plans: z.tuple([WhatIf, WhatIf]) })

/** `table` is what a CSV, which holds one, is to hold. */
export const ExportBody = z.object({
  ...Plan,
  format: z.enum(['geojson', 'csv', 'xlsx']),
  language: z.enum(['zh', 'en']).default('zh'),
  table: z.enum(['crossings', 'places', 'checkpoints', 'roads']).default('crossings'),
})
