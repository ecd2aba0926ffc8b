import Flatbush from 'flatbush'
import type { RoadGeometry } from '#domain/coverage/road-geometry'
import { worldX, worldY } from './mercator'
import { linkSegments, runsOf } from './road-links'
import { COLUMNS, isDashed, ROAD_STATES, type RoadState, roadColumn } from './road-style'

/**
 * The road network as typed arrays, in world coordinates, with a box index and the state of every segment. Built once
 * a network; a change of states touches one byte a segment and the runs that its dashes follow.
 */

type Ranges = readonly (readonly [number, number])[]

/** Inclusive ranges of segment numbers by state; whatever inside segment is in none is monitored. */
export interface SegmentRanges {
  exposed: Ranges
  lapsed: Ranges
  unreachable: Ranges
  /** Not drawn: `pieces` are, in their place. */
  cut?: Ranges
  /** Parts of segments that a what-if cuts. */
  pieces?: readonly RoadPiece[]
}

export interface RoadPiece {
  /** A segment of the same way. */
  segment: number
  state: 'monitored' | 'exposed' | 'lapsed' | 'unreachable'
  /** Longitude and latitude. */
  path: readonly (readonly [number, number])[]
}

const MONITORED = ROAD_STATES.indexOf('monitored')
const OUTSIDE = ROAD_STATES.indexOf('outside')

export class RoadNetwork {
  readonly count: number
  readonly insideCount: number
  readonly starts: Uint32Array
  readonly world: Float64Array
  readonly links: Int32Array
  /** State times columns plus column: what a segment is drawn as. */
  readonly buckets: Uint8Array
  /** Segment to the run that its dashes follow, or -1. */
  readonly runOf: Int32Array
  runs: number[][] = []
  readonly #columns: Uint8Array
  readonly #index: Flatbush

  constructor(readonly geometry: RoadGeometry) {
    const { count, insideCount, starts, lngLat } = geometry
    this.count = count
    this.insideCount = insideCount
    this.starts = starts
    this.world = new Float64Array(lngLat.length)
    for (let at = 0; at < lngLat.length; at += 2) {
      this.world[at] = worldX(lngLat[at] as number)
      this.world[at + 1] = worldY(lngLat[at + 1] as number)
    }
    this.#columns = new Uint8Array(count)
    this.buckets = new Uint8Array(count)
    this.runOf = new Int32Array(count).fill(-1)
    const kind = new Uint8Array(count)
    const name = new Int32Array(count)
    const numberOf = new Map<string, number>()
    for (let segment = 0; segment < count; segment++) {
      const column = roadColumn(geometry.classOf(segment))
      this.#columns[segment] = column
      kind[segment] = column + (segment < insideCount ? 0 : COLUMNS)
      const label = this.refOf(segment) || this.nameOf(segment)
      const known = numberOf.get(label) ?? numberOf.size
      numberOf.set(label, known)
      name[segment] = known
      this.buckets[segment] = (segment < insideCount ? MONITORED : OUTSIDE) * COLUMNS + column
    }
    this.links = linkSegments({ count, starts, world: this.world, kind, name })
    this.#index = this.#boxes()
  }

  columnOf(segment: number): number {
    return this.#columns[segment] as number
  }

  /** Number as on its shield, or empty. */
  refOf(segment: number): string {
    return this.geometry.refOf(segment)
  }

  /** Name, or empty. */
  nameOf(segment: number): string {
    return this.geometry.nameOf(segment)
  }

  stateOf(segment: number): RoadState {
    return ROAD_STATES[Math.floor((this.buckets[segment] as number) / COLUMNS)] as RoadState
  }

  /** Segments whose box meets a box in world px. */
  search(minX: number, minY: number, maxX: number, maxY: number): number[] {
    return this.count === 0 ? [] : this.#index.search(minX, minY, maxX, maxY)
  }

  /** Box of a segment in world px: [minX, minY, maxX, maxY]. */
  boxOf(segment: number): [number, number, number, number] {
    let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity]
    const last = this.starts[segment + 1] as number
    for (let vertex = this.starts[segment] as number; vertex < last; vertex++) {
      const x = this.world[vertex * 2] as number
      const y = this.world[vertex * 2 + 1] as number
      if (x < minX) minX = x
      if (x > maxX) maxX = x
      if (y < minY) minY = y
      if (y > maxY) maxY = y
    }
    return [minX, minY, maxX, maxY]
  }

  /** Lays the states over the inside segments; answers the segments whose drawing changes. */
  setStates(ranges: SegmentRanges): number[] {
    const { insideCount } = this
    const states = new Uint8Array(insideCount).fill(MONITORED)
    for (const state of ['exposed', 'lapsed', 'unreachable', 'cut'] as const)
      for (const [from, to] of ranges[state] ?? []) states.fill(ROAD_STATES.indexOf(state), from, to + 1)
    const changed: number[] = []
    const dashed: number[] = []
    for (let segment = 0; segment < insideCount; segment++) {
      const bucket = (states[segment] as number) * COLUMNS + this.columnOf(segment)
      if (bucket !== this.buckets[segment]) {
        this.buckets[segment] = bucket
        changed.push(segment)
      }
      if (isDashed(ROAD_STATES[states[segment] as number] as RoadState)) dashed.push(segment)
    }
    if (changed.length === 0) return changed
    return [...new Set([...changed, ...this.#layRuns(dashed)])]
  }

  /** Follows the dashes anew; answers the members of runs that are not as they were. */
  #layRuns(dashed: number[]): number[] {
    const before = this.runs
    const beforeOf = this.runOf.slice()
    this.runs = runsOf(this.links, dashed, (a, b) => this.buckets[a] === this.buckets[b])
    this.runOf.fill(-1)
    const touched: number[] = []
    for (const [number, run] of this.runs.entries()) {
      const first = (run[0] as number) >> 1
      const old = before[beforeOf[first] as number]
      const same = old !== undefined && old.length === run.length && old.every((member, at) => member === run[at])
      for (const member of run) {
        this.runOf[member >> 1] = number
        if (!same) touched.push(member >> 1)
      }
    }
    return touched
  }

  #boxes(): Flatbush {
    const index = new Flatbush(Math.max(1, this.count))
    for (let segment = 0; segment < this.count; segment++) index.add(...this.boxOf(segment))
    if (this.count === 0) index.add(0, 0, 0, 0)
    index.finish()
    return index
  }
}
