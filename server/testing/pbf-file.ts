import { deflateSync } from 'node:zlib'
import { PbfWriter } from 'pbf'

/** What an .osm.pbf file is to hold; without features it asks for those that every reader knows. */
export interface PbfParts {
  features?: string[]
  nodes?: readonly (readonly [id: number, lng: number, lat: number])[]
  ways?: readonly { id: number; tags: Readonly<Record<string, string>>; nodes: readonly number[] }[]
  /** Field of the blob that holds the data: 1 raw, 3 zlib, 7 Zstandard. */
  packing?: number
}

/** As many as the format's own tools put into a block. */
const BLOCK_SIZE = 8000

/** An .osm.pbf file: a header, blocks of dense nodes, blocks of ways. */
export function pbfFile({ features, nodes = [], ways = [], packing = 3 }: PbfParts): Buffer {
  const header = new PbfWriter()
  for (const feature of features ?? ['OsmSchema-V0.6', 'DenseNodes']) header.writeStringField(4, feature)
  const blobs = [pbfBlob('OSMHeader', header.finish(), 3)]
  for (let at = 0; at < nodes.length; at += BLOCK_SIZE) {
    blobs.push(pbfBlob('OSMData', nodeBlock(nodes.slice(at, at + BLOCK_SIZE)), packing))
  }
  for (let at = 0; at < ways.length; at += BLOCK_SIZE) {
    blobs.push(pbfBlob('OSMData', wayBlock(ways.slice(at, at + BLOCK_SIZE)), packing))
  }
  return Buffer.concat(blobs)
}

function nodeBlock(nodes: NonNullable<PbfParts['nodes']>): Uint8Array {
  const block = new PbfWriter()
  block.writeMessage(1, (_, table) => table.writeBytesField(1, new Uint8Array()), null)
  const writeDense = (_: null, dense: PbfWriter) => {
    dense.writePackedSVarint(1, differences(nodes.map(([id]) => id)))
    // Who changed it and when (DenseInfo), and tags: files in the wild have both, and readers are to pass over them.
    dense.writeBytesField(5, Uint8Array.of(0x0a, 0x02, 0x03, 0x05))
    dense.writePackedVarint(
      10,
      nodes.map(() => 0),
    )
    dense.writePackedSVarint(8, differences(nodes.map(([, , lat]) => Math.round(lat * 1e7))))
    dense.writePackedSVarint(9, differences(nodes.map(([, lng]) => Math.round(lng * 1e7))))
  }
  block.writeMessage(2, (_, group) => group.writeMessage(2, writeDense, null), null)
  return block.finish()
}

function wayBlock(ways: NonNullable<PbfParts['ways']>): Uint8Array {
  const strings = ['', ...new Set(ways.flatMap((way) => Object.entries(way.tags).flat()))]
  const numbers = new Map(strings.map((text, at) => [text, at]))
  const numberOf = (text: string) => numbers.get(text) ?? 0
  const block = new PbfWriter()
  const writeStrings = (_: null, table: PbfWriter) => {
    for (const text of strings) table.writeBytesField(1, Buffer.from(text))
  }
  block.writeMessage(1, writeStrings, null)
  const writeWay = ({ id, tags, nodes }: (typeof ways)[number], way: PbfWriter) => {
    way.writeVarintField(1, id)
    way.writePackedVarint(2, Object.keys(tags).map(numberOf))
    way.writePackedVarint(3, Object.values(tags).map(numberOf))
    way.writeBytesField(4, Uint8Array.of(0x08, 0x03))
    way.writePackedSVarint(8, differences(nodes))
  }
  const writeGroup = (_: null, group: PbfWriter) => {
    for (const way of ways) group.writeMessage(3, writeWay, way)
  }
  block.writeMessage(2, writeGroup, null)
  return block.finish()
}

function differences(values: readonly number[]): number[] {
  return values.map((value, at) => value - (values[at - 1] ?? 0))
}

/** One blob of such a file with its header. */
export function pbfBlob(type: string, content: Uint8Array, packing: number): Buffer {
  const body = new PbfWriter()
  if (packing !== 1) body.writeVarintField(2, content.length)
  body.writeBytesField(packing, packing === 3 ? deflateSync(content) : content)
  const bytes = body.finish()
  const header = new PbfWriter()
  header.writeStringField(1, type)
  header.writeVarintField(3, bytes.length)
  const headerBytes = header.finish()
  const length = Buffer.alloc(4)
  length.writeUInt32BE(headerBytes.length)
  return Buffer.concat([length, headerBytes, bytes])
}
