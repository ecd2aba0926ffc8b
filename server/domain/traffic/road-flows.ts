import { crossingsOf } from '../coverage/crossings'
import { ROAD_CLASSES } from '../coverage/way-rules'
import { Driver } from '../planning/drive'
import type { Situation } from '../planning/situation'

/** Vehicles a day, both directions together, that entries give at a checkpoint. */
export interface CountedTraffic {
  code: string
  vehicles: number
}

/** Vehicles a day, both directions together. All of it is an estimate but what was counted. */
export interface RoadFlows {
  /** By inside segment. */
  segments: Float64Array
  crossings: { id: string; vehicles: number }[]
  /** How well the estimate meets what was counted, by code. */
  fitted: { code: string; counted: number; estimated: number }[]
}

/** Trips a person makes over the county line and back a day, before anything was counted. */
const TRIPS_A_PERSON = 0.12
/** Minutes of driving that leave a third of the trips (1/e). */
const REACH_MINUTES = 30
/** Vehicles a day that pass through the county by a crossing of weight 1. */
const THROUGH_TRAFFIC = 40
const FIT_ROUNDS = 40
/** The largest crossings are asked; what more there are, farm tracks mostly, carry next to nothing. */
const MOST_CROSSINGS = 150
/** What a road class draws, a tertiary road being 1.5; half for links. */
const WEIGHTS: Readonly<Record<string, number>> = {
  motorway: 20,
  trunk: 10,
  primary: 6,
  secondary: 3,
  tertiary: 1.5,
  unclassified: 0.5,
  residential: 0.3,
}
const OTHER_WEIGHT = 0.1

/** Trips of one pair of crossing and place, or of two crossings. */
interface Pair {
  steps: Int32Array
  /** Counted checkpoints on the way, by number. */
  counted: readonly number[]
  vehicles: number
  /** Crossings at its ends, by number. */
  ends: readonly number[]
}

/**
 * Flows on all roads: a gravity model between places and crossings and among crossings, on the quickest roads with closures
 * standing, scaled pair by pair until the flows at checkpoints are those counted (the multiplicative fit of
 * Van Zuylen and Willumsen 1980, which keeps as near to the first guess as the counts allow).
 */
export function estimateFlows(situation: Situation, counts: readonly CountedTraffic[]): RoadFlows {
  const { placed } = situation
  const { pairs, codes, crossings } = gravityPairs(situation, counts)
  const wanted = codes.map((code) => counts.find((count) => count.code === code)?.vehicles ?? 0)
  meetCounts(pairs, wanted)
  const segments = new Float64Array(placed.graph.insideCount)
  const atCrossing = new Float64Array(crossings.length)
  for (const { steps, vehicles, ends } of pairs) {
    for (const step of steps) segments[step >> 1]! += vehicles // steps are of inside segments
    for (const end of ends) atCrossing[end]! += vehicles
  }
  const estimated = passing(pairs, codes.length)
  return {
    segments,
    crossings: crossings.map(({ id }, at) => ({ id, vehicles: Math.round(atCrossing[at] ?? 0) })),
    fitted: codes.map((code, at) => ({
      code,
      counted: Math.round(wanted[at] ?? 0),
      estimated: Math.round(estimated[at] ?? 0),
    })),
  }
}

function gravityPairs(situation: Situation, counts: readonly CountedTraffic[]) {
  const { placed, stops } = situation
  const { graph, network, points } = placed
  const driver = new Driver(placed, stops)
  const wanted = new Set(counts.map(({ code }) => code))
  const codes: string[] = []
  const countedAt = new Map<number, number>()
  placed.checkpoints.forEach(({ code, nodes }) => {
    if (!wanted.has(code)) return
    for (const node of nodes) countedAt.set(node, codes.length)
    codes.push(code)
  })
  // One crossing a group: the two carriageways of a road, or a road that winds along the line, are one way in.
  const groups = new Map(crossingsOf(network).map((crossing) => [crossing.group, crossing]))
  for (const crossing of crossingsOf(network)) {
    const known = groups.get(crossing.group)
    if (known && weightOf(network.ways[crossing.way]?.rank) > weightOf(network.ways[known.way]?.rank)) {
      groups.set(crossing.group, crossing)
    }
  }
  const crossings = [...groups.values()].map(({ id, nodes, way }) => ({
    id,
    node: nodes[0] ?? 0,
    weight: weightOf(network.ways[way]?.rank),
  }))
  crossings.sort((a, b) => b.weight - a.weight || (a.id < b.id ? -1 : 1))
  crossings.length = Math.min(crossings.length, MOST_CROSSINGS)
  const places = placed.places.flatMap((place, at) => {
    const people = points.places[at]?.population ?? 0
    return place.where === 'road' && people > 0 ? [{ node: place.node, people }] : []
  })
  const pairs: Pair[] = []
  /** By place the pull of all crossings, to share its trips out. */
  const pull = new Float64Array(places.length)
  const drawn: { pair: Omit<Pair, 'vehicles'>; place: number; share: number }[] = []
  crossings.forEach((crossing, number) => {
    const drive = driver.drive([crossing.node])
    const wayTo = (node: number) => {
      const { steps } = driver.steps(drive, node)
      const met = steps.flatMap((step) => {
        const end = (step & 1) === 0 ? graph.to[step >> 1] : graph.from[step >> 1]
        return countedAt.get(end ?? -1) ?? []
      })
      return {
        steps: Int32Array.from(steps),
        counted: [...new Set([...(countedAt.has(crossing.node) ? [countedAt.get(crossing.node) ?? 0] : []), ...met])],
      }
    }
    const draw = (node: number) => {
      const minutes = (drive.seconds[node] ?? Number.POSITIVE_INFINITY) / 60
      return Math.exp(-minutes / REACH_MINUTES)
    }
    places.forEach(({ node }, place) => {
      const share = crossing.weight * draw(node)
      if (share === 0) return
      pull[place]! += share
      drawn.push({ pair: { ...wayTo(node), ends: [number] }, place, share })
    })
    const others = crossings.map(({ node, weight }, other) => (other > number ? weight * draw(node) : 0))
    const all = crossings.reduce((sum, { weight }) => sum + weight, 0)
    others.forEach((share, other) => {
      if (share === 0 || all === 0) return
      const vehicles = (THROUGH_TRAFFIC * crossing.weight * share) / all
      pairs.push({ ...wayTo(crossings[other]?.node ?? 0), ends: [number, other], vehicles })
    })
  })
  for (const { pair, place, share } of drawn) {
    const vehicles = ((places[place]?.people ?? 0) * TRIPS_A_PERSON * share) / (pull[place] ?? 1)
    pairs.push({ ...pair, vehicles })
  }
  return { pairs, codes, crossings }
}

function weightOf(rank = 0): number {
  const name = ROAD_CLASSES[rank] ?? ''
  const base = name.replace(/_link$/, '')
  return (WEIGHTS[base] ?? OTHER_WEIGHT) * (base === name ? 1 : 0.5)
}

/** Vehicles of all pairs at each counted checkpoint. */
function passing(pairs: readonly Pair[], count: number): Float64Array {
  const sums = new Float64Array(count)
  for (const { counted, vehicles } of pairs) for (const at of counted) sums[at]! += vehicles
  return sums
}

function meetCounts(pairs: Pair[], wanted: readonly number[]): void {
  if (wanted.length === 0) return
  const first = passing(pairs, wanted.length)
  const all = first.reduce((sum, vehicles) => sum + vehicles, 0)
  const scale = all > 0 ? wanted.reduce((sum, vehicles) => sum + vehicles, 0) / all : 1
  // What passes no counted point is taken to be off by as much as the rest is.
  for (const pair of pairs) pair.vehicles *= scale
  for (let round = 0; round < FIT_ROUNDS; round++) {
    const sums = passing(pairs, wanted.length)
    const off = wanted.map((vehicles, at) => ((sums[at] ?? 0) > 0 ? vehicles / (sums[at] ?? 1) : 1))
    for (const pair of pairs) {
      if (pair.counted.length === 0) continue
      const factor = pair.counted.reduce((product, at) => product * (off[at] ?? 1), 1)
      pair.vehicles *= factor ** (1 / pair.counted.length)
    }
  }
}
