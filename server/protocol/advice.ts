import * as z from 'zod'

const Road = z.object({ name: z.string().nullable(), ref: z.string().nullable(), class: z.string(), way: z.number() })
const Sentence = z.object({ zh: z.string(), en: z.string() })
const Path = z.array(z.tuple([z.number(), z.number()]))
const Ranges = z.array(z.tuple([z.int(), z.int()]))

/** A point that advice proposes. `leftOut`: what stays reachable past all where this one alone is left out. */
const Suggested = z.object({
  lng: z.number(),
  lat: z.number(),
  road: Road,
  leftOut: z.object({ people: z.int(), places: z.array(z.string()) }),
  mayClose: z.boolean(),
  /** Vehicles a day both ways, an estimate; null where it was not asked for. */
  vehicles: z.int().nullable(),
  lanes: z.int(),
  staff: z.int(),
  reason: Sentence,
})

export const SealAnswer = z.object({
  minimum: z.int(),
  points: z.array(Suggested),
  unsealable: z.array(z.string()),
  /** As many routes as points, no two of which share a segment in one direction: fewer points can't do. */
  proof: z.array(
    z.object({
      crossing: z.string(),
      place: z.string(),
      metres: z.number(),
      roads: z.array(z.string()),
      path: Path,
    }),
  ),
  /** People a day over all points. */
  staff: z.int(),
})
export type SealAnswer = z.infer<typeof SealAnswer>

export const FrontierAnswer = z.object({
  candidates: z.array(Suggested),
  /** By points; `chosen` are indices of `candidates`; `exact` false: found by search, a better choice may exist. */
  steps: z.array(
    z.object({
      points: z.int(),
      populationExposed: z.int(),
      /** Vehicles a day that the chosen points see, an estimate; null but for "most traffic first". */
      vehicles: z.int().nullable(),
      exact: z.boolean(),
      chosen: z.array(z.int()),
    }),
  ),
  complete: z.boolean(),
})
export type FrontierAnswer = z.infer<typeof FrontierAnswer>

export const ClosuresAnswer = z.object({
  closures: z.array(
    z.object({
      lng: z.number(),
      lat: z.number(),
      road: Road,
      refusal: z
        .union([
          z.object({ why: z.literal('state-road') }),
          z.object({ why: z.literal('cuts-off'), places: z.array(z.string()) }),
        ])
        .nullable(),
      detours: z.array(
        z.object({
          place: z.string(),
          people: z.int(),
          to: z.enum(['hospital', 'town', 'county-line']),
          moreMinutes: z.number(),
          moreMetres: z.number(),
          roads: z.array(z.string()),
        }),
      ),
      peopleMinutes: z.int(),
    }),
  ),
})
export type ClosuresAnswer = z.infer<typeof ClosuresAnswer>

export const LossesAnswer = z.object({
  losses: z.array(z.object({ code: z.string(), people: z.int(), places: z.array(z.string()), metres: z.number() })),
})
export type LossesAnswer = z.infer<typeof LossesAnswer>

/** Vehicles a day, both directions together. All are estimates but what was `counted`; docs/traffic.md has the method. */
export const TrafficAnswer = z.object({
  network: z.string(),
  estimate: z.literal(true),
  fitted: z.array(z.object({ code: z.string(), counted: z.int(), estimated: z.int() })),
  crossings: z.array(z.object({ id: z.string(), vehicles: z.int() })),
  /** By inside segment, in the numbering of `network`. */
  segments: z.array(z.int()),
})
export type TrafficAnswer = z.infer<typeof TrafficAnswer>

export const SpareAnswer = z.object({ alone: z.array(z.string()), together: z.array(z.string()) })
export type SpareAnswer = z.infer<typeof SpareAnswer>

const Arrival = z
  .object({
    from: z.string(),
    minutes: z.number(),
    moreMinutes: z.number(),
    metres: z.number(),
    roads: z.array(z.string()),
    checkpoints: z.array(z.string()),
  })
  .nullable()

export const AccessAnswer = z.object({
  places: z.array(
    z.object({
      name: z.string(),
      code: z.string().nullable(),
      population: z.int(),
      state: z.string(),
      ambulance: Arrival,
      supplies: Arrival,
      ways: z.array(
        z.object({
          lng: z.number(),
          lat: z.number(),
          road: Road,
          state: z.enum(['guarded', 'open', 'closed']),
          keep: z.boolean(),
          mayClose: z.boolean(),
        }),
      ),
      finding: z.enum(['guarded', 'one-guarded-way', 'no-guarded-way', 'several-ways', 'cut-off', 'not-on-a-road']),
    }),
  ),
})
export type AccessAnswer = z.infer<typeof AccessAnswer>

export const RingsAnswer = z.object({
  rings: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      level: z.string(),
      /** The one to keep first. */
      ways: z.array(
        z.object({
          group: z.string(),
          lng: z.number(),
          lat: z.number(),
          road: Road,
          state: z.string(),
          keep: z.boolean(),
          mayClose: z.boolean(),
        }),
      ),
      finding: z.enum(['one-guarded-way', 'no-guarded-way', 'several-ways', 'cut-off']),
    }),
  ),
})
export type RingsAnswer = z.infer<typeof RingsAnswer>

export const BypassAnswer = z.object({
  bypass: z
    .object({
      metres: z.number(),
      crossing: z.string(),
      steps: z.array(z.object({ turn: z.string(), road: Road, metres: z.number(), lng: z.number(), lat: z.number() })),
      path: Path,
    })
    .nullable(),
})
export type BypassAnswer = z.infer<typeof BypassAnswer>

const ComparedPlan = z.object({
  crossings: z.array(z.object({ id: z.string(), state: z.string() })),
  segments: z.object({ exposed: Ranges, lapsed: Ranges, unreachable: Ranges }),
  summary: z.unknown(),
})

/** Both plans in one numbering, `GET /roads/:network`; crossings and places whose states differ, the first plan's first. */
export const ComparisonAnswer = z.object({
  network: z.string(),
  plans: z.tuple([ComparedPlan, ComparedPlan]),
  crossings: z.array(z.object({ id: z.string(), road: Road, states: z.tuple([z.string(), z.string()]) })),
  places: z.array(z.object({ name: z.string(), population: z.int(), states: z.tuple([z.string(), z.string()]) })),
})
export type ComparisonAnswer = z.infer<typeof ComparisonAnswer>
