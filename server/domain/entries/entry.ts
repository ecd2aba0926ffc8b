/**
 * The words of an entry: one vehicle or group that passed a checkpoint, with its people.
 * The wire's schema (`#protocol/entry`) is held equal to these types by the compiler.
 */

export const SITES = ['forehead', 'ear', 'axilla'] as const
export const DIRECTIONS = ['in', 'out'] as const
export const PLATE_FORMS = ['civil', 'special', 'foreign', 'partial'] as const
export const VEHICLE_KINDS = [
  'car',
  'van',
  'truck',
  'coach',
  'motorcycle',
  'ebike',
  'tractor',
  'special',
  'other',
] as const
export const DISPOSITIONS = [
  'release',
  'turn-back',
  'home-observation',
  'isolation',
  'hospital',
  'hold',
  'handover',
  'point-to-point',
  'refused',
  'evaded',
] as const
export const NO_READINGS = ['exempt', 'refused', 'on-duty', 'repeat', 'unmeasurable'] as const
export const LOAD_KINDS = [
  'goods',
  'fresh',
  'key-supplies',
  'farm',
  'cold-chain',
  'hazardous',
  'livestock',
  'poultry',
  'other',
] as const
export const HIT_KINDS = ['plate', 'origin', 'stay', 'watch'] as const

export type Site = (typeof SITES)[number]
export type Direction = (typeof DIRECTIONS)[number]
export type PlateForm = (typeof PLATE_FORMS)[number]
export type VehicleKind = (typeof VEHICLE_KINDS)[number]
export type Disposition = (typeof DISPOSITIONS)[number]
export type NoReading = (typeof NO_READINGS)[number]
export type LoadKind = (typeof LOAD_KINDS)[number]
export type HitKind = (typeof HIT_KINDS)[number]

/** Absent and null are one in optional fields. */
type Optional<T> = T | null | undefined

/** One temperature of one person; `celsius` 25.0 to 45.0 with at most one decimal; `at` ISO 8601 with a zone. */
export interface Reading {
  celsius: number
  site: Site
  at: string
}

export interface Vehicle {
  /** Canonical: no dot, no space, no lower case. Null: not known, or none. */
  plate: string | null
  /** `civil` unless given. */
  plateForm?: Optional<PlateForm>
  /** GA/T 16.7 code, two digits. The same characters may be on a car, a lorry and a motorcycle. */
  plateType?: Optional<string>
  kind: VehicleKind
  trailerPlate?: Optional<string>
}

export interface Person {
  /** In the order they were taken. Empty: none was taken, and `noReading` says why. */
  readings: Reading[]
  noReading?: Optional<NoReading>
  /** The entry's unless given. */
  disposition?: Optional<Disposition>
  name?: Optional<string>
  /** GA/T 517 code; 111 (resident ID card) unless given. */
  idKind?: Optional<string>
  idNumber?: Optional<string>
  /** Why there is no document. */
  noId?: Optional<string>
  /** Index in `people` of a minor's guardian. */
  guardian?: Optional<number>
  phone?: Optional<string>
  category?: Optional<string>
  /** GB/T 2260 code. */
  origin?: Optional<string>
  via?: Optional<string[]>
  riskVisit?: Optional<boolean>
  symptoms?: Optional<string[]>
}

export interface Load {
  kind: LoadKind
  what?: Optional<string>
  count?: Optional<number>
  certificate?: Optional<string>
  /** A local date, YYYY-MM-DD. */
  expires?: Optional<string>
  disinfected?: Optional<boolean>
}

/** What the policy said at the barrier. `plate`, `origin` and `stay` are risk hits; `watch` is the watch list. */
export interface Hit {
  kind: HitKind
  rule: string
}

export interface Entry {
  id: string
  /** From 1, one more with each entry of this device. */
  seq?: Optional<number>
  /** The pairing under which it was made; it, not the body, says at which checkpoint. */
  pairing?: Optional<string>
  /** Only gates name their checkpoint. */
  checkpoint?: Optional<string>
  lane?: Optional<string>
  direction: Direction
  /** Null: people on foot. */
  vehicle: Vehicle | null
  people: Person[]
  /** At least `people.length`: a coach lists only those with details. */
  headcount: number
  origin?: Optional<string>
  destination?: Optional<string>
  purpose?: Optional<string>
  trip?: Optional<string>
  pass?: Optional<string>
  load?: Optional<Load>
  disposition: Disposition
  hits?: Optional<Hit[]>
  /** Version of the policy in force on the tablet. */
  policy?: Optional<string>
  /** From the form's opening to its saving, milliseconds. */
  formMs?: Optional<number>
  /** By the tablet's clock, ISO 8601 with a zone. */
  occurredAt: string
  /** Server minus tablet as last learned, milliseconds. Null: never, or the clock jumped since. */
  clockOffsetMs?: Optional<number>
  note?: Optional<string>
  /** The root entry that this one corrects. */
  amends?: Optional<string>
  void?: Optional<{ reason: string }>
  /** Entered later from paper. */
  paper?: Optional<boolean>
  /** Kept out of every count. */
  drill?: Optional<boolean>
}

/** One fault of one field. `path` is a JSON Pointer (RFC 6901) into the entry. */
export interface FieldError {
  path: string
  code: ErrorCode
  message: string
}

/** Why an entry, or a field of it, is refused. Closed: clients translate by it. */
export const ERROR_CODES = [
  'missing',
  'type',
  'value',
  'range',
  'too-large',
  'time',
  'plate',
  'id-number',
  'pairing',
  'checkpoint',
  'amends',
  'void',
  'id-conflict',
] as const
export type ErrorCode = (typeof ERROR_CODES)[number]

/** Limits of one entry and one message; they stand in `policy`, so that a tablet refuses before the server does. */
export const LIMITS = {
  entriesPerMessage: 500,
  messageBytes: 1_048_576,
  entryBytes: 65_536,
  noteCharacters: 2_000,
  people: 100,
  readingsPerPerson: 4,
  headcount: 500,
} as const
