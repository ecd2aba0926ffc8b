import type { CrossingState } from './crossing-walk'
import type { FrontierCorner } from './frontier'
import type { CheckpointState } from './points'
import type { SegmentState } from './reach'
import type { CoverageWarning } from './road-input'
import type { SealPoint } from './seal'
import type { CoverageSettings } from './settings'

/** What coverage finds. Metres to 0.1, degrees to 7 decimals. */
export interface CoverageResult {
  settings: CoverageSettings
  summary: CoverageSummary
  crossings: CrossingResult[]
  places: PlaceResult[]
  checkpoints: CheckpointResult[]
  segments?: SegmentResult[]
  seal?: { minimum: number; points: SealPoint[]; unsealable: string[] }
  frontier?: FrontierCorner[]
  warnings: CoverageWarning[]
}

export interface CoverageSummary {
  crossings: number
  byState: Record<CrossingState, number>
  groups: number
  metres: { inside: number } & Record<SegmentState, number>
  places: Record<PlaceState, number>
  /** People of places that are exposed or lapsed. */
  populationExposed: number
}

export interface CrossingResult {
  /** `lng,lat` with six decimals. */
  id: string
  lng: number
  lat: number
  group: string
  presumed: boolean
  state: CrossingState
  /** Codes of the checkpoints that a walk in from there meets within the apron. */
  checkpoints: string[]
  /** People of the places whose bypass enters there. */
  population: number
  /** From 1, of those unmonitored, on-paper or planned. */
  rank: number | null
  road: { name: string | null; ref: string | null; class: string; way: number }
}

export type PlaceState = SegmentState | 'outside' | 'unplaced'

export interface PlaceResult {
  name: string
  code: string | null
  state: PlaceState
  population: number
  bypass: null | { metres: number; crossing: string; roads: string[]; path: [number, number][] }
}

export interface CheckpointResult {
  code: string
  state: CheckpointState
  placed: boolean
  offsetMetres: number | null
  /** How many nodes it controls. */
  controls: number
}

export interface SegmentResult {
  way: number
  class: string
  name: string | null
  metres: number
  state: SegmentState
  path: [number, number][]
}

/** To 0.1 m. */
export function roundMetres(metres: number): number {
  return Math.round(metres * 10) / 10
}

/** To 7 decimals. */
export function roundDegrees(degrees: number): number {
  return Math.round(degrees * 1e7) / 1e7
}

export function roundPath(path: readonly (readonly [number, number])[]): [number, number][] {
  return path.map(([lng, lat]) => [roundDegrees(lng), roundDegrees(lat)])
}
