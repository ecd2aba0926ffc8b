import { inflateRawSync } from 'node:zlib'

/** A workbook with every checkpoint of a province is under 10 MB when unzipped. */
const MAX_BYTES = 64 * 1024 * 1024
const MAX_FILES = 1_000

const END_SIGNATURE = 0x06054b50
const END_BYTES = 22
/** After the end record there may be a comment of up to this many bytes. */
const MAX_COMMENT_BYTES = 0xffff
const ENTRY_SIGNATURE = 0x02014b50
const ENTRY_BYTES = 46
const LOCAL_SIGNATURE = 0x04034b50
const LOCAL_BYTES = 30
const STORED = 0
const DEFLATED = 8

/**
 * How many bytes the files of a zip have when unzipped; null where that is more than `maxBytes`, or files are more than
 * a workbook can need, or it can not be told. What a zip says of its sizes may be a lie, so each file is inflated, to
 * the limit and no further.
 */
export const unzippedSize = (zip: Uint8Array, maxBytes = MAX_BYTES): number | null => {
  const bytes = Buffer.from(zip.buffer, zip.byteOffset, zip.byteLength)
  try {
    const end = endOf(bytes)
    if (end === null) return null
    const count = bytes.readUInt16LE(end + 10)
    if (count > MAX_FILES) return null
    let at = bytes.readUInt32LE(end + 16)
    let total = 0
    for (let file = 0; file < count; file++) {
      if (bytes.readUInt32LE(at) !== ENTRY_SIGNATURE) return null
      const size = sizeOf(bytes, at, maxBytes - total)
      if (size === null) return null
      total += size
      at += ENTRY_BYTES + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
    }
    return total
  } catch {
    // It ends too early, points outside itself, or inflates to more than is left.
    return null
  }
}

const endOf = (bytes: Buffer): number | null => {
  const first = Math.max(0, bytes.length - END_BYTES - MAX_COMMENT_BYTES)
  for (let at = bytes.length - END_BYTES; at >= first; at--) if (bytes.readUInt32LE(at) === END_SIGNATURE) return at
  return null
}

/** The file of the entry at `at`, inflated to at most `left` bytes. */
const sizeOf = (bytes: Buffer, at: number, left: number): number | null => {
  const method = bytes.readUInt16LE(at + 10)
  const packed = bytes.readUInt32LE(at + 20)
  const local = bytes.readUInt32LE(at + 42)
  if (bytes.readUInt32LE(local) !== LOCAL_SIGNATURE) return null
  const start = local + LOCAL_BYTES + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
  if (start + packed > bytes.length) return null
  if (method === STORED) return packed <= left ? packed : null
  if (method !== DEFLATED || left <= 0) return null
  return inflateRawSync(bytes.subarray(start, start + packed), { maxOutputLength: left }).length
}
