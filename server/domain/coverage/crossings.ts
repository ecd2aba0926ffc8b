import { METRES_PER_DEGREE, metresBetween } from './geometry'
import { leadsAway } from './graph'
import type { RoadNetwork } from './road-network'

/** A place where a route from outside starts: one node, or several that lie on one spot to the sixth decimal. */
export interface Crossing {
  /** `lng,lat` with six decimals. */
  id: string
  lng: number
  lat: number
  /** The smallest id of its group. */
  group: string
  presumed: boolean
  nodes: readonly number[]
  /** Index in `network.ways` of the best way that leads in. */
  way: number
}

/** The crossings of a network, by id. They hang on nothing that is placed, so they are worked out once an import. */
export function crossingsOf(network: RoadNetwork): readonly Crossing[] {
  const known = crossingsByNetwork.get(network)
  if (known) return known
  const crossings = findCrossings(network)
  crossingsByNetwork.set(network, crossings)
  return crossings
}

/** The id of the crossing that each source is of. */
export function crossingOfSource(network: RoadNetwork): ReadonlyMap<number, string> {
  const known = sourcesByNetwork.get(network)
  if (known) return known
  const sources = new Map(crossingsOf(network).flatMap(({ id, nodes }) => nodes.map((node) => [node, id] as const)))
  sourcesByNetwork.set(network, sources)
  return sources
}

const sourcesByNetwork = new WeakMap<RoadNetwork, ReadonlyMap<number, string>>()
const crossingsByNetwork = new WeakMap<RoadNetwork, readonly Crossing[]>()

function findCrossings(network: RoadNetwork): Crossing[] {
  const { graph, sources } = network
  const byId = new Map<string, { nodes: number[]; presumed: boolean }>()
  for (let at = 0; at < sources.length; at++) {
    const node = sources[at] ?? 0
    const id = placeId(graph.nodeLng[node] ?? 0, graph.nodeLat[node] ?? 0)
    const presumed = network.presumed[at] === 1
    const same = byId.get(id)
    if (same) {
      same.nodes.push(node)
      same.presumed &&= presumed
    } else byId.set(id, { nodes: [node], presumed })
  }
  const crossings = [...byId].map(([id, { nodes, presumed }]) => {
    const first = nodes[0] ?? 0
    return {
      id,
      lng: graph.nodeLng[first] ?? 0,
      lat: graph.nodeLat[first] ?? 0,
      group: id,
      presumed,
      nodes,
      way: bestWayFrom(network, nodes),
    }
  })
  crossings.sort((a, b) => compareText(a.id, b.id))
  const groups = groupIds(crossings, network.settings.groupMetres)
  return crossings.map((crossing, at) => ({ ...crossing, group: groups[at] ?? crossing.id }))
}

/** The name of a place by its coordinates. */
function placeId(lng: number, lat: number): string {
  return `${sixDecimals(lng)},${sixDecimals(lat)}`
}

function sixDecimals(degrees: number): string {
  const text = degrees.toFixed(6)
  return text === '-0.000000' ? '0.000000' : text
}

/** Orders text by its code units: the same everywhere, whatever the machine's language. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function bestWayFrom(network: RoadNetwork, nodes: readonly number[]): number {
  const { graph, segmentWay, ways } = network
  const { start, entry } = graph.adjacency
  let best = -1
  for (const node of nodes) {
    for (let at = start[node] ?? 0; at < (start[node + 1] ?? 0); at++) {
      const here = entry[at] ?? 0
      if (!leadsAway(graph.arcs, here)) continue
      const way = segmentWay[here >> 1] ?? 0
      const rank = ways[way]?.rank ?? 0
      const bestRank = ways[best]?.rank ?? Number.POSITIVE_INFINITY
      // Ways are numbered by id.
      if (rank < bestRank || (rank === bestRank && way < best)) best = way
    }
  }
  return best
}

/** Single linkage: crossings within `groupMetres` of each other share a group, named for its smallest id. */
function groupIds(crossings: readonly { id: string; lng: number; lat: number }[], groupMetres: number): string[] {
  const parent = crossings.map((_, at) => at)
  const rootOf = (at: number): number => {
    let root = at
    while (parent[root] !== root) {
      const grandparent = parent[parent[root] ?? root] ?? root
      parent[root] = grandparent
      root = grandparent
    }
    return root
  }
  const byLat = crossings.map((_, at) => at).sort((a, b) => (crossings[a]?.lat ?? 0) - (crossings[b]?.lat ?? 0))
  const band = (groupMetres / METRES_PER_DEGREE) * 1.001
  for (let i = 0; i < byLat.length; i++) {
    const one = crossings[byLat[i] ?? 0]
    for (let j = i + 1; j < byLat.length; j++) {
      const other = crossings[byLat[j] ?? 0]
      if (!one || !other || other.lat - one.lat > band) break
      if (metresBetween(one.lng, one.lat, other.lng, other.lat) > groupMetres) continue
      const a = rootOf(byLat[i] ?? 0)
      const b = rootOf(byLat[j] ?? 0)
      // Crossings stand in the order of their ids, so the smaller root is the smallest id.
      if (a < b) parent[b] = a
      else parent[a] = b
    }
  }
  return crossings.map((crossing, at) => crossings[rootOf(at)]?.id ?? crossing.id)
}
