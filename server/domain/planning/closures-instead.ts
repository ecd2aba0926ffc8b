import { roadsOfRoute } from '../coverage/bypass'
import { compareText } from '../coverage/crossings'
import { roundDegrees, roundMetres } from '../coverage/result'
import { pointOfSeal } from '../coverage/seal'
import type { Anchors } from './access'
import { countyMayClose, type RoadName } from './county-roads'
import { type Drive, Driver, nearestNode } from './drive'
import type { Situation } from './situation'
import { roadOfSegment } from './suggest'

/** Who drives farther where a road is closed, and by which roads. */
interface Detour {
  place: string
  people: number
  to: 'hospital' | 'town' | 'county-line'
  moreMinutes: number
  moreMetres: number
  roads: string[]
}

/** Why a point can't be a closure: the road is not the county's, or somebody would be cut off. */
type ClosureRefusal = { why: 'state-road' } | { why: 'cuts-off'; places: string[] }

/** A suggested point as a closure instead: it costs no staff, and somebody a detour. */
export interface ClosureInstead {
  lng: number
  lat: number
  road: RoadName
  /** Null: it may be closed. */
  refusal: ClosureRefusal | null
  /** With the closures before it in the list that may be closed; longest first. */
  detours: Detour[]
  /** People times minutes a way: by this the list is ordered. */
  peopleMinutes: number
}

const DETOURS_LISTED = 20
/** What is less is no detour that anybody would name. */
const LEAST_SECONDS = 6

/** Somewhere that people drive to and are come to from: the drives there and from there, as things stand. */
interface Goal {
  to: Detour['to']
  there: Drive
  back: Drive
}

/**
 * Which of the segments could be closed in place of a point. One after the other is tried, the least detour first, each on
 * top of those that may be closed already; what would leave anybody without a way to the hospital, to the town or for
 * supplies is refused.
 */
export function closuresInstead(situation: Situation, segments: readonly number[], anchors: Anchors): ClosureInstead[] {
  const { placed } = situation
  const driver = new Driver(placed, situation.stops)
  const closed = new Set<number>()
  const goal = (to: Detour['to'], nodes: Iterable<number>): Goal => {
    const starts = new Set(nodes)
    return { to, there: driver.drive(starts, { towards: true }), back: driver.drive(starts) }
  }
  const nodesOf = (list: Anchors['seats']) => list.map(({ lng, lat }) => nearestNode(placed, lng, lat))
  let goals = [
    goal('hospital', nodesOf(anchors.hospitals)),
    goal('town', nodesOf(anchors.seats)),
    goal('county-line', placed.network.sources),
  ]
  let used = usedSegments(situation, driver, goals)
  const tryClosing = (segment: number) => {
    // Most points stand where hardly anybody's quickest way leads: then nothing changes, and nothing is searched.
    if (!used.has(segment)) return { after: goals, detours: [], cost: 0, lost: [] }
    const after = goals.map(({ to, there, back }) => ({
      to,
      there: driver.without(there, segment, { towards: true, blockedSegments: closed }),
      back: driver.without(back, segment, { blockedSegments: closed }),
    }))
    return { after, ...detoursOf(situation, driver, goals, after), lost: cutOff(situation, goals, after) }
  }
  const candidates = segments.map((segment) => {
    const road = roadOfSegment(placed, segment)
    const may = countyMayClose(road)
    const first = may ? tryClosing(segment) : null
    return { segment, road, may, cost: first && first.lost.length === 0 ? first.cost : Number.POSITIVE_INFINITY }
  })
  const order = (a: number, b: number) => (a === b ? 0 : a - b)
  candidates.sort((a, b) => Number(b.may) - Number(a.may) || order(a.cost, b.cost) || a.segment - b.segment)
  return candidates.map(({ segment, road, may }): ClosureInstead => {
    const { lng, lat } = pointOfSeal(placed, segment)
    const at = { lng: roundDegrees(lng), lat: roundDegrees(lat), road }
    if (!may) return { ...at, refusal: { why: 'state-road' }, detours: [], peopleMinutes: 0 }
    const { after, detours, cost, lost } = tryClosing(segment)
    if (lost.length > 0) return { ...at, refusal: { why: 'cuts-off', places: lost }, detours, peopleMinutes: cost }
    closed.add(segment)
    if (after !== goals) used = usedSegments(situation, driver, after)
    goals = after
    return { ...at, refusal: null, detours, peopleMinutes: cost }
  })
}

/** The segments that the quickest ways between places and goals drive, in either direction. */
function usedSegments({ placed }: Situation, driver: Driver, goals: readonly Goal[]): Set<number> {
  const used = new Set<number>()
  for (const { there, back } of goals) {
    for (const drive of [there, back]) {
      for (const place of placed.places) {
        if (place.where !== 'road') continue
        for (const step of driver.steps(drive, place.node).steps) used.add(step >> 1)
      }
    }
  }
  return used
}

function detoursOf(situation: Situation, driver: Driver, before: readonly Goal[], after: readonly Goal[]) {
  const { placed } = situation
  const detours: Detour[] = []
  let cost = 0
  before.forEach(({ to, there: now }, index) => {
    const then = after[index]?.there ?? now
    placed.places.forEach((place, at) => {
      const point = placed.points.places[at]
      if (place.where !== 'road' || !point) return
      const more = (then.seconds[place.node] ?? 0) - (now.seconds[place.node] ?? 0)
      if (!(more >= LEAST_SECONDS) || more === Number.POSITIVE_INFINITY) return
      cost += (more / 60) * point.population
      const way = wayFrom(situation, driver, then, place.node)
      detours.push({
        place: point.name,
        people: point.population,
        to,
        moreMinutes: Math.round(more / 6) / 10,
        moreMetres: roundMetres(way.metres - wayFrom(situation, driver, now, place.node).metres),
        roads: way.roads,
      })
    })
  })
  detours.sort((a, b) => b.moreMinutes - a.moreMinutes || b.people - a.people || (a.place < b.place ? -1 : 1))
  return { detours: detours.slice(0, DETOURS_LISTED), cost: Math.round(cost) }
}

/** The way from a node by a drive towards its starts, as driven. */
function wayFrom({ placed }: Situation, driver: Driver, drive: Drive, node: number) {
  const { end, steps } = driver.steps(drive, node)
  const driven = [...steps].reverse()
  const metres = driven.reduce((sum, step) => sum + (placed.graph.metres[step >> 1] ?? 0), 0)
  return { metres, roads: roadsOfRoute(placed, { metres, source: end, steps: driven }) }
}

/** Places that came to a goal, or were come to from there, and would no longer. */
function cutOff({ placed }: Situation, before: readonly Goal[], after: readonly Goal[]): string[] {
  const isLost = (was: Drive, is: Drive | undefined, node: number) =>
    was.seconds[node] !== Number.POSITIVE_INFINITY && is?.seconds[node] === Number.POSITIVE_INFINITY
  const names = placed.places.flatMap((place, at) => {
    if (place.where !== 'road') return []
    const { node } = place
    const lost = before.some(
      (goal, index) => isLost(goal.there, after[index]?.there, node) || isLost(goal.back, after[index]?.back, node),
    )
    return lost ? [placed.points.places[at]?.name ?? ''] : []
  })
  return names.sort(compareText)
}
