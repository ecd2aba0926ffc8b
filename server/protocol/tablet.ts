import * as z from 'zod'
import { ASK_LEVELS } from '#domain/policy/policy'
import { Id, Instant } from './entry'
import { Checklist, Deadlines, RiskArea, Rule, WatchListHead } from './policy'

/** What a tablet or a gate says of itself, every 20 s from a tablet. `queue` counts vehicles, `stock` items. */
export const Status = z.object({
  battery: z.number().min(0).max(100).nullish(),
  pending: z.int().min(0).max(10_000_000).nullish(),
  queue: z.int().min(0).max(100_000).nullish(),
  stock: z.record(z.string().max(40), z.number().min(0).max(10_000_000)).nullish(),
  version: z.string().max(60).nullish(),
})
export type Status = z.infer<typeof Status>

/** A gate names its checkpoint. */
export const GateStatus = Status.extend({ checkpoint: z.string().max(40).nullish() })

/** Where a tablet stands, for its head line and its words (进县, 进镇, 进村). */
export const Post = z.object({
  code: z.string(),
  name: z.string(),
  ring: z.enum(['county', 'town', 'village']),
  road: z.string().nullable(),
  lane: z.string().nullable(),
  direction: z.enum(['in', 'out']).nullable(),
  /** IANA zone of the jurisdiction. */
  zone: z.string(),
})
export type Post = z.infer<typeof Post>

/** What the command centre tells a checkpoint (指令); sent until it was read on this tablet. */
export const Instruction = z.object({ id: Id, text: z.string(), at: Instant })
export type Instruction = z.infer<typeof Instruction>

/** What a tablet says of an instruction that somebody has read. */
export const ReadCall = z.object({ id: Id })

/**
 * Sent on connect and on change. `level` is that of its checkpoint; `seq` the highest that this server has of this device.
 */
export const Policy = z.object({
  epoch: z.string(),
  version: z.string(),
  thresholds: z.object({ forehead: z.number(), ear: z.number(), axilla: z.number() }),
  recheckMinutes: z.number(),
  level: z.enum(ASK_LEVELS),
  deadlines: Deadlines,
  limits: z.record(z.string(), z.number()),
  riskAreas: z.array(RiskArea),
  rules: z.array(Rule),
  /** Those of its checkpoint's ring. */
  checklists: z.array(Checklist),
  watchlist: WatchListHead,
  seq: z.int(),
  pairing: Id,
  post: Post,
  /** JWK of the server's public key, to which sealed copies are made. */
  sealTo: z.record(z.string(), z.unknown()).nullable(),
  /** The tablet was retired: until then it may hand in what it made before. Absent: it was not. */
  retired: z.object({ until: Instant }).nullish(),
})
export type Policy = z.infer<typeof Policy>
