import Flatbush from 'flatbush'
import type { Boundary, Polygons } from './boundary'
import { makeBoundary } from './boundary'
import { findSources } from './crossing-nodes'
import { cutAtBoundary } from './cut'
import { metresBetween } from './geometry'
import type { Graph } from './graph'
import { buildAdjacency, reversedArcs } from './graph'
import { GrowableFloats, GrowableInts } from './growable'
import { hashOfNetwork } from './network-hash'
import { PairIndex } from './pair-index'
import type { CoverageWarning, RoadInput } from './road-input'
import type { NetworkWay, RoadNetwork } from './road-network'
import type { CoverageSettings } from './settings'
import type { WayTags } from './way-rules'
import { classRank, wayCounts, wayDirections } from './way-rules'

/** Cuts the roads at the boundary and joins them to a graph. */
export function buildNetwork(input: RoadInput, polygons: Polygons, settings: CoverageSettings): RoadNetwork {
  const boundary = makeBoundary(polygons)
  const warnings: CoverageWarning[] = [...input.warnings]
  const lines = countedLines(input, settings, warnings)
  const ways: NetworkWay[] = []
  const wayNumber = new Map<number, number>()
  const inside = new SegmentStore()
  const outside = new SegmentStore()
  const nodes = new NodeStore(lines.vertexCount)

  for (let line = 0; line < lines.inputWay.length; line++) {
    const inputWay = lines.inputWay.at(line)
    let way = wayNumber.get(inputWay)
    if (way === undefined) {
      way = ways.length
      wayNumber.set(inputWay, way)
      ways.push(networkWay(input.wayIds[inputWay] ?? 0, input.wayTags[inputWay] ?? {}, settings))
    }
    const span = { lng: lines.lng, lat: lines.lat, start: lines.start[line] ?? 0, end: lines.start[line + 1] ?? 0 }
    const cut = cutAtBoundary(span, boundary)
    const changes = cut.changes
    let nextChange = 0
    let isNowInside = cut.startsInside
    let store = isNowInside ? inside : outside
    for (let at = span.start; at < span.end; at++) {
      const vertex = lines.vertex[at] ?? 0
      const lng = lines.lng[at] ?? 0
      const lat = lines.lat[at] ?? 0
      const change = changes[nextChange]
      const changesHere = change !== undefined && change.edge === at - span.start && change.t === 0
      const isEnd = at === span.start || at === span.end - 1
      if (isEnd || changesHere || (lines.shared[vertex] ?? 0) > 1) {
        const node = nodes.ofVertex(vertex, lng, lat)
        if (at > span.start) store.end(node, lng, lat)
        if (changesHere) {
          isNowInside = !isNowInside
          store = isNowInside ? inside : outside
          nextChange++
        }
        if (at < span.end - 1) store.begin(way, node, lng, lat)
      } else {
        store.through(lng, lat)
      }
      for (;;) {
        const cutHere = changes[nextChange]
        if (cutHere === undefined || cutHere.edge !== at - span.start || cutHere.t === 0) break
        const node = nodes.add(cutHere.lng, cutHere.lat)
        store.end(node, cutHere.lng, cutHere.lat)
        isNowInside = !isNowInside
        store = isNowInside ? inside : outside
        store.begin(way, node, cutHere.lng, cutHere.lat)
        nextChange++
      }
    }
  }
  return assemble({ settings, boundary, ways, inside, outside, nodes, warnings })
}

function networkWay(id: number, tags: WayTags, settings: CoverageSettings): NetworkWay {
  return {
    id,
    name: tags.name || null,
    ref: tags.ref || null,
    rank: classRank(tags, settings.profile),
    directions: wayDirections(tags, settings.profile),
  }
}

/** The lines of the ways that count, by way id and position, with repeated vertices dropped and vertices numbered. */
function countedLines(input: RoadInput, settings: CoverageSettings, warnings: CoverageWarning[]) {
  const order: number[] = []
  for (let line = 0; line < input.lineWay.length; line++) {
    const tags = input.wayTags[input.lineWay[line] ?? 0]
    if (tags && wayCounts(tags, settings.profile)) order.push(line)
  }
  const idOf = (line: number) => input.wayIds[input.lineWay[line] ?? 0] ?? 0
  order.sort((a, b) => idOf(a) - idOf(b) || a - b)

  const pairs = new PairIndex()
  const inputWay = new GrowableInts()
  const start = new GrowableInts()
  const vertices = new GrowableInts()
  const lng = new GrowableFloats()
  const lat = new GrowableFloats()
  for (const line of order) {
    const first = input.lineStart[line] ?? 0
    const end = input.lineStart[line + 1] ?? first
    const before = vertices.length
    let previous = -1
    for (let at = first; at < end; at++) {
      const x = input.lng[at] ?? 0
      const y = input.lat[at] ?? 0
      const nodeId = input.nodeIds?.[at]
      const vertex =
        nodeId === undefined
          ? pairs.add(Math.round(x * 1e7), Math.round(y * 1e7))
          : pairs.add(nodeId | 0, Math.floor(nodeId / 0x1_0000_0000))
      if (vertex === previous) continue
      previous = vertex
      vertices.push(vertex)
      lng.push(x)
      lat.push(y)
    }
    if (vertices.length - before < 2) {
      const where: [number, number] | null = first < end ? [input.lng[first] ?? 0, input.lat[first] ?? 0] : null
      warnings.push({ kind: 'short-line', what: `way ${idOf(line)}`, where })
      vertices.shorten(before)
      lng.shorten(before)
      lat.shorten(before)
      continue
    }
    inputWay.push(input.lineWay[line] ?? 0)
    start.push(before)
  }
  start.push(vertices.length)
  const vertex = vertices.finish()
  const shared = new Int32Array(pairs.size)
  for (let at = 0; at < vertex.length; at++) shared[vertex[at]!]! += 1 // numbered above, so within the array
  return {
    inputWay,
    start: start.finish(),
    vertex,
    lng: lng.finish(),
    lat: lat.finish(),
    /** How often each vertex occurs. */
    shared,
    vertexCount: pairs.size,
  }
}

/** Nodes as they come: at vertices of ways, and at cuts between them. */
class NodeStore {
  private readonly ofVertices: Int32Array
  readonly lng = new GrowableFloats()
  readonly lat = new GrowableFloats()

  constructor(vertexCount: number) {
    this.ofVertices = new Int32Array(vertexCount).fill(-1)
  }

  ofVertex(vertex: number, lng: number, lat: number): number {
    const known = this.ofVertices[vertex] ?? -1
    if (known >= 0) return known
    const node = this.add(lng, lat)
    this.ofVertices[vertex] = node
    return node
  }

  add(lng: number, lat: number): number {
    this.lng.push(lng)
    this.lat.push(lat)
    return this.lng.length - 1
  }
}

/** Segments of one side of the line as they come. */
class SegmentStore {
  readonly way = new GrowableInts()
  readonly from = new GrowableInts()
  readonly to = new GrowableInts()
  readonly vertexStart = new GrowableInts()
  readonly metres = new GrowableFloats()
  readonly lng = new GrowableFloats()
  readonly lat = new GrowableFloats()
  private length = 0
  private lastLng = 0
  private lastLat = 0

  begin(way: number, node: number, lng: number, lat: number): void {
    this.way.push(way)
    this.from.push(node)
    this.vertexStart.push(this.lng.length)
    this.length = 0
    this.lastLng = lng
    this.lastLat = lat
    this.lng.push(lng)
    this.lat.push(lat)
  }

  through(lng: number, lat: number): void {
    this.length += metresBetween(this.lastLng, this.lastLat, lng, lat)
    this.lastLng = lng
    this.lastLat = lat
    this.lng.push(lng)
    this.lat.push(lat)
  }

  end(node: number, lng: number, lat: number): void {
    this.through(lng, lat)
    this.to.push(node)
    this.metres.push(this.length)
  }
}

function assemble(parts: {
  settings: CoverageSettings
  boundary: Boundary
  ways: NetworkWay[]
  inside: SegmentStore
  outside: SegmentStore
  nodes: NodeStore
  warnings: CoverageWarning[]
}): RoadNetwork {
  const { settings, boundary, ways, inside, outside, nodes, warnings } = parts
  const insideCount = inside.way.length
  const vertexStart = new Int32Array(insideCount + outside.way.length + 1)
  vertexStart.set(inside.vertexStart.finish())
  const shifted = outside.vertexStart.finish()
  for (let at = 0; at < shifted.length; at++) vertexStart[insideCount + at] = (shifted[at] ?? 0) + inside.lng.length
  vertexStart[vertexStart.length - 1] = inside.lng.length + outside.lng.length

  const segmentWay = joinInts(inside.way, outside.way)
  const from = joinInts(inside.from, outside.from)
  const to = joinInts(inside.to, outside.to)
  const vertexLng = joinFloats(inside.lng, outside.lng)
  const vertexLat = joinFloats(inside.lat, outside.lat)
  const nodeLng = nodes.lng.finish()
  const nodeLat = nodes.lat.finish()
  const arcs = new Uint8Array(segmentWay.length)
  const degree = new Int32Array(nodeLng.length)
  for (let segment = 0; segment < arcs.length; segment++) {
    const directions = ways[segmentWay[segment] ?? 0]?.directions ?? 0
    arcs[segment] = settings.direction === 'out' ? reversedArcs(directions) : directions
    degree[from[segment]!]! += 1 // nodes are numbered within the array
    degree[to[segment]!]! += 1
  }
  const graph: Graph = {
    nodeLng,
    nodeLat,
    insideCount,
    from,
    to,
    arcs,
    metres: joinFloats(inside.metres, outside.metres),
    adjacency: buildAdjacency(nodeLng.length, insideCount, from, to),
  }
  const { sources, presumed } = findSources(graph, degree, boundary, settings.clipMetres)
  const network = {
    settings,
    boundary,
    ways,
    graph,
    segmentWay,
    vertexStart,
    vertexLng,
    vertexLat,
    degree,
    sources,
    presumed,
    index: indexOfSegments(insideCount, vertexStart, vertexLng, vertexLat),
    warnings,
  }
  return { ...network, hash: hashOfNetwork(network) }
}

function joinInts(a: GrowableInts, b: GrowableInts): Int32Array {
  const joined = new Int32Array(a.length + b.length)
  joined.set(a.finish())
  joined.set(b.finish(), a.length)
  return joined
}

function joinFloats(a: GrowableFloats, b: GrowableFloats): Float64Array {
  const joined = new Float64Array(a.length + b.length)
  joined.set(a.finish())
  joined.set(b.finish(), a.length)
  return joined
}

function indexOfSegments(
  count: number,
  vertexStart: Int32Array,
  vertexLng: Float64Array,
  vertexLat: Float64Array,
): Flatbush | null {
  if (count === 0) return null
  const index = new Flatbush(count)
  for (let segment = 0; segment < count; segment++) {
    let minX = Number.POSITIVE_INFINITY
    let minY = Number.POSITIVE_INFINITY
    let maxX = Number.NEGATIVE_INFINITY
    let maxY = Number.NEGATIVE_INFINITY
    const end = vertexStart[segment + 1] ?? 0
    for (let at = vertexStart[segment] ?? 0; at < end; at++) {
      const x = vertexLng[at] ?? 0
      const y = vertexLat[at] ?? 0
      if (x < minX) minX = x
      if (x > maxX) maxX = x
      if (y < minY) minY = y
      if (y > maxY) maxY = y
    }
    index.add(minX, minY, maxX, maxY)
  }
  index.finish()
  return index
}
