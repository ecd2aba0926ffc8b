/** The states of a checkpoint. */
export const CHECKPOINT_STATES = [
  'reporting',
  'quiet',
  'alarm',
  'open',
  'offline',
  'unstaffed',
  'planned',
  'closed',
] as const

export type CheckpointState = (typeof CHECKPOINT_STATES)[number]

/** A village, town or other place with people; `population` is 0 where unknown. Degrees. */
export interface PlacePoint {
  name: string
  code: string | null
  population: number
  lng: number
  lat: number
}

/** A checkpoint where it stands, before it is put on a road. */
export interface CheckpointPoint {
  code: string
  state: CheckpointState
  lng: number
  lat: number
}

/** A road physically blocked. */
export interface ClosurePoint {
  code: string
  lng: number
  lat: number
}

/** All points of a run, each kind in the order of its file. */
export interface CoveragePoints {
  places: readonly PlacePoint[]
  checkpoints: readonly CheckpointPoint[]
  closures: readonly ClosurePoint[]
}

/** A node that a closure controls is a stop in every set. */
export const STOP_CLOSURE = 1
/** … a checkpoint that works. */
export const STOP_WORKING = 2
/** … a checkpoint that exists and does not work. */
export const STOP_IDLE = 4
/** … a checkpoint that is planned. */
export const STOP_PLANNED = 8

/** What stops passage in each of the sets, closures always among it. */
export const CLOSURES_ONLY = STOP_CLOSURE
export const WORKING = STOP_CLOSURE | STOP_WORKING
export const EXISTING = WORKING | STOP_IDLE
export const ALL = EXISTING | STOP_PLANNED

const STOP_OF_STATE: Record<CheckpointState, number> = {
  reporting: STOP_WORKING,
  quiet: STOP_WORKING,
  alarm: STOP_WORKING,
  open: STOP_WORKING,
  offline: STOP_IDLE,
  unstaffed: STOP_IDLE,
  planned: STOP_PLANNED,
  // A withdrawn checkpoint stops nothing: a road physically blocked is a closure.
  closed: 0,
}

/** The stop bit of a checkpoint in that state; 0 where it stops nothing. */
export function stopOfState(state: CheckpointState): number {
  return STOP_OF_STATE[state]
}
