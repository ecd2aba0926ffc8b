import * as z from 'zod'
import { SEVERITIES } from '#domain/alerts/alert-causes'
import { ALERT_KINDS } from '#domain/alerts/alert-kinds'
import { CHECKPOINT_STATES } from '#domain/checkpoints/checkpoint-state'
import { COUNT_NAMES, type CountName } from '#domain/entries/counts'
import { Id, Instant } from './entry'

/** Passages (辆次, 人次); `#domain/entries/counts` says what each counts. */
const Counts = z.object(Object.fromEntries(COUNT_NAMES.map((name) => [name, z.int()])) as Record<CountName, z.ZodInt>)

export const CheckpointLive = z.object({
  code: z.string(),
  state: z.enum(CHECKPOINT_STATES),
  at: Instant,
  today: Counts,
  hour: Counts,
  queue: z.int().optional(),
  /** As last counted: of each supply how many. */
  stock: z.record(z.string(), z.number()).optional(),
  pendingOnTablets: z.int(),
  /** Sent whole and on change only: what the map needs to place it. */
  name: z.string().optional(),
  lng: z.number().optional(),
  lat: z.number().optional(),
  /** When a tablet or gate of it was last heard of. */
  seenAt: Instant.nullable().optional(),
})
export type CheckpointLive = z.infer<typeof CheckpointLive>

/** In a delta: `code`, `state`, `at`, `today` always, the rest where it changed; or `gone`. */
export const CheckpointChange = z.union([
  CheckpointLive.partial({ hour: true, pendingOnTablets: true }),
  z.object({ code: z.string(), gone: z.literal(true) }),
])
export type CheckpointChange = z.infer<typeof CheckpointChange>

export const Alert = z.object({
  id: Id,
  kind: z.enum(ALERT_KINDS),
  severity: z.enum(SEVERITIES),
  state: z.enum(['open', 'acknowledged', 'resolved']),
  checkpoint: z.string().optional(),
  entry: Id.optional(),
  raisedAt: Instant,
  dueAt: Instant,
  owner: z.string().optional(),
  count: z.int(),
  level: z.int(),
  /** Code of the jurisdiction that answers for it now: `level` steps above where it lies. */
  jurisdiction: z.string().optional(),
  /** Since when what it tells is so: last heard of, end of the period, the passage. */
  since: Instant.optional(),
  /** Of several points at once: those that the reader sees, and how many it speaks of in all. */
  checkpoints: z.array(z.object({ code: z.string(), over: z.boolean() })).optional(),
  points: z.int().optional(),
  /** Vehicles that wait; what is left of each supply; the period. */
  detail: z.record(z.string(), z.union([z.number(), z.string()])).optional(),
})
export type Alert = z.infer<typeof Alert>
export const AlertChange = z.union([Alert, z.object({ id: Id, gone: z.literal(true) })])
export type AlertChange = z.infer<typeof AlertChange>

export const Closure = z.object({
  code: z.string(),
  name: z.string(),
  lng: z.number(),
  lat: z.number(),
  authority: z.string(),
  document: z.string(),
  from: Instant,
  to: Instant.nullable(),
  responsible: z.string(),
  emergency: z.string(),
})
export type Closure = z.infer<typeof Closure>
export const ClosureChange = z.union([Closure, z.object({ code: z.string(), gone: z.literal(true) })])
export type ClosureChange = z.infer<typeof ClosureChange>

/** Inclusive `[from, to]` ranges of segment numbers in the order of `GET /roads/:network`. */
const Ranges = z.array(z.tuple([z.int(), z.int()]))

export const LiveCoverage = z.object({
  version: z.string(),
  network: z.string(),
  /** `group` names the way in that a crossing is one of, where that is not its own id: what lies together counts once. */
  crossings: z.array(z.object({ id: z.string(), state: z.string(), group: z.string().optional() })),
  segments: z.object({ exposed: Ranges, lapsed: Ranges, unreachable: Ranges }),
  /** Metres and people of the KPI row, as the summary of `#domain/coverage/result` has them. */
  summary: z.unknown().optional(),
})
export type LiveCoverage = z.infer<typeof LiveCoverage>

/** `version` and `since` are opaque, only ever compared for equality. */
export const Snapshot = z.object({
  version: z.string(),
  at: Instant,
  checkpoints: z.array(CheckpointLive),
  alerts: z.array(Alert),
  closures: z.array(Closure),
  coverage: LiveCoverage.nullable(),
})
export type Snapshot = z.infer<typeof Snapshot>

export const Delta = z.object({
  version: z.string(),
  since: z.string(),
  checkpoints: z.array(CheckpointChange).optional(),
  alerts: z.array(AlertChange).optional(),
  closures: z.array(ClosureChange).optional(),
  coverage: LiveCoverage.optional(),
})
export type Delta = z.infer<typeof Delta>

export const Subscribe = z.object({ jurisdiction: z.string().max(40).nullish() })
