import { open } from 'node:fs/promises'
import { inflateSync } from 'node:zlib'
import { PbfReader } from 'pbf'
import { unreadable } from './read-json'
import type { ReadProgress } from './read-progress'
import { RoadFileError } from './road-file-error'

/** Limits of the format: a header of a blob is below 64 KiB, a blob below 32 MiB, packed or not. */
const LARGEST_HEADER_BYTES = 64 * 1024
const LARGEST_BLOB_BYTES = 32 * 1024 * 1024

/** What a file may ask its reader to know. */
const KNOWN_FEATURES = ['OsmSchema-V0.6', 'DenseNodes']

const OTHER_PACKINGS: Readonly<Record<number, string>> = { 4: 'LZMA', 5: 'bzip2', 6: 'LZ4', 7: 'Zstandard' }

/** Parts of a primitive group, by field number. */
export const NODES = 1
export const DENSE_NODES = 2
export const WAYS = 3
export const RELATIONS = 4

/** A primitive block, its strings and groups found but not yet read. */
export interface Block {
  pbf: PbfReader
  strings: { start: number; end: number }[]
  decoded: (string | undefined)[]
  groups: { start: number; end: number }[]
  /** Degrees of one unit. */
  unit: number
  lngOffset: number
  latOffset: number
}

/**
 * Visits the blocks of an .osm.pbf file (format: wiki.openstreetmap.org/wiki/PBF_Format), one in memory at a time.
 * Throws RoadFileError: unreadable, cut-off, damaged, unknown-feature, too-large.
 */
export async function eachBlock(file: string, progress: ReadProgress, visit: (block: Block) => void): Promise<void> {
  const handle = await open(file, 'r').catch((error: unknown) => {
    throw unreadable(file, error)
  })
  try {
    const total = (await handle.stat()).size
    const take = async (at: number, count: number, within: string): Promise<Buffer> => {
      if (at + count > total) throw new RoadFileError(file, { kind: 'cut-off', byte: total, within })
      const buffer = Buffer.alloc(count)
      let filled = 0
      while (filled < count) {
        const { bytesRead } = await handle.read(buffer, filled, count - filled, at + filled)
        if (bytesRead === 0) throw new RoadFileError(file, { kind: 'cut-off', byte: at + filled, within })
        filled += bytesRead
      }
      return buffer
    }
    let at = 0
    while (at < total) {
      const headerSize = (await take(at, 4, 'the length of a blob header')).readUInt32BE(0)
      if (headerSize > LARGEST_HEADER_BYTES) {
        const what = `the blob header at byte ${at}`
        throw new RoadFileError(file, { kind: 'too-large', what, bytes: headerSize, limit: LARGEST_HEADER_BYTES })
      }
      const headerAt = at + 4
      const header = await take(headerAt, headerSize, 'a blob header')
      const { type, size } = guarded(file, headerAt, () => readBlobHeader(new PbfReader(header)))
      if (size > LARGEST_BLOB_BYTES) {
        const what = `the blob at byte ${headerAt + headerSize}`
        throw new RoadFileError(file, { kind: 'too-large', what, bytes: size, limit: LARGEST_BLOB_BYTES })
      }
      const blobAt = headerAt + headerSize
      const blob = await take(blobAt, size, 'a blob')
      guarded(file, blobAt, () => {
        if (type === 'OSMHeader') checkFeatures(file, unpack(file, blobAt, blob))
        else if (type === 'OSMData') visit(findGroups(unpack(file, blobAt, blob)))
      })
      at = blobAt + size
      progress(at, total)
    }
  } finally {
    await handle.close()
  }
}

/** Runs a reader of protobuf bytes; whatever it trips over is damage in the blob that begins there. */
function guarded<T>(file: string, byte: number, read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (error instanceof RoadFileError) throw error
    const reason = error instanceof Error ? error.message : 'unreadable protobuf'
    throw new RoadFileError(file, { kind: 'damaged', byte, reason })
  }
}

function readBlobHeader(pbf: PbfReader): { type: string; size: number } {
  const header = { type: '', size: -1 }
  eachField(pbf, pbf.length, (field) => {
    if (field === 1) header.type = pbf.readString()
    else if (field === 3) header.size = pbf.readVarint()
  })
  if (header.size < 0) throw new Error('a blob header without a size')
  return header
}

function unpack(file: string, byte: number, blob: Buffer): PbfReader {
  const pbf = new PbfReader(blob)
  let unpacked: Uint8Array | null = null
  eachField(pbf, pbf.length, (field) => {
    if (field === 1) unpacked = bytesOf(pbf)
    else if (field === 3) {
      const packed = bytesOf(pbf)
      try {
        unpacked = inflateSync(packed, { maxOutputLength: LARGEST_BLOB_BYTES })
      } catch (error) {
        if (error instanceof RangeError) {
          const what = `the blob at byte ${byte}, unpacked,`
          throw new RoadFileError(file, {
            kind: 'too-large',
            what,
            bytes: LARGEST_BLOB_BYTES + 1,
            limit: LARGEST_BLOB_BYTES,
          })
        }
        throw new Error('its packed data does not unpack')
      }
    } else if (OTHER_PACKINGS[field] !== undefined) {
      throw new RoadFileError(file, { kind: 'unknown-feature', feature: `${OTHER_PACKINGS[field]} blobs` })
    }
  })
  if (unpacked === null) throw new Error('a blob without data')
  return new PbfReader(unpacked)
}

function checkFeatures(file: string, pbf: PbfReader): void {
  eachField(pbf, pbf.length, (field) => {
    if (field !== 4) return
    const feature = pbf.readString()
    if (!KNOWN_FEATURES.includes(feature)) throw new RoadFileError(file, { kind: 'unknown-feature', feature })
  })
}

function findGroups(pbf: PbfReader): Block {
  const block: Block = { pbf, strings: [], decoded: [], groups: [], unit: 100, lngOffset: 0, latOffset: 0 }
  eachField(pbf, pbf.length, (field) => {
    if (field === 1) {
      eachField(pbf, partEnd(pbf), (inner) => {
        if (inner === 1) block.strings.push(part(pbf))
      })
    } else if (field === 2) block.groups.push(part(pbf))
    else if (field === 17) block.unit = pbf.readVarint()
    else if (field === 19) block.latOffset = pbf.readVarint(true)
    else if (field === 20) block.lngOffset = pbf.readVarint(true)
  })
  return block
}

/** Visits the parts of one kind in a block's groups: the reader stands at the part's first field, and is to read up to `end`. */
export function eachGroupPart(block: Block, wanted: number, visit: (pbf: PbfReader, end: number) => void): void {
  const { pbf } = block
  for (const group of block.groups) {
    pbf.pos = group.start
    eachField(pbf, group.end, (field) => {
      if (field === wanted) visit(pbf, partEnd(pbf))
    })
  }
}

/** Offset and value are in nanodegrees; to the 1e-7 degrees that OpenStreetMap keeps. */
export function degrees(block: Block, offset: number, value: number): number {
  return Math.round((offset + block.unit * value) / 100) / 1e7
}

/** A string of the block's table, by number. */
export function stringAt(block: Block, at: number): string {
  const known = block.decoded[at]
  if (known !== undefined) return known
  const place = block.strings[at]
  if (!place) throw new Error('a string that is not in the table')
  const text = Buffer.from(block.pbf.buf.buffer, block.pbf.buf.byteOffset + place.start, place.end - place.start)
  const decoded = text.toString('utf8')
  block.decoded[at] = decoded
  return decoded
}

/** Visits the fields up to `end`; what a visit leaves unread is passed over. */
export function eachField(pbf: PbfReader, end: number, visit: (field: number) => void): void {
  while (pbf.pos < end) {
    const key = pbf.readVarint()
    const field = key >> 3
    pbf.type = key & 7
    const valueAt = pbf.pos
    visit(field)
    if (pbf.pos === valueAt) pbf.skip(key)
    if (pbf.pos > pbf.length) throw new Error('a field that ends beyond its blob')
  }
}

/** The end of the part (message, bytes or packed values) whose length comes next; never beyond the blob. */
function partEnd(pbf: PbfReader): number {
  const end = pbf.readVarint() + pbf.pos
  if (end > pbf.length) throw new Error('a field that ends beyond its blob')
  return end
}

function part(pbf: PbfReader): { start: number; end: number } {
  const end = partEnd(pbf)
  const start = pbf.pos
  pbf.pos = end
  return { start, end }
}

function bytesOf(pbf: PbfReader): Uint8Array {
  const { start, end } = part(pbf)
  return pbf.buf.subarray(start, end)
}

/** Calls `visit` until the packed values that come next are read; each call reads one. */
export function eachPacked(pbf: PbfReader, visit: () => void): void {
  const end = partEnd(pbf)
  while (pbf.pos < end) visit()
}
