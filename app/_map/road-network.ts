import Flatbush from 'flatbush'
import type { RoadGeometry } from '#domain/coverage/road-geometry'
import { worldX, worldY } from './mercator'
import { linkSegments, runsOf } from './road-links'
import { COLUMNS, ROAD_STATES, type RoadState, roadColumn } from './road-style'

/**
 * The road network as typed arrays, in world coordinates, with a box index and the state of every segment. Built once
 * a network; a change of states touches one byte a segment.
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
  /**
   * Segments that run on into each other are a chain: the order of all segments, chain after chain, and how far along its chain
   * each begins, world px. States play no part in it, so dashes lie where they lie.
   */
  readonly ranks: Int32Array
  readonly along: Float64Array
  /** 1 where the chain runs against the segment's drawing. */
  readonly #isAgainst: Uint8Array
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
    this.ranks = new Int32Array(count)
    this.along = new Float64Array(count)
    this.#isAgainst = new Uint8Array(count)
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
    this.#layChains()
    this.#index = this.#boxes()
  }

  /** The first and last vertex of a segment as its chain runs, and the step from one to the next. */
  verticesOf(segment: number): { from: number; to: number; step: 1 | -1 } {
    const first = this.starts[segment] as number
    const last = (this.starts[segment + 1] as number) - 1
    return this.#isAgainst[segment] === 1 ? { from: last, to: first, step: -1 } : { from: first, to: last, step: 1 }
  }

  /** Whether a segment begins where the other ends, as their chain runs. */
  runsOn(before: number, segment: number): boolean {
    return this.ranks[segment] === (this.ranks[before] as number) + 1 && this.along[segment] !== 0
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
    for (let segment = 0; segment < insideCount; segment++) {
      const bucket = (states[segment] as number) * COLUMNS + this.columnOf(segment)
      if (bucket !== this.buckets[segment]) {
        this.buckets[segment] = bucket
        changed.push(segment)
      }
    }
    return changed
  }

  #layChains(): void {
    const { world } = this
    let rank = 0
    const all = Array.from({ length: this.count }, (_, segment) => segment)
    for (const run of runsOf(this.links, all, () => true)) {
      let along = 0
      for (const member of run) {
        const segment = member >> 1
        this.ranks[segment] = rank++
        this.along[segment] = along
        this.#isAgainst[segment] = member & 1
        const last = (this.starts[segment + 1] as number) - 1
        for (let vertex = this.starts[segment] as number; vertex < last; vertex++)
          along += Math.hypot(
            (world[vertex * 2 + 2] as number) - (world[vertex * 2] as number),
            (world[vertex * 2 + 3] as number) - (world[vertex * 2 + 1] as number),
          )
      }
    }
  }

  #boxes(): Flatbush {
    const index = new Flatbush(Math.max(1, this.count))
    for (let segment = 0; segment < this.count; segment++) index.add(...this.boxOf(segment))
    if (this.count === 0) index.add(0, 0, 0, 0)
    index.finish()
    return index
  }
}
