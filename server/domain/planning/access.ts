import { roadsOfRoute } from '../coverage/bypass'
import { crossingsOf } from '../coverage/crossings'
import { STOP_WORKING, stopOfState } from '../coverage/points'
import { SEGMENT_STATES } from '../coverage/reach'
import type { PlaceState } from '../coverage/result'
import { roundMetres } from '../coverage/result'
import { type Drive, Driver, nearestNode } from './drive'
import type { Situation } from './situation'
import { type WayIn, WaysIn } from './village-ways'

/** A hospital or the seat of a town. Degrees. */
interface Anchor {
  name: string
  lng: number
  lat: number
}

export interface Anchors {
  hospitals: readonly Anchor[]
  seats: readonly Anchor[]
}

/** A drive to a place under the plan, and what closures add to it. */
interface Arrival {
  /** Whence: the hospital, or the crossing's id. */
  from: string
  minutes: number
  moreMinutes: number
  metres: number
  roads: string[]
  /** Codes of the working checkpoints on the way. */
  checkpoints: string[]
}

export interface PlaceAccess {
  name: string
  code: string | null
  population: number
  state: PlaceState
  /** From the nearest hospital; null: cut off from every one. */
  ambulance: Arrival | null
  /** From outside the county; null: nothing gets in. */
  supplies: Arrival | null
  /** Empty for places that are no village. */
  ways: WayIn[]
  /** Of a village: how many ways lead in; of another place only whether it is guarded. */
  finding: 'guarded' | 'one-guarded-way' | 'no-guarded-way' | 'several-ways' | 'cut-off' | 'not-on-a-road'
}

/** The access of every place, in the order of the input. `isVillage` says of which the ways in are asked. */
export function accessOf(situation: Situation, anchors: Anchors, isVillage: (place: number) => boolean): PlaceAccess[] {
  const { placed, stops, level, cores } = situation
  const driver = new Driver(placed, stops)
  const hospitals = anchorsByNode(situation, anchors.hospitals)
  const towns = anchorsByNode(situation, [...anchors.hospitals, ...anchors.seats])
  const nothingClosed = { isBlocked: () => false }
  const ambulance = driver.drive(hospitals.keys())
  const ambulanceFree = driver.drive(hospitals.keys(), nothingClosed)
  const supplies = driver.drive(placed.network.sources)
  const suppliesFree = driver.drive(placed.network.sources, nothingClosed)
  const waysIn = new WaysIn(situation, driver.drive(towns.keys(), { towards: true }))
  const coreOf = new Map(cores.map((core) => [core.place, core]))
  const crossingOf = new Map(crossingsOf(placed.network).flatMap(({ id, nodes }) => nodes.map((node) => [node, id])))
  const arrive = arrivals(situation, driver)
  return placed.points.places.map(({ name, code, population }, at): PlaceAccess => {
    const where = placed.places[at]
    if (where?.where !== 'road') {
      const state = where?.where ?? 'unplaced'
      return { name, code, population, state, ambulance: null, supplies: null, ways: [], finding: 'not-on-a-road' }
    }
    const { node } = where
    const core = coreOf.get(at)
    const ways = core && isVillage(at) ? waysIn.of(core) : []
    const arrivesBy = (drive: Drive, free: Drive, nameOf: (start: number) => string) =>
      arrive(drive, free, node, nameOf)
    const byAmbulance = arrivesBy(ambulance, ambulanceFree, (start) => hospitals.get(start) ?? '')
    return {
      name,
      code,
      population,
      state: SEGMENT_STATES[level[node] ?? 3] ?? 'unreachable',
      ambulance: byAmbulance,
      supplies: arrivesBy(supplies, suppliesFree, (start) => crossingOf.get(start) ?? ''),
      ways,
      finding: findingOf(ways, isVillage(at), byAmbulance === null && hospitals.size > 0, level[node] ?? 3),
    }
  })
}

function anchorsByNode({ placed }: Situation, anchors: readonly Anchor[]): Map<number, string> {
  const byNode = new Map<number, string>()
  for (const { name, lng, lat } of anchors) {
    const node = nearestNode(placed, lng, lat)
    if (node >= 0 && !byNode.has(node)) byNode.set(node, name)
  }
  return byNode
}

function arrivals({ placed, states }: Situation, driver: Driver) {
  const codes = new Map<number, string>()
  placed.checkpoints.forEach(({ code, nodes }, at) => {
    if (stopOfState(states[at] ?? 'open') === STOP_WORKING) for (const node of nodes) codes.set(node, code)
  })
  return (drive: Drive, free: Drive, node: number, nameOf: (start: number) => string): Arrival | null => {
    const seconds = drive.seconds[node] ?? Number.POSITIVE_INFINITY
    if (seconds === Number.POSITIVE_INFINITY) return null
    const { end, steps } = driver.steps(drive, node)
    const met = [end, ...steps.map((step) => nodeAfter(placed.graph, step))].flatMap((at) => codes.get(at) ?? [])
    const metres = steps.reduce((sum, step) => sum + (placed.graph.metres[step >> 1] ?? 0), 0)
    return {
      from: nameOf(end),
      minutes: minutesOf(seconds),
      moreMinutes: minutesOf(seconds - (free.seconds[node] ?? seconds)),
      metres: roundMetres(metres),
      roads: roadsOfRoute(placed, { metres, source: end, steps }),
      checkpoints: [...new Set(met)],
    }
  }
}

function nodeAfter(graph: { from: Int32Array; to: Int32Array }, step: number): number {
  return ((step & 1) === 0 ? graph.to[step >> 1] : graph.from[step >> 1]) ?? 0
}

/** To a tenth. */
function minutesOf(seconds: number): number {
  return Math.round(seconds / 6) / 10
}

function findingOf(
  ways: readonly WayIn[],
  isVillage: boolean,
  isCutOff: boolean,
  level: number,
): PlaceAccess['finding'] {
  if (isCutOff || SEGMENT_STATES[level] === 'unreachable') return 'cut-off'
  if (!isVillage) return SEGMENT_STATES[level] === 'monitored' ? 'guarded' : 'no-guarded-way'
  const passable = ways.filter(({ state }) => state !== 'closed')
  if (!passable.some(({ state }) => state === 'guarded')) return 'no-guarded-way'
  return passable.length > 1 ? 'several-ways' : 'one-guarded-way'
}
