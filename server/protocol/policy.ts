import * as z from 'zod'
import { DISPOSITIONS } from '#domain/entries/entry'
import {
  ASK_LEVELS,
  CHECKLIST_USES,
  type Checklist as ChecklistWords,
  DEFAULT_POLICY,
  type PolicyDocument as DocumentWords,
  RINGS,
  RISK_LEVELS,
  type RiskArea as RiskAreaWords,
  type Rule as RuleWords,
} from '#domain/policy/policy'
import { SUBJECT_KINDS } from '#domain/policy/watch-subject'
import { Instant } from './entry'

/** The shape of a policy, as it is written by an administrator and sent to tablets. Meaning is `#domain/policy/check-policy`. */

type Fields<Words> = { [Name in keyof Words]-?: z.ZodType<Words[Name]> }

const line = (max: number) =>
  z
    .string()
    .max(max)
    .regex(/^[^\0\p{Surrogate}]*$/u, 'must be well-formed Unicode without NUL')
    .transform((text) => text.trim())
const named = (max: number) => line(max).refine((text) => text !== '', 'must not be empty')
const slug = z.string().regex(/^[0-9a-z][0-9a-z-]{0,59}$/, 'must have 1 to 60 lower-case letters, digits and hyphens')
const celsius = z.number().min(35).max(42).multipleOf(0.1)
const minutes = (max: number) => z.int().min(1).max(max)
const DEFAULT_MINUTES = DEFAULT_POLICY.deadlines.alertMinutes

export const RiskArea = z.object({
  id: slug,
  name: named(60),
  code: z.string().max(12).nullable(),
  part: named(100).nullable(),
  plates: z.array(z.string().max(5)).max(40),
  level: z.enum(RISK_LEVELS),
  from: Instant,
  to: Instant.nullable(),
  rule: slug,
} satisfies Fields<RiskAreaWords>)

export const Rule = z.object({
  id: slug,
  name: named(60),
  document: line(100),
  days: z.int().min(0).max(60),
  disposition: z.enum(DISPOSITIONS),
  order: line(300),
  asks: z.enum(ASK_LEVELS).nullable(),
} satisfies Fields<RuleWords>)

export const Deadlines = z.object({
  reports: z.array(z.string()).max(12),
  remindMinutes: z.int().min(0).max(240),
  alertMinutes: z.object({
    fever: minutes(1_440),
    watch: minutes(1_440),
    risk: minutes(1_440),
    // Programs of the release before know the first three alone.
    offline: minutes(1_440).default(DEFAULT_MINUTES.offline),
    'zero-report': minutes(1_440).default(DEFAULT_MINUTES['zero-report']),
    queue: minutes(1_440).default(DEFAULT_MINUTES.queue),
    stock: minutes(1_440).default(DEFAULT_MINUTES.stock),
    'two-hours': minutes(1_440).default(DEFAULT_MINUTES['two-hours']),
  }),
})

const AlertLimits = z.object({
  queueVehicles: z.int().min(1).max(1_000),
  stock: z.record(z.string().max(40), z.number().min(0).max(1_000_000)),
})

export const Checklist = z.object({
  id: slug,
  name: named(60),
  use: z.enum(CHECKLIST_USES),
  rings: z.array(z.enum(RINGS)).max(3),
  items: z
    .array(z.object({ id: slug, text: named(100) }))
    .min(1)
    .max(40),
} satisfies Fields<ChecklistWords>)

export const WatchListHead = z.object({ version: z.string(), count: z.int() })

export const PolicyDocument = z.object({
  thresholds: z.object({ forehead: celsius, ear: celsius, axilla: celsius }),
  recheckMinutes: minutes(120),
  level: z.enum(ASK_LEVELS),
  levelAt: z.record(z.string().max(40), z.enum(ASK_LEVELS)),
  deadlines: Deadlines,
  alertLimits: AlertLimits.default(DEFAULT_POLICY.alertLimits),
  stateTimes: z.object({
    offlineAfterMs: z.int().min(40_000).max(3_600_000),
    quietAfterMs: z.int().min(60_000).max(86_400_000),
  }),
  riskAreas: z.array(RiskArea).max(1_000),
  rules: z.array(Rule).max(200),
  checklists: z.array(Checklist).max(40),
  watchlist: WatchListHead,
} satisfies Fields<DocumentWords>)

/** How digests of the watch list are made: Argon2id (RFC 9106, version 1.3) of the subject's name, 16 bytes. */
export const DigestParameters = z.object({
  algorithm: z.literal('argon2id'),
  /** 16 bytes, base64url without padding. */
  salt: z.string(),
  memoryKiB: z.int(),
  iterations: z.int(),
  parallelism: z.literal(1),
  hashBytes: z.literal(16),
})
export type DigestParameters = z.infer<typeof DigestParameters>

const WatchSubject = z.object({
  id: z.int(),
  kind: z.enum(SUBJECT_KINDS),
  /** 16 bytes, base64url without padding. */
  digest: z.string(),
  /** Id of a rule of the policy. */
  rule: z.string(),
  /** What to do with this one, where it is other than what the rule says. */
  order: z.string().nullable(),
  expires: Instant,
})

/** Answer to `GET /policy/watchlist/:version`. Those that have expired are left out, and the tablet passes them over too. */
export const WatchList = z.object({
  version: z.string(),
  digest: DigestParameters,
  subjects: z.array(WatchSubject),
})
export type WatchList = z.infer<typeof WatchList>
