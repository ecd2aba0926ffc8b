import * as z from 'zod'

const Queue = z.object({
  /** Vehicles waiting at the end of each five minutes from midnight: 288. */
  queue: z.array(z.number()),
  peak: z.object({ vehicles: z.number(), minute: z.int() }),
  clearsAtMinute: z.int().nullable(),
  longestWaitSeconds: z.number(),
})

export const StaffingQuery = z.object({
  /** Whole days before today that arrivals are the mean of. */
  days: z.coerce.number().int().min(1).max(60).default(7),
  /** Seconds: the mean wait, or with `within` the wait of that share. */
  wait: z.coerce.number().min(0).max(86_400).default(300),
  within: z.coerce.number().min(0).max(0.999_999).optional(),
})

export const StaffingAnswer = z.object({
  points: z.array(
    z.object({
      code: z.string(),
      arrivalsByHour: z.array(z.number()),
      serviceSeconds: z.number(),
      lanesByHour: z.array(z.int()),
      staff: z.int(),
      queue: Queue,
      oneLaneLess: Queue,
      /** Vehicles that wait now by what its tablets say. */
      reported: z.int().nullable(),
    }),
  ),
  staff: z.int(),
})
export type StaffingAnswer = z.infer<typeof StaffingAnswer>

export const FleetQuery = StaffingQuery.pick({ days: true }).extend({
  lanes: z.coerce.number().int().min(0).max(10_000),
})

export const FleetAnswer = z.object({
  codes: z.array(z.string()),
  /** By hour; `lanes` in the order of `codes`. */
  hours: z.array(
    z.union([
      z.object({ kind: z.literal('shared'), lanes: z.array(z.int()), meanQueue: z.number() }),
      z.object({ kind: z.literal('too-few'), missing: z.int() }),
    ]),
  ),
  moves: z.array(z.object({ hour: z.int(), from: z.string(), to: z.string(), lanes: z.int() })),
  /** The fewest lanes with which no queue grows without end at any hour. */
  fewest: z.int(),
})
export type FleetAnswer = z.infer<typeof FleetAnswer>
