import { type PlacedNetwork, pathOfSegment, wayOfSegment } from './placed-network'
import { EXPOSED, LAPSED } from './reach'
import type { RoadNetwork } from './road-network'
import { ROAD_CLASSES } from './way-rules'

/** A road with metres that nobody holds. */
export interface OpenRoad {
  name: string | null
  ref: string | null
  class: string
  exposedMetres: number
  lapsedMetres: number
  /** Half way along its longest open segment. */
  at: [number, number]
}

/** Roads with segments that are exposed or lapsed, by number and name; most metres first. */
export function openRoads(placed: PlacedNetwork, states: Uint8Array): OpenRoad[] {
  const { network, graph, baseSegment } = placed
  const { segmentWay } = network
  const { count, ofWay } = roadsOf(network)
  const exposed = new Float64Array(count)
  const lapsed = new Float64Array(count)
  /** The first of its segments that is open, and the longest. */
  const first = new Int32Array(count).fill(-1)
  const longest = new Int32Array(count).fill(-1)
  for (let segment = 0; segment < states.length; segment++) {
    const state = states[segment]!
    if (state > LAPSED) continue
    const road = ofWay[segmentWay[baseSegment[segment]!]!]!
    const length = graph.metres[segment]!
    const sums = state === EXPOSED ? exposed : lapsed
    sums[road]! += length
    if (first[road] === -1) first[road] = segment
    if (longest[road] === -1 || length > graph.metres[longest[road]!]!) longest[road] = segment
  }
  const roads: OpenRoad[] = []
  for (let road = 0; road < count; road++) {
    const way = network.ways[wayOfSegment(placed, first[road] ?? 0)]
    if (first[road] === -1 || !way) continue
    const path = pathOfSegment(placed, longest[road] ?? 0)
    roads.push({
      name: way.name,
      ref: way.ref,
      class: ROAD_CLASSES[way.rank] ?? '',
      exposedMetres: exposed[road] ?? 0,
      lapsedMetres: lapsed[road] ?? 0,
      at: path[path.length >> 1] ?? [0, 0],
    })
  }
  const total = ({ exposedMetres, lapsedMetres }: OpenRoad) => exposedMetres + lapsedMetres
  return roads.sort((a, b) => total(b) - total(a))
}

/** The ways of one number, or without one of one name, are one road; without either, those of one class. */
interface Roads {
  count: number
  ofWay: Int32Array
}

const roadsByNetwork = new WeakMap<RoadNetwork, Roads>()

function roadsOf(network: RoadNetwork): Roads {
  const known = roadsByNetwork.get(network)
  if (known) return known
  const numbers = new Map<string, number>()
  const ofWay = Int32Array.from(network.ways, (way) => {
    const key = way.ref ?? way.name ?? `class ${ROAD_CLASSES[way.rank] ?? ''}`
    const number = numbers.get(key) ?? numbers.size
    numbers.set(key, number)
    return number
  })
  const roads = { count: numbers.size, ofWay }
  roadsByNetwork.set(network, roads)
  return roads
}
