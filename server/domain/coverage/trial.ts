import { crossingsOf } from './crossings'
import { evaluatePlaced, type KnownCrossing, weighPlaced } from './evaluate'
import { metresBetween } from './geometry'
import { type OpenRoad, openRoads } from './open-roads'
import { type PlacedNetwork, pathOfSegment } from './placed-network'
import type { CheckpointState } from './points'
import type { CoverageResult, PlaceResult } from './result'
import { applyWhatIf, type WhatIf } from './what-if'

/** Among the states of segments: cut by the what-if, so that its parts are among the pieces. */
export const CUT = 4

/** A part of a segment that a what-if cuts. */
export interface TrialPiece {
  /** A segment of the standing network of the same way. */
  segment: number
  /** Index in SEGMENT_STATES. */
  state: number
  path: [number, number][]
}

interface Trial {
  /** Its ways in lack their lines. */
  result: CoverageResult
  /** The line of the way into one of the result's places; empty where there is none. */
  lineOf(place: PlaceResult): [number, number][]
  /** By inside segment of the standing network: index in SEGMENT_STATES, or CUT. */
  states: Uint8Array
  pieces: TrialPiece[]
  /** Most metres first. */
  roads: OpenRoad[]
  /** Codes that name nothing. */
  unknown: string[]
}

/**
 * What-ifs on one standing network, many a second: the answer is that of `evaluatePlaced`, in the numbers of the standing
 * network, so that a map need not learn new roads. Of the crossings only those are walked from that a changed point can
 * matter to: the states of the others were found when it was made.
 */
export class Trials {
  private readonly standing: readonly KnownCrossing[]
  private readonly whereOfCode: ReadonlyMap<string, { lng: number; lat: number }>

  constructor(
    readonly placed: PlacedNetwork,
    readonly states: readonly CheckpointState[],
  ) {
    const byId = new Map(evaluatePlaced(placed, states).crossings.map((crossing) => [crossing.id, crossing]))
    this.standing = crossingsOf(placed.network).map(
      ({ id }) => byId.get(id) ?? { state: 'unmonitored', checkpoints: [] },
    )
    const { checkpoints, closures } = placed.points
    this.whereOfCode = new Map([...checkpoints, ...closures].map((point) => [point.code, point]))
  }

  run(whatIf: WhatIf): Trial {
    const { placed, states, lifted, unknown } = applyWhatIf(this.placed, this.states, whatIf)
    const { result, segmentState, lineOf } = weighPlaced(placed, states, { known: this.farFrom(whatIf) }, lifted)
    return { result, lineOf, ...this.renumbered(placed, segmentState), roads: openRoads(placed, segmentState), unknown }
  }

  /** The standing answer for crossings that lie too far from everything that the what-if changes. */
  private farFrom(whatIf: WhatIf): (crossing: number) => KnownCrossing | null {
    const { open = [], close = [], add = [], remove = [], off = [], on = [] } = whatIf
    const named = [...open, ...remove, ...off, ...on].flatMap((code) => this.whereOfCode.get(code) ?? [])
    const changed = [...named, ...close, ...add]
    const { network } = this.placed
    const { apronMetres, snapMetres, junctionMetres, carriagewayMetres } = network.settings
    // From the point to its road, on to the junction or the other carriageway, and down the road to the crossing.
    const reach = apronMetres + snapMetres + junctionMetres + carriagewayMetres + 1
    const crossings = crossingsOf(network)
    return (at) => {
      const crossing = crossings[at]
      if (!crossing) return null
      const { lng, lat } = crossing
      return changed.some((point) => metresBetween(lng, lat, point.lng, point.lat) <= reach)
        ? null
        : (this.standing[at] ?? null)
    }
  }

  /** States after a what-if by the standing numbers; whatever it cuts comes as pieces. */
  private renumbered(placed: PlacedNetwork, after: Uint8Array): { states: Uint8Array; pieces: TrialPiece[] } {
    if (placed === this.placed) return { states: after, pieces: [] }
    const states = new Uint8Array(this.placed.graph.insideCount)
    const pieces: TrialPiece[] = []
    let now = 0
    let next = 0
    while (now < states.length) {
      const base = this.placed.baseSegment[now] ?? 0
      let nowEnd = now
      while (nowEnd < states.length && this.placed.baseSegment[nowEnd] === base) nowEnd++
      let nextEnd = next
      while (nextEnd < after.length && placed.baseSegment[nextEnd] === base) nextEnd++
      const isCut = nextEnd - next !== nowEnd - now
      for (let at = 0; at < nowEnd - now; at++) states[now + at] = isCut ? CUT : (after[next + at] ?? 0)
      for (let at = next; isCut && at < nextEnd; at++)
        pieces.push({ segment: now, state: after[at] ?? 0, path: pathOfSegment(placed, at) })
      now = nowEnd
      next = nextEnd
    }
    return { states, pieces }
  }
}
