import type Flatbush from 'flatbush'
import type { Boundary } from './boundary'
import type { Graph } from './graph'
import type { CoverageWarning } from './road-input'
import type { CoverageSettings } from './settings'

/** A way of the network: what its segments share. */
export interface NetworkWay {
  id: number
  name: string | null
  ref: string | null
  /** Its place in `ROAD_CLASSES`. */
  rank: number
  /** FORWARD and BACKWARD as tagged, whatever the direction of the search. */
  directions: number
}

/** Roads cut at the boundary, before any point is placed on them. Built once per import; nothing in it changes. */
export interface RoadNetwork {
  settings: CoverageSettings
  boundary: Boundary
  ways: readonly NetworkWay[]
  graph: Graph
  /** For every segment the index of its way. */
  segmentWay: Int32Array
  /** For every segment its first vertex, and at the end the number of vertices; both ends of a segment are among its own. */
  vertexStart: Int32Array
  vertexLng: Float64Array
  vertexLat: Float64Array
  /** For every node how many segments end there, inside and outside alike. */
  degree: Int32Array
  /** Nodes where a route from outside starts, in ascending order. */
  sources: Int32Array
  /** For every source whether it is presumed: a loose end clipped at the line. */
  presumed: Uint8Array
  /** Boxes of the inside segments, by segment number. */
  index: Flatbush | null
  /** Names these roads, this boundary and what the settings make of them. */
  hash: string
  warnings: readonly CoverageWarning[]
}
