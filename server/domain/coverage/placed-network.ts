import { isInside, isOnRing } from './boundary'
import { SAME_PLACE_DEGREES } from './geometry'
import type { Graph } from './graph'
import { buildAdjacency } from './graph'
import { junctionNear } from './junction'
import type { RoadNetwork } from './network'
import { ContentHash } from './network-hash'
import type { CoveragePoints } from './points'
import { EXPOSED, reach, reachSpace, segmentStates } from './reach'
import type { CoverageWarning } from './road-input'
import type { RoadPoint } from './snap'
import { nearestRoadPoint, nearestRoadPointByWay } from './snap'
import { BACKWARD, FORWARD } from './way-rules'

/** Where a checkpoint or a closure stands on the roads; `offsetMetres` is null where it is unplaced. */
interface PlacedStop {
  code: string
  offsetMetres: number | null
  /** The nodes that it controls. */
  nodes: readonly number[]
}

type PlacedPlace = { where: 'road'; node: number } | { where: 'outside' } | { where: 'unplaced' }

/**
 * The network with all points on it: what a search runs on, and what the map draws. Segments are numbered anew: inside
 * by way and position, then outside. States of checkpoints play no part in it, so a change of state keeps the numbers.
 */
export interface PlacedNetwork {
  network: RoadNetwork
  points: CoveragePoints
  graph: Graph
  /** For every segment the segment of the network that it is a part of. */
  baseSegment: Int32Array
  /** For every segment its vertices between its ends: from `innerStart` up to, not including, `innerEnd`. */
  innerStart: Int32Array
  innerEnd: Int32Array
  checkpoints: readonly PlacedStop[]
  closures: readonly PlacedStop[]
  places: readonly PlacedPlace[]
  warnings: readonly CoverageWarning[]
  /** The network's id on the wire: names roads, boundary, settings and placed points. */
  id: string
}

/** Puts checkpoints, closures and places on the roads and cuts the segments there. */
export function placePoints(network: RoadNetwork, points: CoveragePoints): PlacedNetwork {
  const placer = new Placer(network)
  const warnings: CoverageWarning[] = [...network.warnings]
  const checkpoints = points.checkpoints.map((point) => placer.placeStop(point, 'checkpoint', warnings))
  const closures = points.closures.map((point) => placer.placeStop(point, 'closure', warnings))
  const places = points.places.map((place) => placer.placePlace(place.lng, place.lat))
  const { graph, baseSegment, innerStart, innerEnd } = placer.split()
  const hash = new ContentHash()
  hash.text(network.hash)
  for (const split of placer.allSplits()) {
    hash.word(split.segment)
    hash.word(split.edge)
    hash.word(Math.round(split.share * 1e9))
  }
  return {
    network,
    points,
    graph,
    baseSegment,
    innerStart,
    innerEnd,
    checkpoints,
    closures,
    places,
    warnings,
    id: hash.finish(),
  }
}

/** A new node on a segment of the network. */
interface Split extends RoadPoint {
  node: number
}

/** Inside segments of the network that can be driven into from outside with nothing stopped, worked out once a network. */
const drivableOf = new WeakMap<RoadNetwork, Uint8Array>()

function drivable(network: RoadNetwork): Uint8Array {
  const known = drivableOf.get(network)
  if (known) return known
  const { graph } = network
  const space = reachSpace(graph.nodeLng.length)
  reach(graph, network.sources, new Uint8Array(graph.nodeLng.length), space)
  const states = new Uint8Array(graph.insideCount)
  segmentStates(graph, space.level, states)
  drivableOf.set(network, states)
  return states
}

/** Where a label lies: on a road, outside the boundary, or too far from any road. */
type LabelSpot = RoadPoint | 'outside' | null

/** It hangs on the network alone, and each what-if places the same labels again: kept, once found. */
const labelSpots = new WeakMap<RoadNetwork, Map<string, LabelSpot>>()

function labelSpot(network: RoadNetwork, lng: number, lat: number): LabelSpot {
  const spots = labelSpots.get(network) ?? new Map<string, LabelSpot>()
  labelSpots.set(network, spots)
  const key = `${lng},${lat}`
  const known = spots.get(key)
  if (known !== undefined) return known
  const spot = findLabelSpot(network, lng, lat)
  spots.set(key, spot)
  return spot
}

function findLabelSpot(network: RoadNetwork, lng: number, lat: number): LabelSpot {
  const { boundary, settings } = network
  if (!isInside(boundary, lng, lat) && !isOnRing(boundary, lng, lat)) return 'outside'
  const states = drivable(network)
  return (
    nearestRoadPoint(network, lng, lat, settings.placeSnapMetres, (segment) => states[segment] === EXPOSED) ??
    nearestRoadPoint(network, lng, lat, settings.placeSnapMetres, () => true)
  )
}

class Placer {
  private readonly splits = new Map<number, Split[]>()
  private nextNode: number
  private readonly newNodes: Split[] = []

  constructor(private readonly network: RoadNetwork) {
    this.nextNode = network.graph.nodeLng.length
  }

  placeStop(
    point: { code: string; lng: number; lat: number },
    kind: 'checkpoint' | 'closure',
    warnings: CoverageWarning[],
  ): PlacedStop {
    const { network } = this
    const { settings } = network
    const own = nearestRoadPoint(network, point.lng, point.lat, settings.snapMetres, () => true)
    if (!own) {
      warnings.push({ kind: 'unplaced', what: `${kind} ${point.code}`, where: [point.lng, point.lat] })
      return { code: point.code, offsetMetres: null, nodes: [] }
    }
    const junction = junctionNear(network, own, settings.junctionMetres)
    const nodes = new Set<number>([junction >= 0 ? junction : this.nodeAt(own)])
    for (const companion of this.otherCarriageways(own)) nodes.add(this.nodeAt(companion))
    return { code: point.code, offsetMetres: own.offset, nodes: [...nodes] }
  }

  placePlace(lng: number, lat: number): PlacedPlace {
    const spot = labelSpot(this.network, lng, lat)
    if (spot === 'outside') return { where: 'outside' }
    return spot === null ? { where: 'unplaced' } : { where: 'road', node: this.nodeAt(spot) }
  }

  /** The nearest points of the other carriageways of a one-way road: ways with the same ref, else the same name. On foot no way is. */
  private otherCarriageways(own: RoadPoint): RoadPoint[] {
    const { network } = this
    const { settings, ways, segmentWay } = network
    const ownNumber = segmentWay[own.segment] ?? 0
    const ownWay = ways[ownNumber]
    if (!ownWay || !isOneWay(ownWay.directions) || (ownWay.ref ?? ownWay.name) === null) return []
    return nearestRoadPointByWay(network, own.lng, own.lat, settings.carriagewayMetres, (segment) => {
      const number = segmentWay[segment] ?? 0
      const way = ways[number]
      if (number === ownNumber || !way || !isOneWay(way.directions)) return false
      return ownWay.ref !== null ? way.ref === ownWay.ref : way.name === ownWay.name
    })
  }

  /** The node at a point: one of the same line within the precision of coordinates, else a new one. */
  private nodeAt(point: RoadPoint): number {
    const { graph } = this.network
    const { segment } = point
    let nearest = -1
    let nearestDegrees = SAME_PLACE_DEGREES
    const consider = (node: number, lng: number, lat: number) => {
      const degrees = Math.hypot(lng - point.lng, lat - point.lat)
      if (degrees < nearestDegrees || (degrees === nearestDegrees && nearest < 0)) {
        nearest = node
        nearestDegrees = degrees
      }
    }
    const from = graph.from[segment] ?? 0
    const to = graph.to[segment] ?? 0
    consider(from, graph.nodeLng[from] ?? 0, graph.nodeLat[from] ?? 0)
    consider(to, graph.nodeLng[to] ?? 0, graph.nodeLat[to] ?? 0)
    const others = this.splits.get(segment) ?? []
    for (const split of others) consider(split.node, split.lng, split.lat)
    if (nearest >= 0) return nearest
    const split: Split = { ...point, node: this.nextNode++ }
    others.push(split)
    this.splits.set(segment, others)
    this.newNodes.push(split)
    return split.node
  }

  /** New nodes in the order of their numbers. */
  allSplits(): readonly Split[] {
    return this.newNodes
  }

  /** The graph with every split made, and how its segments lie on those of the network. */
  split(): { graph: Graph; baseSegment: Int32Array; innerStart: Int32Array; innerEnd: Int32Array } {
    const { graph: base, vertexStart } = this.network
    const added = this.newNodes.length
    const count = base.from.length + added
    const from = new Int32Array(count)
    const to = new Int32Array(count)
    const arcs = new Uint8Array(count)
    const metres = new Float64Array(count)
    const baseSegment = new Int32Array(count)
    const innerStart = new Int32Array(count)
    const innerEnd = new Int32Array(count)
    let at = 0
    for (let segment = 0; segment < base.from.length; segment++) {
      const splits = this.splits.get(segment)
      const first = vertexStart[segment]!
      const last = vertexStart[segment + 1]! - 1
      let node = base.from[segment]!
      let inner = first + 1
      let along = 0
      if (splits) {
        splits.sort((a, b) => a.edge - b.edge || a.share - b.share)
        for (const split of splits) {
          from[at] = node
          to[at] = split.node
          arcs[at] = base.arcs[segment]!
          metres[at] = split.along - along
          baseSegment[at] = segment
          innerStart[at] = inner
          innerEnd[at] = first + split.edge + (split.share === 0 ? 0 : 1)
          at += 1
          node = split.node
          inner = first + split.edge + 1
          along = split.along
        }
      }
      from[at] = node
      to[at] = base.to[segment]!
      arcs[at] = base.arcs[segment]!
      metres[at] = base.metres[segment]! - along
      baseSegment[at] = segment
      innerStart[at] = inner
      innerEnd[at] = last
      at += 1
    }
    const nodeLng = new Float64Array(this.nextNode)
    const nodeLat = new Float64Array(this.nextNode)
    nodeLng.set(base.nodeLng)
    nodeLat.set(base.nodeLat)
    for (const split of this.newNodes) {
      nodeLng[split.node] = split.lng
      nodeLat[split.node] = split.lat
    }
    // Points are placed on inside segments only.
    const insideCount = base.insideCount + added
    const adjacency = buildAdjacency(this.nextNode, insideCount, from, to)
    return {
      graph: { nodeLng, nodeLat, insideCount, from, to, arcs, metres, adjacency },
      baseSegment,
      innerStart,
      innerEnd,
    }
  }
}

function isOneWay(directions: number): boolean {
  return directions !== (FORWARD | BACKWARD)
}

/** The index in `network.ways` of a placed segment's way. */
export function wayOfSegment(placed: PlacedNetwork, segment: number): number {
  return placed.network.segmentWay[placed.baseSegment[segment] ?? 0] ?? 0
}

/** The line of a placed segment as the way is drawn, in degrees. */
export function pathOfSegment(placed: PlacedNetwork, segment: number): [number, number][] {
  const { graph, network } = placed
  const from = graph.from[segment] ?? 0
  const to = graph.to[segment] ?? 0
  const path: [number, number][] = [[graph.nodeLng[from] ?? 0, graph.nodeLat[from] ?? 0]]
  const end = placed.innerEnd[segment] ?? 0
  for (let at = placed.innerStart[segment] ?? 0; at < end; at++) {
    path.push([network.vertexLng[at] ?? 0, network.vertexLat[at] ?? 0])
  }
  path.push([graph.nodeLng[to] ?? 0, graph.nodeLat[to] ?? 0])
  return path
}
