import type { PlacedNetwork } from './placed-network'
import { wayOfSegment } from './placed-network'
import { BACKWARD, FORWARD, ROAD_CLASSES } from './way-rules'

/**
 * The lines of a network as bytes, for `GET /roads/:network`: varints throughout, coordinates in 1e-7 degrees as zigzag
 * differences from the vertex before, running on from segment to segment. Segments stand in the order of their numbers:
 * inside the boundary first, those outside (never coloured) after them.
 *
 *   "KKR", version; inside segments, segments, vertices, strings, labels
 *   strings: length in UTF-16 units, units · labels: name, ref, each a string's number from 1 or 0 for none
 *   segments: class, flags, label, vertices, then differences of longitude and latitude for each vertex
 */
const MAGIC = [0x4b, 0x4b, 0x52]
const VERSION = 1

const FLAG_ONE_WAY = 1
const FLAG_AGAINST_DRAWING = 2

/** Roads as the map takes them. Segments 0 to `insideCount` - 1 lie inside the boundary and have a state; the rest are drawn grey. */
export interface RoadGeometry {
  count: number
  insideCount: number
  /** Index of each segment's first vertex; `count + 1` of them. */
  starts: Uint32Array
  /** Degrees, longitude and latitude by turns. */
  lngLat: Float64Array
  /** By segment 0 both ways, 1 as drawn, -1 against the drawing. */
  oneWay: Int8Array
  /** One of ROAD_CLASSES. */
  classOf(segment: number): string
  /** The way's name, or empty. */
  nameOf(segment: number): string
  /** The way's number as on its shield, or empty. */
  refOf(segment: number): string
}

class ByteWriter {
  private bytes = new Uint8Array(1 << 16)
  length = 0

  varint(value: number): void {
    if (this.length + 8 > this.bytes.length) {
      const larger = new Uint8Array(this.bytes.length * 2)
      larger.set(this.bytes)
      this.bytes = larger
    }
    let left = value >>> 0
    while (left > 0x7f) {
      this.bytes[this.length++] = (left & 0x7f) | 0x80
      left >>>= 7
    }
    this.bytes[this.length++] = left
  }

  signed(value: number): void {
    this.varint((value << 1) ^ (value >> 31))
  }

  finish(): Uint8Array<ArrayBuffer> {
    return this.bytes.slice(0, this.length)
  }
}

/** Encodes all segments of a placed network. */
export function encodeRoads(placed: PlacedNetwork): Uint8Array<ArrayBuffer> {
  const { graph, network } = placed
  const strings = new Map<string, number>()
  const stringNumber = (text: string | null): number => {
    if (text === null) return 0
    const known = strings.get(text)
    if (known !== undefined) return known
    strings.set(text, strings.size + 1)
    return strings.size
  }
  const labels = new Map<string, number>()
  const labelPairs: [number, number][] = []
  const labelOfWay = Uint32Array.from(network.ways, (way) => {
    const pair: [number, number] = [stringNumber(way.name), stringNumber(way.ref)]
    const key = pair.join()
    const known = labels.get(key)
    if (known !== undefined) return known
    labels.set(key, labelPairs.length)
    labelPairs.push(pair)
    return labelPairs.length - 1
  })
  const count = graph.from.length
  let vertices = 0
  for (let segment = 0; segment < count; segment++) vertices += innerCount(placed, segment) + 2

  const out = new ByteWriter()
  for (const byte of [...MAGIC, VERSION]) out.varint(byte)
  for (const value of [graph.insideCount, count, vertices, strings.size, labelPairs.length]) out.varint(value)
  for (const text of strings.keys()) {
    out.varint(text.length)
    for (let at = 0; at < text.length; at++) out.varint(text.charCodeAt(at))
  }
  for (const [name, ref] of labelPairs) {
    out.varint(name)
    out.varint(ref)
  }
  let lastLng = 0
  let lastLat = 0
  const vertex = (lng: number, lat: number) => {
    const x = Math.round(lng * 1e7)
    const y = Math.round(lat * 1e7)
    // Differences wrap at 32 bits and unwrap the same way.
    out.signed((x - lastLng) | 0)
    out.signed((y - lastLat) | 0)
    lastLng = x
    lastLat = y
  }
  for (let segment = 0; segment < count; segment++) {
    const wayNumber = wayOfSegment(placed, segment)
    const way = network.ways[wayNumber]
    const directions = way?.directions ?? FORWARD | BACKWARD
    out.varint(way?.rank ?? 0)
    out.varint(
      directions === FORWARD ? FLAG_ONE_WAY : directions === BACKWARD ? FLAG_ONE_WAY | FLAG_AGAINST_DRAWING : 0,
    )
    out.varint(labelOfWay[wayNumber] ?? 0)
    out.varint(innerCount(placed, segment) + 2)
    const from = graph.from[segment] ?? 0
    const to = graph.to[segment] ?? 0
    vertex(graph.nodeLng[from] ?? 0, graph.nodeLat[from] ?? 0)
    const end = placed.innerEnd[segment] ?? 0
    for (let at = placed.innerStart[segment] ?? 0; at < end; at++) {
      vertex(network.vertexLng[at] ?? 0, network.vertexLat[at] ?? 0)
    }
    vertex(graph.nodeLng[to] ?? 0, graph.nodeLat[to] ?? 0)
  }
  return out.finish()
}

function innerCount(placed: PlacedNetwork, segment: number): number {
  return Math.max(0, (placed.innerEnd[segment] ?? 0) - (placed.innerStart[segment] ?? 0))
}

/** Decodes what `encodeRoads` made; needs nothing of Node. Throws an Error where the bytes are something else or cut off. */
export function decodeRoads(bytes: Uint8Array): RoadGeometry {
  let at = 0
  const varint = (): number => {
    let value = 0
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = bytes[at++]
      if (byte === undefined) throw new Error('road geometry is cut off')
      value |= (byte & 0x7f) << shift
      if (byte < 0x80) return value >>> 0
    }
    throw new Error('road geometry is damaged')
  }
  const signed = (): number => {
    const value = varint()
    return (value >>> 1) ^ -(value & 1)
  }
  for (const byte of MAGIC) if (varint() !== byte) throw new Error('not road geometry')
  if (varint() !== VERSION) throw new Error('road geometry of another version')
  const [insideCount, count, vertexCount, stringCount, labelCount] = [varint(), varint(), varint(), varint(), varint()]
  // Everything counted takes a byte at least: no count can ask for more memory than the bytes are worth.
  if (Math.max(insideCount, count, vertexCount, stringCount, labelCount) > bytes.length) {
    throw new Error('road geometry is damaged')
  }
  const strings: string[] = []
  for (let string = 0; string < stringCount; string++) {
    const length = varint()
    if (length > bytes.length - at) throw new Error('road geometry is cut off')
    let text = ''
    for (let unit = 0; unit < length; unit++) text += String.fromCharCode(varint())
    strings.push(text)
  }
  const labels: { name: string; ref: string }[] = []
  for (let label = 0; label < labelCount; label++) {
    labels.push({ name: strings[varint() - 1] ?? '', ref: strings[varint() - 1] ?? '' })
  }
  const lngLat = new Float64Array(vertexCount * 2)
  const starts = new Uint32Array(count + 1)
  const roadClass = new Uint8Array(count)
  const oneWay = new Int8Array(count)
  const label = new Uint32Array(count)
  let vertex = 0
  let lng = 0
  let lat = 0
  for (let segment = 0; segment < count; segment++) {
    roadClass[segment] = varint()
    const flags = varint()
    oneWay[segment] = (flags & FLAG_ONE_WAY) === 0 ? 0 : (flags & FLAG_AGAINST_DRAWING) === 0 ? 1 : -1
    label[segment] = varint()
    starts[segment] = vertex
    const end = vertex + varint()
    if (end > vertexCount) throw new Error('road geometry is damaged')
    for (; vertex < end; vertex++) {
      lng = (lng + signed()) | 0
      lat = (lat + signed()) | 0
      lngLat[vertex * 2] = lng / 1e7
      lngLat[vertex * 2 + 1] = lat / 1e7
    }
  }
  starts[count] = vertex
  return {
    count,
    insideCount,
    starts,
    lngLat,
    oneWay,
    classOf: (segment) => ROAD_CLASSES[roadClass[segment] ?? -1] ?? '',
    nameOf: (segment) => labels[label[segment] ?? -1]?.name ?? '',
    refOf: (segment) => labels[label[segment] ?? -1]?.ref ?? '',
  }
}
