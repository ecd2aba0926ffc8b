/** A bare entry with its details, as one row on its way into the database. Times are ISO 8601 UTC. */
export interface EntryRow {
  bucket: number
  id: string
  checkpoint_id: number
  source: string
  pairing_id: string | null
  seq: number | null
  direction: string
  occurred_at: string
  clock_offset_ms: number | null
  received_at: string
  counted_at: string
  vehicle_kind: string | null
  headcount: number
  disposition: string
  policy: string | null
  form_ms: number | null
  flags: number
  adds: number[]
  /** Hexadecimal. */
  digest: string
  amends: string | null
  standing: boolean
  plate: string | null
  plate_type: string | null
  /** The entry as JSON: one text instead of a dozen objects, for rows wait by thousands. */
  body: string
  /** Hexadecimal; only where something is personal. */
  sealed?: string
  marks?: string[]
}

export const FLAGS = {
  timeSuspect: 1,
  pairingUnknown: 2,
  afterRetire: 4,
  paper: 8,
  drill: 16,
  void: 32,
} as const

/** One move of the counters: `adds` may be negative, where a correction takes back. */
export interface CounterMove {
  checkpointId: number
  /** Epoch milliseconds at which it counts. */
  countedAtMs: number
  direction: string
  adds: readonly number[]
}

/** The columns of `counters`, in the order of COUNT_NAMES. */
export const COUNTER_COLUMNS = [
  'vehicles_in',
  'vehicles_out',
  'people',
  'high_readings',
  'fevers',
  'risk_vehicles',
  'risk_people',
  'turned_back_vehicles',
  'turned_back_people',
  'held',
  'home',
  'isolation',
  'hospital',
] as const

const orNothing = (name: string, value: string | number | null): string => {
  if (value === null) return ''
  return typeof value === 'number' ? `,"${name}":${value}` : `,"${name}":"${value}"`
}

/**
 * The row as `json_to_recordset` reads it; what is null is left out. Written by hand, since the row has a text in it that
 * is JSON already. Only a plate and a policy's name hold what was typed: all other texts are words of closed lists,
 * digits, and hexadecimal ones.
 */
export const rowText = (row: EntryRow): string =>
  `{"bucket":${row.bucket},"id":"${row.id}","checkpoint_id":${row.checkpoint_id},"source":"${row.source}"` +
  orNothing('pairing_id', row.pairing_id) +
  orNothing('seq', row.seq) +
  `,"direction":"${row.direction}","occurred_at":"${row.occurred_at}"` +
  orNothing('clock_offset_ms', row.clock_offset_ms) +
  `,"received_at":"${row.received_at}","counted_at":"${row.counted_at}"` +
  orNothing('vehicle_kind', row.vehicle_kind) +
  `,"headcount":${row.headcount},"disposition":"${row.disposition}"` +
  (row.policy === null ? '' : `,"policy":${JSON.stringify(row.policy)}`) +
  orNothing('form_ms', row.form_ms) +
  `,"flags":${row.flags},"adds":"{${row.adds}}","digest":"${row.digest}"` +
  orNothing('amends', row.amends) +
  `,"standing":${row.standing}` +
  (row.plate === null ? '' : `,"plate":${JSON.stringify(row.plate)}`) +
  orNothing('plate_type', row.plate_type) +
  (row.sealed === undefined ? '' : `,"sealed":"${row.sealed}"`) +
  (row.marks === undefined ? '' : `,"marks":"{${row.marks}}"`) +
  `,"body":${row.body}}`
