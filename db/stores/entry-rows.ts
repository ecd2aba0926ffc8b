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
  body: unknown
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
