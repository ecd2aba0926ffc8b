import * as z from 'zod'
import { Id, Instant } from './entry'
import { WhatIf } from './plan'

const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^\P{Cc}*$/u, 'must be one line without control characters')

export const Scenario = z.object({
  id: Id,
  name: z.string(),
  note: z.string(),
  jurisdiction: z.string(),
  plan: WhatIf,
  version: z.int(),
  /** `user:…` or `key:…`. */
  createdBy: z.string(),
  changedBy: z.string(),
  createdAt: Instant,
  changedAt: Instant,
  promotedAt: Instant.nullable(),
})
export type Scenario = z.infer<typeof Scenario>

export const NewScenario = z.object({
  name: line(100),
  note: z.string().trim().max(2_000).default(''),
  plan: WhatIf,
  jurisdiction: z.string().max(40).nullish(),
})

/** `version` is the one that was changed: where somebody else was quicker the answer is 409. */
export const ScenarioChange = z.object({
  version: z.int().min(1),
  name: line(100).nullish(),
  note: z.string().trim().max(2_000).nullish(),
  plan: WhatIf.nullish(),
})

/** Names for the points in their order; those without one are called after the scenario. */
export const Promotion = z.object({ names: z.array(line(100)).max(500).default([]) })

export const Promoted = z.object({
  checkpoints: z.array(z.object({ code: z.string(), name: z.string() })),
  /** What of the plan nobody but people can do: closures want an order, checkpoints a decision. */
  left: z.object({ close: z.int(), open: z.array(z.string()), remove: z.array(z.string()), off: z.array(z.string()) }),
})
export type Promoted = z.infer<typeof Promoted>
