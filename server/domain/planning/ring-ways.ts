import { CROSSING_STATES, type CrossingState, CrossingWalker } from '../coverage/crossing-walk'
import { crossingsOf } from '../coverage/crossings'
import { roundDegrees } from '../coverage/result'
import { ROAD_CLASSES } from '../coverage/way-rules'
import { countyMayClose, type RoadName } from './county-roads'
import type { Situation } from './situation'

/** A way into a ring whose boundary is known: one group of its crossings. */
interface RingWay {
  /** The group's id, and a crossing of it. Degrees. */
  group: string
  lng: number
  lat: number
  road: RoadName
  state: CrossingState
  keep: boolean
  mayClose: boolean
}

export interface RingAccess {
  /** Dead ends, which lead nowhere, are left out. */
  ways: RingWay[]
  finding: 'one-guarded-way' | 'no-guarded-way' | 'several-ways' | 'cut-off'
}

/** The ways into a ring, the network being cut at its boundary: the one to keep first, guarded ones before the others. */
export function ringWays({ placed, stops }: Situation): RingAccess {
  const { network } = placed
  const walker = new CrossingWalker(placed)
  const groups = new Map<string, RingWay & { rank: number }>()
  for (const crossing of crossingsOf(network)) {
    const state = walker.stateOf(crossing, stops)
    const way = network.ways[crossing.way]
    const rank = way?.rank ?? 0
    const known = groups.get(crossing.group)
    const road: RoadName = {
      name: way?.name ?? null,
      ref: way?.ref ?? null,
      class: ROAD_CLASSES[rank] ?? '',
      way: way?.id ?? 0,
    }
    if (!known) {
      groups.set(crossing.group, {
        group: crossing.group,
        lng: roundDegrees(crossing.lng),
        lat: roundDegrees(crossing.lat),
        road,
        state,
        keep: false,
        mayClose: countyMayClose(road),
        rank,
      })
      continue
    }
    if (CROSSING_STATES.indexOf(state) < CROSSING_STATES.indexOf(known.state)) known.state = state
    if (rank < known.rank) Object.assign(known, { rank, road, mayClose: countyMayClose(road) })
  }
  const order = (state: CrossingState) => (state === 'monitored' ? 0 : state === 'closed' ? 2 : 1)
  const ways = [...groups.values()]
    .filter(({ state }) => state !== 'dead-end')
    .sort((a, b) => order(a.state) - order(b.state) || a.rank - b.rank || (a.group < b.group ? -1 : 1))
  const passable = ways.filter(({ state }) => state !== 'closed')
  const [first] = passable
  if (first) first.keep = true
  return { ways: ways.map(({ rank: _, ...way }) => way), finding: findingOf(passable) }
}

function findingOf(passable: readonly RingWay[]): RingAccess['finding'] {
  if (passable.length === 0) return 'cut-off'
  if (!passable.some(({ state }) => state === 'monitored')) return 'no-guarded-way'
  return passable.length > 1 ? 'several-ways' : 'one-guarded-way'
}
