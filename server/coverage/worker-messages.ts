import type { Polygons } from '#domain/coverage/boundary'
import type { LiveCoverageState } from '#domain/coverage/live'
import type { CheckpointPoint, ClosurePoint, PlacePoint } from '#domain/coverage/points'
import type { CoverageSummary } from '#domain/coverage/result'
import type { WhatIf } from '#domain/coverage/what-if'

/** What stands where. The order of checkpoints and closures is that of their codes. */
export interface Stations {
  checkpoints: CheckpointPoint[]
  closures: ClosurePoint[]
}

/** To the worker. */
export type CoverageRequest =
  | { kind: 'network'; ways: Uint8Array; polygons: Polygons; places: PlacePoint[]; stations: Stations }
  /** Other states, or other points, on the network that is there. */
  | { kind: 'stations'; stations: Stations }
  | { kind: 'evaluate'; whatIf: WhatIf }

/**
 * A result in the numbering of `live.network`. What is long is made to bytes by the thread: the event loop only hands it on.
 */
export interface CoverageAnswer {
  live: LiveCoverageState
  summary: CoverageSummary
  /** The `CoverageResult`, and `network` and `segments` by state: JSON of an object, without its opening brace. */
  body: Uint8Array
  /** Where that numbering is new to the asker; gzip. */
  roads: { id: string; bytes: Uint8Array } | null
  /** Codes of a what-if that name nothing. */
  unknown: string[]
}
