/**
 * The thread that gives advice: seals, frontiers, rankings. A network of its own, so that seconds of search hold up neither the
 * event loop nor the live coverage, which must show a lost checkpoint within a second.
 */

import { gzipSync } from 'node:zlib'
import { isInside, makeBoundary } from '#domain/coverage/boundary'
import { compareRoads } from '#domain/coverage/compare-roads'
import { evaluatePlaced } from '#domain/coverage/evaluate'
import { buildNetwork } from '#domain/coverage/network'
import { type PlacedNetwork, placePoints } from '#domain/coverage/placed-network'
import { encodeRoads } from '#domain/coverage/road-geometry'
import type { RoadNetwork } from '#domain/coverage/road-network'
import { sealSegments } from '#domain/coverage/seal'
import { DEFAULT_SETTINGS } from '#domain/coverage/settings'
import { applyWhatIf } from '#domain/coverage/what-if'
import { type Anchors, accessOf } from '#domain/planning/access'
import { byTraffic } from '#domain/planning/by-traffic'
import { bypassAdvice } from '#domain/planning/bypass-advice'
import { closuresInstead } from '#domain/planning/closures-instead'
import { comparePlans } from '#domain/planning/compare-plans'
import { frontierAdvice } from '#domain/planning/frontier-advice'
import { frontierByTraffic } from '#domain/planning/frontier-by-traffic'
import { lossRanking, sparePoints } from '#domain/planning/losses'
import { ringWays } from '#domain/planning/ring-ways'
import { sealAdvice } from '#domain/planning/seal-advice'
import { type Situation, situationOf } from '#domain/planning/situation'
import { estimateFlows } from '#domain/traffic/road-flows'
import { unpackRoads } from '../../db/stores/road-codec'
import type { Stations } from '../coverage/worker-messages'
import { writeCoverage } from '../exports/write-coverage'
import { answerCalls } from '../process/answer-calls'
import type { Asked, PlanAnswers, PlannedPlace, PlanQuestion, PlanRequest } from './plan-messages'

interface Held {
  /** As they are stored, to be cut at other boundaries. */
  ways: Uint8Array
  network: RoadNetwork
  places: PlannedPlace[]
  anchors: Anchors
  /** The network with the stations of the last question. */
  laid: { stations: Stations; placed: PlacedNetwork } | null
}

/** Places that are no village: of them nobody asks for one way in. */
const TOWNS = new Set(['city', 'town', 'suburb', 'borough', 'quarter', 'neighbourhood'])

let held: Held | null = null

const placedFor = (network: Held, stations: Stations): PlacedNetwork => {
  const points = ({ checkpoints, closures }: Stations) =>
    JSON.stringify([checkpoints, closures].map((list) => list.map(({ code, lng, lat }) => [code, lng, lat])))
  if (network.laid === null || points(network.laid.stations) !== points(stations)) {
    network.laid = { stations, placed: placePoints(network.network, { places: network.places, ...stations }) }
  }
  return network.laid.placed
}

/** The places asked for as a test by index, or the names that mean nothing. */
const askedPlaces = (places: readonly PlannedPlace[], { places: names, area }: Asked) => {
  if (area) {
    const drawn = makeBoundary(area)
    const within = places.map(({ lng, lat }) => isInside(drawn, lng, lat))
    return { isAsked: (place: number) => within[place] === true, unknown: [] }
  }
  if (!names) return { isAsked: () => true, unknown: [] }
  const wanted = new Set(names)
  const known = new Set(places.flatMap(({ name, code }) => (code === null ? [name] : [name, code])))
  const isAsked = (place: number) => {
    const { name, code } = places[place] ?? { name: '', code: null }
    return wanted.has(name) || (code !== null && wanted.has(code))
  }
  return { isAsked, unknown: names.filter((name) => !known.has(name)) }
}

const answer = (
  network: Held,
  situation: Situation,
  question: Exclude<PlanQuestion, { kind: 'compare' | 'rings' }>,
  isAsked: (place: number) => boolean,
): PlanAnswers[typeof question.kind] | Promise<Uint8Array> => {
  const { places, anchors } = network
  switch (question.kind) {
    case 'seal': {
      const seal = sealAdvice(situation, isAsked)
      return question.counts === null ? seal : byTraffic(seal, estimateFlows(situation, question.counts))
    }
    case 'traffic':
      return { network: situation.placed.id, flows: estimateFlows(situation, question.counts) }
    case 'closures': {
      const cores = situation.cores.filter((core) => isAsked(core.place))
      return closuresInstead(situation, sealSegments(situation.placed, cores, situation.level), anchors)
    }
    case 'frontier': {
      if (question.counts === null) return frontierAdvice(situation, isAsked)
      const seal = byTraffic(sealAdvice(situation, isAsked), estimateFlows(situation, question.counts))
      return frontierByTraffic(situation, seal, isAsked)
    }
    case 'losses':
      return lossRanking(situation)
    case 'spare':
      return sparePoints(situation)
    case 'access':
      return accessOf(situation, anchors, (place) => !TOWNS.has(places[place]?.place ?? ''))
    case 'export': {
      const { placed, states, lifted } = situation
      const checkpoints = placed.points.checkpoints.map((point, at) => ({ ...point, state: states[at] ?? point.state }))
      const closures = placed.points.closures.filter((_, at) => !lifted(at))
      const result = evaluatePlaced(placed, states, { segments: true }, lifted)
      return writeCoverage(result, { places: placed.points.places, checkpoints, closures }, question)
    }
    case 'bypass':
      return bypassAdvice(
        situation,
        places.findIndex((place) => isNamed(place, question.place)),
      )
  }
}

/** The ways into each ring: the roads cut at its own boundary, with what stands where. */
const ringsOf = ({ ways, places }: Held, stations: Stations, { rings, plan }: RingsQuestion) => {
  const roads = unpackRoads(ways)
  const states = stations.checkpoints.map(({ state }) => state)
  return rings.map(({ polygons, ...ring }) => {
    const placed = placePoints(buildNetwork(roads, polygons, DEFAULT_SETTINGS), { places, ...stations })
    const tried = applyWhatIf(placed, states, plan)
    return { ...ring, ...ringWays(situationOf(tried.placed, tried.states, tried.lifted)) }
  })
}

type RingsQuestion = Extract<PlanQuestion, { kind: 'rings' }>

const isNamed = ({ name, code }: PlannedPlace, wanted: string) => name === wanted || code === wanted

const plan = async (network: Held, stations: Stations, question: PlanQuestion) => {
  const placed = placedFor(network, stations)
  const states = stations.checkpoints.map(({ state }) => state)
  if (question.kind === 'compare') {
    const { placed: both, unknown, ...compared } = comparePlans(placed, states, question.plans)
    if (unknown.length > 0) return { unknown }
    return { answer: { ...compared, roads: { id: both.id, bytes: gzipSync(encodeRoads(both)) } } }
  }
  if (question.kind === 'rings') {
    const { unknown } = applyWhatIf(placed, states, question.plan)
    return unknown.length > 0 ? { unknown } : { answer: ringsOf(network, stations, question) }
  }
  const asked = askedPlaces(network.places, 'asked' in question ? question.asked : {})
  const unknown = [...asked.unknown]
  if (question.kind === 'bypass' && !network.places.some((place) => isNamed(place, question.place))) {
    unknown.push(question.place)
  }
  const tried = applyWhatIf(placed, states, question.plan)
  unknown.push(...tried.unknown)
  if (unknown.length > 0) return { unknown }
  const situation = situationOf(tried.placed, tried.states, tried.lifted)
  return { answer: await answer(network, situation, question, asked.isAsked) }
}

answerCalls<PlanRequest, unknown>((request) => {
  if (request.kind === 'network') {
    const { ways, polygons, places, anchors } = request
    held = { ways, network: buildNetwork(unpackRoads(ways), polygons, DEFAULT_SETTINGS), places, anchors, laid: null }
    return null
  }
  if (request.kind === 'changes') return compareRoads(unpackRoads(request.before), unpackRoads(request.after))
  if (held === null) throw new Error('there is no network')
  return plan(held, request.stations, request.question)
})
