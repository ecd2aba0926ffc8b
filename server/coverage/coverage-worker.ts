/**
 * The thread that computes coverage, so that the event loop never waits for it. Holds one network and what stands on it;
 * a change of states is a search, a change of points cuts the segments anew.
 */
import { gzipSync } from 'node:zlib'
import { evaluatePlaced } from '#domain/coverage/evaluate'
import { LiveCoverage, type LiveCoverageState } from '#domain/coverage/live'
import { buildNetwork } from '#domain/coverage/network'
import { type PlacedNetwork, placePoints } from '#domain/coverage/placed-network'
import type { PlacePoint } from '#domain/coverage/points'
import type { CoverageResult } from '#domain/coverage/result'
import { encodeRoads } from '#domain/coverage/road-geometry'
import type { RoadNetwork } from '#domain/coverage/road-network'
import { DEFAULT_SETTINGS } from '#domain/coverage/settings'
import { applyWhatIf, type WhatIf } from '#domain/coverage/what-if'
import { unpackRoads } from '../../db/stores/road-codec'
import { answerCalls } from '../process/answer-calls'
import type { CoverageAnswer, CoverageRequest, Stations } from './worker-messages'

interface Held {
  network: RoadNetwork
  places: PlacePoint[]
  stations: Stations
  placed: PlacedNetwork
  live: LiveCoverage
}

let held: Held | null = null

const place = (network: RoadNetwork, places: PlacePoint[], stations: Stations): Held => {
  const placed = placePoints(network, { places, ...stations })
  return { network, places, stations, placed, live: new LiveCoverage(placed) }
}

/** `roads` where the asker can't have them yet: with another numbering than the network's own now. */
const answer = ({ placed, live, stations }: Held, withRoads: boolean): CoverageAnswer => {
  const states = stations.checkpoints.map(({ state }) => state)
  const state = live.update(states)
  return pack(state, evaluatePlaced(placed, states), withRoads ? placed : null, [])
}

/** `roads` where the asker wants the geometry. */
const pack = (
  live: LiveCoverageState,
  result: CoverageResult,
  roads: PlacedNetwork | null,
  unknown: string[],
): CoverageAnswer => ({
  live,
  summary: result.summary,
  body: new TextEncoder().encode(
    JSON.stringify({ network: live.network, ...result, segments: live.segments }).slice(1),
  ),
  roads: roads === null ? null : { id: roads.id, bytes: gzipSync(encodeRoads(roads)) },
  unknown,
})

const evaluateWhatIf = ({ placed, stations }: Held, whatIf: WhatIf): CoverageAnswer => {
  const tried = applyWhatIf(
    placed,
    stations.checkpoints.map(({ state }) => state),
    whatIf,
  )
  const live = new LiveCoverage(tried.placed).update(tried.states, tried.lifted)
  const result = evaluatePlaced(tried.placed, tried.states, {}, tried.lifted)
  return pack(live, result, tried.placed === placed ? null : tried.placed, tried.unknown)
}

const samePoints = (a: Stations, b: Stations): boolean => {
  const points = ({ checkpoints, closures }: Stations) =>
    JSON.stringify([checkpoints, closures].map((list) => list.map(({ code, lng, lat }) => [code, lng, lat])))
  return points(a) === points(b)
}

const answerTo = (request: CoverageRequest): CoverageAnswer => {
  if (request.kind === 'network') {
    const network = buildNetwork(unpackRoads(request.ways), request.polygons, DEFAULT_SETTINGS)
    held = place(network, request.places, request.stations)
    return answer(held, true)
  }
  if (held === null) throw new Error('there is no network')
  if (request.kind === 'evaluate') {
    return evaluateWhatIf(held, request.whatIf)
  }
  const same = samePoints(request.stations, held.stations)
  held = same ? { ...held, stations: request.stations } : place(held.network, held.places, request.stations)
  return answer(held, !same)
}

// Megabytes a change in a large county: the event loop must not copy them.
answerCalls(answerTo, ({ body }) => [body])
