/**
 * Coverage in the browser, by the server's own function over the roads as they were imported: a change is answered within a
 * frame or two, whatever the network between does. It opens the network once; stations and what-ifs come after.
 */

import { groupCrossings } from '#domain/coverage/crossing-groups'
import { buildNetwork } from '#domain/coverage/network'
import { placePoints } from '#domain/coverage/placed-network'
import type { PlacePoint } from '#domain/coverage/points'
import type { CoverageResult, PlaceResult } from '#domain/coverage/result'
import { readRoadBytes } from '#domain/coverage/road-bytes'
import type { RoadNetwork } from '#domain/coverage/road-network'
import { DEFAULT_SETTINGS } from '#domain/coverage/settings'
import { Trials } from '#domain/coverage/trial'
import { pickBypass, pickGroup, pickPlace } from '../picked'
import type { EngineReply, EngineRequest, Question, Stations } from './messages'

interface Held {
  network: RoadNetwork
  places: PlacePoint[]
  trials: Trials
}

let held: Held | null = null

const tell = (reply: EngineReply, transfer: Transferable[] = []) => self.postMessage(reply, { transfer })

const trialsOf = (network: RoadNetwork, places: PlacePoint[], stations: Stations): Trials =>
  new Trials(
    placePoints(network, { places, ...stations }),
    stations.checkpoints.map(({ state }) => state),
  )

const open = async ({ roads, polygons, places, stations }: Extract<EngineRequest, { kind: 'open' }>) => {
  let bytes: Uint8Array
  try {
    const response = await fetch(roads, { credentials: 'same-origin' })
    if (!response.ok) return tell({ kind: 'failed', reason: 'network' })
    bytes = new Uint8Array(await response.arrayBuffer())
  } catch {
    return tell({ kind: 'failed', reason: 'network' })
  }
  try {
    const decoder = new TextDecoder()
    const network = buildNetwork(
      readRoadBytes(bytes, (text) => decoder.decode(text)),
      polygons,
      DEFAULT_SETTINGS,
    )
    const trials = trialsOf(network, places, stations)
    // The first trial is many times as slow as the next, for its code has never run: nobody waits for this one.
    trials.run({})
    held = { network, places, trials }
    tell({ kind: 'opened' })
  } catch {
    tell({ kind: 'failed', reason: 'roads' })
  }
}

const run = (request: EngineRequest): void => {
  if (request.kind === 'open') {
    void open(request)
    return
  }
  if (held === null) return
  if (request.kind === 'stations') {
    held.trials = trialsOf(held.network, held.places, request.stations)
    return
  }
  const { whatIf, picked } = request.question
  const began = performance.now()
  const trial = held.trials.run(whatIf)
  const { result, states, pieces, roads } = trial
  const drawn = drawnOf(result, picked)
  if (drawn?.bypass) drawn.bypass.path = trial.lineOf(drawn)
  const network = held.trials.placed.id
  const took = performance.now() - began
  tell({ kind: 'tried', answer: { result, states, pieces, roads, network, took } }, [states.buffer])
}

/** The lines of all ways in are most of a result, and one is drawn. */
const drawnOf = ({ crossings, places }: CoverageResult, picked: Question['picked']): PlaceResult | null =>
  pickBypass(places, pickGroup(groupCrossings(crossings), picked), pickPlace(places, picked))

self.onmessage = ({ data }: MessageEvent<EngineRequest>) => run(data)
