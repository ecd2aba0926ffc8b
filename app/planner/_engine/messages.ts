import type { Polygons } from '#domain/coverage/boundary'
import type { OpenRoad } from '#domain/coverage/open-roads'
import type { CheckpointPoint, ClosurePoint, PlacePoint } from '#domain/coverage/points'
import type { CoverageResult } from '#domain/coverage/result'
import type { TrialPiece } from '#domain/coverage/trial'
import type { WhatIf } from '#domain/coverage/what-if'

/** What stands where, as the server computes with it. */
export interface Stations {
  checkpoints: CheckpointPoint[]
  closures: ClosurePoint[]
}

/** To the worker. `open` once a network, `stations` whenever they change, `try` and `route` as often as one likes. */
export type EngineRequest =
  | { kind: 'open'; roads: string; polygons: Polygons; places: PlacePoint[]; stations: Stations }
  | { kind: 'stations'; stations: Stations }
  | { kind: 'try'; question: Question }

/** A what-if, and what is picked: of all ways in only the one that is drawn comes with its line. */
export interface Question {
  whatIf: WhatIf
  picked: { crossing: string | null; place: string | null }
}

export type EngineReply =
  | { kind: 'opened' }
  | { kind: 'failed'; reason: 'network' | 'roads' }
  | { kind: 'tried'; answer: TrialAnswer }

/** Coverage under a what-if, in the numbers of the standing network. */
export interface TrialAnswer {
  result: CoverageResult
  /** By inside segment: index in SEGMENT_STATES, or CUT. */
  states: Uint8Array
  pieces: TrialPiece[]
  roads: OpenRoad[]
  /** Names the numbering that `states` follows. */
  network: string
  /** How long it took to work out, milliseconds. */
  took: number
}
