import * as z from 'zod'
import {
  DIRECTIONS,
  DISPOSITIONS,
  type Entry as EntryWords,
  HIT_KINDS,
  type Hit as HitWords,
  LIMITS,
  LOAD_KINDS,
  type Load as LoadWords,
  NO_READINGS,
  type Person as PersonWords,
  PLATE_FORMS,
  type Reading as ReadingWords,
  SITES,
  VEHICLE_KINDS,
  type Vehicle as VehicleWords,
} from '#domain/entries/entry'
import { text } from './text'

/**
 * The shape of an Entry on the wire, protocol 1. Meaning (plate grammar, check digits, what belongs together) is
 * `#domain/entries/check-entry`. Optional fields take null as absent; unknown keys are dropped here, after the digest saw them.
 */

/** Every field of the domain's words, none more, each with a schema that gives its type. */
type Fields<Words> = { [Name in keyof Words]-?: z.ZodType<Words[Name]> }

export const Id = z
  .string()
  .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/, 'must be a UUID in lower case')

/** ISO 8601 with a zone; whether the day exists is the domain's question. */
export const Instant = z
  .string()
  .max(40)
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}([.,]\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})$/, 'must be ISO 8601 with a zone')

const LocalDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a date, YYYY-MM-DD')

const RegionCode = z.string().regex(/^\d{2,12}$/, 'must be a GB/T 2260 code, 2 to 12 digits')

const Reading = z.object({ celsius: z.number(), site: z.enum(SITES), at: Instant } satisfies Fields<ReadingWords>)

const Vehicle = z.object({
  plate: text(15).nullable(),
  plateForm: z.enum(PLATE_FORMS).nullish(),
  plateType: z
    .string()
    .regex(/^\d{2}$/, 'must be a GA/T 16.7 code, 2 digits')
    .nullish(),
  kind: z.enum(VEHICLE_KINDS),
  trailerPlate: text(15).nullish(),
} satisfies Fields<VehicleWords>)

export const Person = z.object({
  readings: z.array(Reading).max(LIMITS.readingsPerPerson),
  noReading: z.enum(NO_READINGS).nullish(),
  disposition: z.enum(DISPOSITIONS).nullish(),
  name: text(60).nullish(),
  idKind: z
    .string()
    .regex(/^\d{3}$/, 'must be a GA/T 517 code, 3 digits')
    .nullish(),
  idNumber: text(40).nullish(),
  noId: text(200).nullish(),
  guardian: z.int().min(0).nullish(),
  phone: text(30).nullish(),
  category: text(40).nullish(),
  origin: RegionCode.nullish(),
  via: z.array(RegionCode).max(50).nullish(),
  riskVisit: z.boolean().nullish(),
  symptoms: z.array(text(40)).max(30).nullish(),
} satisfies Fields<PersonWords>)

const Load = z.object({
  kind: z.enum(LOAD_KINDS),
  what: text(200).nullish(),
  count: z.int().min(0).nullish(),
  certificate: text(100).nullish(),
  expires: LocalDate.nullish(),
  disinfected: z.boolean().nullish(),
} satisfies Fields<LoadWords>)

const Hit = z.object({ kind: z.enum(HIT_KINDS), rule: text(100) } satisfies Fields<HitWords>)

export const Entry = z.object({
  id: Id,
  seq: z.int().min(1).nullish(),
  pairing: Id.nullish(),
  checkpoint: text(40).nullish(),
  lane: text(40).nullish(),
  direction: z.enum(DIRECTIONS),
  vehicle: Vehicle.nullable(),
  people: z.array(Person).max(LIMITS.people),
  headcount: z.int().min(0),
  origin: RegionCode.nullish(),
  destination: text(200).nullish(),
  purpose: text(40).nullish(),
  trip: text(40).nullish(),
  pass: text(100).nullish(),
  load: Load.nullish(),
  disposition: z.enum(DISPOSITIONS),
  hits: z.array(Hit).max(20).nullish(),
  policy: text(40).nullish(),
  formMs: z.int().min(0).nullish(),
  occurredAt: Instant,
  clockOffsetMs: z.int().nullish(),
  note: text(LIMITS.noteCharacters).nullish(),
  amends: Id.nullish(),
  void: z.object({ reason: text(500) }).nullish(),
  paper: z.boolean().nullish(),
  drill: z.boolean().nullish(),
} satisfies Fields<EntryWords>)
