import { gunzipSync, gzipSync } from 'node:zlib'
import type { RoadInput } from '#domain/coverage/road-input'

/**
 * Roads as the importer read them, in one value: gzip of a 4-byte length, a JSON head and the arrays of numbers, all
 * little-endian. Numbers keep every bit, so that a network read back gives the same results.
 */
interface Head {
  wayTags: RoadInput['wayTags']
  warnings: RoadInput['warnings']
  ways: number
  lines: number
  vertices: number
  nodes: boolean
}

const MAX_BYTES = 2 ** 31 - 1

export const packRoads = (roads: RoadInput): Buffer => {
  const head: Head = {
    wayTags: roads.wayTags,
    warnings: roads.warnings,
    ways: roads.wayIds.length,
    lines: roads.lineWay.length,
    vertices: roads.lng.length,
    nodes: roads.nodeIds !== null,
  }
  const text = Buffer.from(JSON.stringify(head))
  const length = Buffer.alloc(4)
  length.writeUInt32LE(text.length)
  const arrays = [roads.wayIds, roads.lineWay, roads.lineStart, roads.lng, roads.lat]
  if (roads.nodeIds !== null) arrays.push(roads.nodeIds)
  return gzipSync(Buffer.concat([length, text, ...arrays.map(bytesOf)]), { level: 6 })
}

export const unpackRoads = (packed: Uint8Array): RoadInput => {
  const bytes = gunzipSync(packed, { maxOutputLength: MAX_BYTES })
  const headLength = bytes.readUInt32LE(0)
  const head = JSON.parse(bytes.toString('utf8', 4, 4 + headLength)) as Head
  let at = 4 + headLength
  const take = (length: number): ArrayBuffer => {
    const part = bytes.subarray(at, at + length)
    at += length
    // A copy of its own, so that the array starts where its numbers may.
    return Uint8Array.from(part).buffer
  }
  return {
    wayTags: head.wayTags,
    warnings: head.warnings,
    wayIds: new Float64Array(take(head.ways * 8)),
    lineWay: new Int32Array(take(head.lines * 4)),
    lineStart: new Int32Array(take((head.lines + 1) * 4)),
    lng: new Float64Array(take(head.vertices * 8)),
    lat: new Float64Array(take(head.vertices * 8)),
    nodeIds: head.nodes ? new Float64Array(take(head.vertices * 8)) : null,
  }
}

const bytesOf = (array: Float64Array | Int32Array): Buffer =>
  Buffer.from(array.buffer, array.byteOffset, array.byteLength)
