import { type PlacedNetwork, placePoints } from './placed-network'
import { type CheckpointState, STOP_WORKING, stopOfState } from './points'

/** What a planner tries, as `POST /coverage/evaluate` takes it. Codes name checkpoints, in `open` closures. Degrees. */
export interface WhatIf {
  /** Closures that are lifted. */
  open?: readonly string[]
  /** Roads that are closed. */
  close?: readonly { lng: number; lat: number }[]
  /** Working checkpoints that are new. */
  add?: readonly { lng: number; lat: number }[]
  /** Checkpoints that are taken away. */
  remove?: readonly string[]
  /** Checkpoints that stop working. */
  off?: readonly string[]
  /** Checkpoints that work: staffed again, or set up as planned. */
  on?: readonly string[]
}

/** A what-if made ready for `LiveCoverage` or `evaluatePlaced`. */
interface WhatIfNetwork {
  /** The network itself, with its numbers and id, where nothing is added or closed; else a new one. */
  placed: PlacedNetwork
  /** In the order of the placed checkpoints. */
  states: CheckpointState[]
  lifted(closure: number): boolean
  /** Codes that name nothing. */
  unknown: string[]
}

/** Lays a what-if over a placed network under the states of its checkpoints. */
export function applyWhatIf(
  placed: PlacedNetwork,
  states: readonly CheckpointState[],
  { open = [], close = [], add = [], remove = [], off = [], on = [] }: WhatIf,
): WhatIfNetwork {
  const lift = new Set(open)
  const away = new Set(remove)
  const idle = new Set(off)
  const working = new Set(on)
  const changed = placed.checkpoints.map(({ code }, at): CheckpointState => {
    const state = states[at] ?? 'open'
    // Taken away is withdrawn: it stops nothing, and the cut that it made in its road does no harm.
    if (away.has(code)) return 'closed'
    if (working.has(code)) return 'open'
    return idle.has(code) && stopOfState(state) === STOP_WORKING ? 'offline' : state
  })
  const closureCodes = new Set(placed.closures.map(({ code }) => code))
  const checkpointCodes = new Set(placed.checkpoints.map(({ code }) => code))
  const unknown = [
    ...open.filter((code) => !closureCodes.has(code)),
    ...[...remove, ...off, ...on].filter((code) => !checkpointCodes.has(code)),
  ]
  const lifted = (closure: number) => lift.has(placed.closures[closure]?.code ?? '')
  if (close.length === 0 && add.length === 0) return { placed, states: changed, lifted, unknown }
  const { points } = placed
  const extended = placePoints(placed.network, {
    places: points.places,
    checkpoints: [
      ...points.checkpoints,
      ...add.map(({ lng, lat }, at) => ({ code: newCode(at, checkpointCodes), state: 'open' as const, lng, lat })),
    ],
    closures: [...points.closures, ...close.map(({ lng, lat }, at) => ({ code: newCode(at, closureCodes), lng, lat }))],
  })
  return { placed: extended, states: [...changed, ...add.map(() => 'open' as const)], lifted, unknown }
}

/** `new-1`, `new-2`, … with as many hyphens as it takes not to be a code that exists. */
function newCode(at: number, taken: ReadonlySet<string>): string {
  let code = `new-${at + 1}`
  while (taken.has(code)) code = code.replace('-', '--')
  return code
}
