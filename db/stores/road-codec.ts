import { gunzipSync, gzipSync } from 'node:zlib'
import { type RoadBytesHead, readRoadBytes } from '#domain/coverage/road-bytes'
import type { RoadInput } from '#domain/coverage/road-input'

/** Roads as the importer read them, in one value: gzip of what `readRoadBytes` reads. */
const MAX_BYTES = 2 ** 31 - 1

export const packRoads = (roads: RoadInput): Buffer => {
  const head: RoadBytesHead = {
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

export const unpackRoads = (packed: Uint8Array): RoadInput =>
  readRoadBytes(gunzipSync(packed, { maxOutputLength: MAX_BYTES }), (text) => Buffer.from(text).toString('utf8'))

const bytesOf = (array: Float64Array | Int32Array): Buffer =>
  Buffer.from(array.buffer, array.byteOffset, array.byteLength)
