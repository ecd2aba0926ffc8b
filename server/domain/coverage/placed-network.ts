import { SAME_PLACE_DEGREES } from './geometry'
import type { Graph } from './graph'
import { buildAdjacency } from './graph'
import { ContentHash } from './network-hash'
import type { CoveragePoints } from './points'
import type { CoverageWarning } from './road-input'
import type { RoadNetwork } from './road-network'
import type { RoadPoint } from './snap'
import { labelSpot, stopSpot } from './spots'

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

/** The segments of a network as they are where nothing splits them. */
interface WholeSegments {
  number: Int32Array
  innerStart: Int32Array
  innerEnd: Int32Array
}

const wholeByNetwork = new WeakMap<RoadNetwork, WholeSegments>()

function wholeSegments(network: RoadNetwork): WholeSegments {
  const known = wholeByNetwork.get(network)
  if (known) return known
  const { vertexStart, graph } = network
  const count = graph.from.length
  const whole = {
    number: Int32Array.from({ length: count }, (_, segment) => segment),
    innerStart: Int32Array.from({ length: count }, (_, segment) => (vertexStart[segment] ?? 0) + 1),
    innerEnd: Int32Array.from({ length: count }, (_, segment) => (vertexStart[segment + 1] ?? 0) - 1),
  }
  wholeByNetwork.set(network, whole)
  return whole
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
    const spot = stopSpot(this.network, point.lng, point.lat)
    if (!spot) {
      warnings.push({ kind: 'unplaced', what: `${kind} ${point.code}`, where: [point.lng, point.lat] })
      return { code: point.code, offsetMetres: null, nodes: [] }
    }
    const { own, junction, companions } = spot
    const nodes = new Set<number>([junction >= 0 ? junction : this.nodeAt(own)])
    for (const companion of companions) nodes.add(this.nodeAt(companion))
    return { code: point.code, offsetMetres: own.offset, nodes: [...nodes] }
  }

  placePlace(lng: number, lat: number): PlacedPlace {
    const spot = labelSpot(this.network, lng, lat)
    if (spot === 'outside') return { where: 'outside' }
    return spot === null ? { where: 'unplaced' } : { where: 'road', node: this.nodeAt(spot) }
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
    const { network, nextNode: nodeCount } = this
    const { graph: base, vertexStart } = network
    const whole = wholeSegments(network)
    const count = base.from.length + this.newNodes.length
    const from = new Int32Array(count)
    const to = new Int32Array(count)
    const arcs = new Uint8Array(count)
    const metres = new Float64Array(count)
    const baseSegment = new Int32Array(count)
    const innerStart = new Int32Array(count)
    const innerEnd = new Int32Array(count)
    let copied = 0
    let at = 0
    /** Segments that nothing splits, up to `until`, are copied as they are. */
    const copyUntil = (until: number) => {
      from.set(base.from.subarray(copied, until), at)
      to.set(base.to.subarray(copied, until), at)
      arcs.set(base.arcs.subarray(copied, until), at)
      metres.set(base.metres.subarray(copied, until), at)
      baseSegment.set(whole.number.subarray(copied, until), at)
      innerStart.set(whole.innerStart.subarray(copied, until), at)
      innerEnd.set(whole.innerEnd.subarray(copied, until), at)
      at += until - copied
      copied = until
    }
    for (const segment of [...this.splits.keys()].sort((a, b) => a - b)) {
      copyUntil(segment)
      copied = segment + 1
      const splits = this.splits.get(segment) ?? []
      splits.sort((a, b) => a.edge - b.edge || a.share - b.share)
      const first = vertexStart[segment] ?? 0
      let node = base.from[segment] ?? 0
      let inner = first + 1
      let along = 0
      const part = (end: number, innerUntil: number, until: number) => {
        from[at] = node
        to[at] = end
        arcs[at] = base.arcs[segment] ?? 0
        metres[at] = until - along
        baseSegment[at] = segment
        innerStart[at] = inner
        innerEnd[at] = innerUntil
        at += 1
      }
      for (const split of splits) {
        part(split.node, first + split.edge + (split.share === 0 ? 0 : 1), split.along)
        node = split.node
        inner = first + split.edge + 1
        along = split.along
      }
      part(base.to[segment] ?? 0, (vertexStart[segment + 1] ?? 0) - 1, base.metres[segment] ?? 0)
    }
    copyUntil(base.from.length)
    const nodeLng = new Float64Array(nodeCount)
    const nodeLat = new Float64Array(nodeCount)
    nodeLng.set(base.nodeLng)
    nodeLat.set(base.nodeLat)
    for (const split of this.newNodes) {
      nodeLng[split.node] = split.lng
      nodeLat[split.node] = split.lat
    }
    // Points are placed on inside segments only.
    const insideCount = base.insideCount + this.newNodes.length
    const adjacency = buildAdjacency(nodeCount, insideCount, from, to)
    return {
      graph: { nodeLng, nodeLat, insideCount, from, to, arcs, metres, adjacency },
      baseSegment,
      innerStart,
      innerEnd,
    }
  }
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
