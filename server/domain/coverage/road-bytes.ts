import type { RoadInput } from './road-input'

/**
 * Roads as the importer read them, in one value: a 4-byte length, a JSON head and the arrays of numbers, all
 * little-endian. Numbers keep every bit, so that a network read back gives the same results, on the server and in a browser.
 */
export interface RoadBytesHead {
  wayTags: RoadInput['wayTags']
  warnings: RoadInput['warnings']
  ways: number
  lines: number
  vertices: number
  nodes: boolean
}

/** Reads roads; `decode` turns UTF-8 into text, which the domain has no means for. Throws where the bytes end early. */
export function readRoadBytes(bytes: Uint8Array, decode: (text: Uint8Array) => string): RoadInput {
  const headLength = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true)
  const head = JSON.parse(decode(bytes.subarray(4, 4 + headLength))) as RoadBytesHead
  let at = 4 + headLength
  const take = (length: number): ArrayBuffer => {
    if (at + length > bytes.length) throw new Error('roads are cut off')
    // A copy of its own, so that the array starts where its numbers may.
    const part = new Uint8Array(length)
    part.set(bytes.subarray(at, at + length))
    at += length
    return part.buffer
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
