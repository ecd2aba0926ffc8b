import { coresOf } from './core'
import { CROSSING_STATES, CrossingWalker } from './crossing-walk'
import type { Crossing } from './crossings'
import { compareText, crossingsOf } from './crossings'
import { frontierCorners } from './frontier'
import { placeResults } from './place-results'
import type { PlacedNetwork } from './placed-network'
import { pathOfSegment, placePoints, wayOfSegment } from './placed-network'
import type { CheckpointState, CoveragePoints } from './points'
import { reach, reachSpace, SEGMENT_STATES, segmentStates } from './reach'
import type {
  CheckpointResult,
  CoverageResult,
  CoverageSummary,
  CrossingResult,
  PlaceResult,
  SegmentResult,
} from './result'
import { roundDegrees, roundMetres, roundPath } from './result'
import type { RoadNetwork } from './road-network'
import { sealPlaces } from './seal'
import { markStops } from './stops'
import { ROAD_CLASSES } from './way-rules'

/** What to work out beside crossings, places and checkpoints. */
export interface CoverageOptions {
  segments?: boolean
  /** The fewest points that seal all places, or those named. */
  seal?: true | { protect: readonly string[] }
  frontier?: boolean
  /** What is known of a crossing already, by its place in `crossingsOf`: it is not walked from again. */
  known?: (crossing: number) => KnownCrossing | null
}

/** What a walk from a crossing finds. */
export type KnownCrossing = Pick<CrossingResult, 'state' | 'checkpoints'>

/** Coverage of a network with points put on it: the one function that everyone computes it by. */
export function evaluate(network: RoadNetwork, points: CoveragePoints, options: CoverageOptions = {}): CoverageResult {
  const placed = placePoints(network, points)
  return evaluatePlaced(
    placed,
    points.checkpoints.map((checkpoint) => checkpoint.state),
    options,
  )
}

/** The same for points that are placed already; `states` in the order of the checkpoints, `lifted` closures by index. */
export function evaluatePlaced(
  placed: PlacedNetwork,
  states: readonly CheckpointState[],
  options: CoverageOptions = {},
  lifted: (closure: number) => boolean = () => false,
): CoverageResult {
  const { result, lineOf } = weighPlaced(placed, states, options, lifted)
  for (const place of result.places) if (place.bypass) place.bypass.path = lineOf(place)
  return result
}

/** A result whose ways in lack their lines: these are most of it, and a screen that tries draws one. */
interface WeighedCoverage {
  result: CoverageResult
  /** By inside segment: index in SEGMENT_STATES. */
  segmentState: Uint8Array
  /** The line of the way into one of the result's places; empty where there is none. */
  lineOf(place: PlaceResult): [number, number][]
}

/** What `evaluatePlaced` answers, with the lines left to be asked for. */
export function weighPlaced(
  placed: PlacedNetwork,
  states: readonly CheckpointState[],
  options: CoverageOptions,
  lifted: (closure: number) => boolean,
): WeighedCoverage {
  const { graph, network } = placed
  const nodeCount = graph.nodeLng.length
  const stops = new Uint8Array(nodeCount)
  markStops(placed, states, stops, lifted)
  const space = reachSpace(nodeCount)
  reach(graph, network.sources, stops, space)
  const segmentState = new Uint8Array(graph.insideCount)
  segmentStates(graph, space.level, segmentState)

  const { places, lineOf } = placeResults(placed, stops, space.level)
  const crossings = crossingResults(placed, states, stops, places, options.known)
  const result: CoverageResult = {
    settings: network.settings,
    summary: summarise(placed, segmentState, crossings, places),
    crossings,
    places,
    checkpoints: checkpointResults(placed, states),
    warnings: placed.warnings.map((warning) => ({
      ...warning,
      where: warning.where && [roundDegrees(warning.where[0]), roundDegrees(warning.where[1])],
    })),
  }
  result.warnings.sort((a, b) => compareText(a.kind, b.kind) || compareText(a.what, b.what))
  if (options.segments) result.segments = segmentResults(placed, segmentState)
  if (options.seal || options.frontier) {
    const cores = coresOf(placed, stops)
    if (options.seal) {
      const protect = options.seal === true ? null : new Set(options.seal.protect)
      const isAsked = protect && ((place: number) => protect.has(placed.points.places[place]?.name ?? ''))
      const { points, unsealable } = sealPlaces(placed, cores, space.level, isAsked)
      result.seal = {
        minimum: points.length,
        points: points.map((point) => ({ ...point, lng: roundDegrees(point.lng), lat: roundDegrees(point.lat) })),
        unsealable,
      }
    }
    if (options.frontier) result.frontier = frontierCorners(placed, cores, space.level)
  }
  return { result, segmentState, lineOf }
}

function crossingResults(
  placed: PlacedNetwork,
  states: readonly CheckpointState[],
  stops: Uint8Array,
  places: readonly PlaceResult[],
  known: CoverageOptions['known'] = () => null,
): CrossingResult[] {
  const { network } = placed
  const walker = new CrossingWalker(placed)
  const population = new Map<string, number>()
  for (const { bypass, population: people } of places) {
    if (bypass) population.set(bypass.crossing, (population.get(bypass.crossing) ?? 0) + people)
  }
  const codes = codesByNode(placed, states)
  const results = crossingsOf(network).map((crossing, at): CrossingResult => {
    const way = network.ways[crossing.way]
    const { state, checkpoints } = known(at) ?? {
      state: walker.stateOf(crossing, stops),
      checkpoints: codesMet(walker, crossing, stops, codes),
    }
    return {
      id: crossing.id,
      lng: roundDegrees(crossing.lng),
      lat: roundDegrees(crossing.lat),
      group: crossing.group,
      presumed: crossing.presumed,
      state,
      checkpoints,
      population: population.get(crossing.id) ?? 0,
      rank: null,
      road: {
        name: way?.name ?? null,
        ref: way?.ref ?? null,
        class: ROAD_CLASSES[way?.rank ?? 0] ?? '',
        way: way?.id ?? 0,
      },
    }
  })
  return ranked(results)
}

/** Codes of the checkpoints that stop something, by the nodes that they control. */
function codesByNode(placed: PlacedNetwork, states: readonly CheckpointState[]): Map<number, string[]> {
  const codes = new Map<number, string[]>()
  placed.checkpoints.forEach((checkpoint, at) => {
    if (states[at] === 'closed') return
    for (const node of checkpoint.nodes) codes.set(node, [...(codes.get(node) ?? []), checkpoint.code])
  })
  return codes
}

function codesMet(
  walker: CrossingWalker,
  crossing: Crossing,
  stops: Uint8Array,
  codes: ReadonlyMap<number, readonly string[]>,
): string[] {
  const met = new Set<string>()
  for (const node of walker.stopsMet(crossing, stops)) for (const code of codes.get(node) ?? []) met.add(code)
  return [...met].sort(compareText)
}

/** Those that want a point first, by people, class and id; the others after them by id. */
function ranked(crossings: CrossingResult[]): CrossingResult[] {
  const wants = ({ state }: CrossingResult) => state === 'unmonitored' || state === 'on-paper' || state === 'planned'
  const first = crossings.filter(wants)
  first.sort(
    (a, b) =>
      b.population - a.population ||
      ROAD_CLASSES.indexOf(a.road.class) - ROAD_CLASSES.indexOf(b.road.class) ||
      compareText(a.id, b.id),
  )
  const others = crossings.filter((crossing) => !wants(crossing)).sort((a, b) => compareText(a.id, b.id))
  return [...first.map((crossing, at) => ({ ...crossing, rank: at + 1 })), ...others]
}

function checkpointResults(placed: PlacedNetwork, states: readonly CheckpointState[]): CheckpointResult[] {
  const results = placed.checkpoints.map((checkpoint, at) => ({
    code: checkpoint.code,
    state: states[at] ?? 'open',
    placed: checkpoint.offsetMetres !== null,
    offsetMetres: checkpoint.offsetMetres === null ? null : roundMetres(checkpoint.offsetMetres),
    controls: checkpoint.nodes.length,
  }))
  return results.sort((a, b) => compareText(a.code, b.code))
}

function segmentResults(placed: PlacedNetwork, segmentState: Uint8Array): SegmentResult[] {
  const segments: SegmentResult[] = []
  for (let segment = 0; segment < placed.graph.insideCount; segment++) {
    const way = placed.network.ways[wayOfSegment(placed, segment)]
    segments.push({
      way: way?.id ?? 0,
      class: ROAD_CLASSES[way?.rank ?? 0] ?? '',
      name: way?.name ?? null,
      metres: roundMetres(placed.graph.metres[segment] ?? 0),
      state: SEGMENT_STATES[segmentState[segment] ?? 0] ?? 'unreachable',
      path: roundPath(pathOfSegment(placed, segment)),
    })
  }
  return segments
}

function summarise(
  placed: PlacedNetwork,
  segmentState: Uint8Array,
  crossings: readonly CrossingResult[],
  places: readonly PlaceResult[],
): CoverageSummary {
  const metres = [0, 0, 0, 0]
  for (let segment = 0; segment < placed.graph.insideCount; segment++) {
    const state = segmentState[segment] ?? 0
    metres[state] = (metres[state] ?? 0) + (placed.graph.metres[segment] ?? 0)
  }
  const [exposed = 0, lapsed = 0, monitored = 0, unreachable = 0] = metres
  const byState = { unmonitored: 0, 'on-paper': 0, planned: 0, monitored: 0, closed: 0, 'dead-end': 0 }
  for (const state of CROSSING_STATES) byState[state] = crossings.filter((crossing) => crossing.state === state).length
  const placesByState = { exposed: 0, lapsed: 0, monitored: 0, unreachable: 0, outside: 0, unplaced: 0 }
  let populationExposed = 0
  for (const { state, population } of places) {
    placesByState[state] += 1
    if (state === 'exposed' || state === 'lapsed') populationExposed += population
  }
  return {
    crossings: crossings.length,
    byState,
    groups: new Set(crossings.map((crossing) => crossing.group)).size,
    metres: {
      inside: roundMetres(exposed + lapsed + monitored + unreachable),
      exposed: roundMetres(exposed),
      lapsed: roundMetres(lapsed),
      monitored: roundMetres(monitored),
      unreachable: roundMetres(unreachable),
    },
    places: placesByState,
    populationExposed,
  }
}
