import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { PbfWriter } from 'pbf'
import { readRoads } from './read-roads'
import { type RoadFault, RoadFileError } from './road-file-error'
import { withFile } from './temporary-file'

interface PbfParts {
  features?: string[]
  nodes?: [id: number, lng: number, lat: number][]
  ways?: { id: number; tags: Record<string, string>; nodes: number[] }[]
  /** Field of the blob that holds the data: 1 raw, 3 zlib, 7 Zstandard. */
  packing?: number
}

const ROAD: PbfParts = {
  nodes: [
    [1, 100.01, 30.01],
    [2, 100.02, 30.02],
    [3, 100.03, 30.01],
  ],
  ways: [{ id: 7, tags: { highway: 'tertiary', name: '莫干山路' }, nodes: [1, 2, 3] }],
}

/** A small .osm.pbf file: a header and one block. */
function pbfFile({
  features = ['OsmSchema-V0.6', 'DenseNodes'],
  nodes = [],
  ways = [],
  packing = 3,
}: PbfParts): Buffer {
  const header = new PbfWriter()
  for (const feature of features) header.writeStringField(4, feature)
  const strings = ['', ...new Set(ways.flatMap((way) => Object.entries(way.tags).flat()))]
  const differences = (values: number[]) => values.map((value, at) => value - (values[at - 1] ?? 0))
  const block = new PbfWriter()
  block.writeMessage(
    1,
    (_, table) => {
      for (const text of strings) table.writeBytesField(1, Buffer.from(text))
    },
    null,
  )
  block.writeMessage(
    2,
    (_, group) => {
      group.writeMessage(
        2,
        (_dense, dense) => {
          dense.writePackedSVarint(1, differences(nodes.map(([id]) => id)))
          dense.writePackedSVarint(8, differences(nodes.map(([, , lat]) => Math.round(lat * 1e7))))
          dense.writePackedSVarint(9, differences(nodes.map(([, lng]) => Math.round(lng * 1e7))))
        },
        null,
      )
    },
    null,
  )
  block.writeMessage(
    2,
    (_, group) => {
      for (const { id, tags, nodes: refs } of ways) {
        group.writeMessage(
          3,
          (_way, way) => {
            way.writeVarintField(1, id)
            way.writePackedVarint(
              2,
              Object.keys(tags).map((key) => strings.indexOf(key)),
            )
            way.writePackedVarint(
              3,
              Object.values(tags).map((value) => strings.indexOf(value)),
            )
            way.writePackedSVarint(8, differences(refs))
          },
          null,
        )
      }
    },
    null,
  )
  return Buffer.concat([blob('OSMHeader', header.finish(), 3), blob('OSMData', block.finish(), packing)])
}

function blob(type: string, content: Uint8Array, packing: number): Buffer {
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

async function faultOf(content: Uint8Array): Promise<RoadFault | null> {
  try {
    await withFile(content, (file) => readRoads(file))
    return null
  } catch (error) {
    if (error instanceof RoadFileError) return error.fault
    throw error
  }
}

test('ways, their tags and the nodes that they need are read', async () => {
  for (const packing of [1, 3]) {
    const input = await withFile(pbfFile({ ...ROAD, packing }), (file) => readRoads(file))
    assert.deepEqual([...input.wayIds], [7])
    assert.deepEqual(input.wayTags, [{ highway: 'tertiary', name: '莫干山路' }])
    assert.deepEqual([...input.lng], [100.01, 100.02, 100.03])
    assert.deepEqual([...input.lat], [30.01, 30.02, 30.01])
    assert.deepEqual([...(input.nodeIds ?? [])], [1, 2, 3])
  }
})

test('a node that is not in the file splits its way', async () => {
  const ways = [{ id: 7, tags: { highway: 'track' }, nodes: [1, 2, 9, 3, 1] }]
  const input = await withFile(pbfFile({ ...ROAD, ways }), (file) => readRoads(file))
  assert.deepEqual([...input.lineStart], [0, 2, 4])
  assert.deepEqual([...input.lineWay], [0, 0])
})

test('a file cut off anywhere is refused with the byte where it ends', async () => {
  const whole = pbfFile(ROAD)
  const endOfHeaderBlob = 4 + whole.readUInt32BE(0) + 42
  for (let length = 20; length < whole.length; length++) {
    const fault = await faultOf(whole.subarray(0, length))
    assert.ok(fault, `${length} bytes were taken for a whole file`)
    if (fault.kind === 'cut-off') assert.equal(fault.byte, length)
    else assert.ok(fault.kind === 'no-roads' && length < endOfHeaderBlob, `${length}: ${fault.kind}`)
  }
})

test('unknown features and packings are named', async () => {
  const features = ['OsmSchema-V0.6', 'HistoricalInformation']
  assert.deepEqual(await faultOf(pbfFile({ ...ROAD, features })), {
    kind: 'unknown-feature',
    feature: 'HistoricalInformation',
  })
  assert.deepEqual(await faultOf(pbfFile({ ...ROAD, packing: 7 })), {
    kind: 'unknown-feature',
    feature: 'Zstandard blobs',
  })
})

test('a blob or header larger than the format allows is refused before it is read', async () => {
  const huge = pbfFile(ROAD)
  huge.writeUInt32BE(100_000, 0)
  assert.equal((await faultOf(huge))?.kind, 'too-large')
  const bomb = Buffer.concat([pbfFile(ROAD), blob('OSMData', Buffer.alloc(33 * 1024 * 1024), 3)])
  assert.equal((await faultOf(bomb))?.kind, 'too-large')
})

test('a file without roads says so; coordinates out of range are shown', async () => {
  const ways = [{ id: 7, tags: { waterway: 'river' }, nodes: [1, 2] }]
  assert.deepEqual(await faultOf(pbfFile({ ...ROAD, ways })), {
    kind: 'no-roads',
    reason: 'none of its 1 ways has a "highway" tag of a road',
  })
  const nodes: PbfParts['nodes'] = [
    [1, 100, 30],
    [2, 100, 95],
  ]
  assert.equal((await faultOf(pbfFile({ ...ROAD, nodes })))?.kind, 'out-of-range')
})

test('whatever bytes are changed, the reader ends with roads or with a fault of its list', async () => {
  const whole = pbfFile({ ...ROAD, packing: 1 })
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ at: fc.nat({ max: whole.length - 1 }), byte: fc.nat({ max: 255 }) }), {
        minLength: 1,
        maxLength: 6,
      }),
      async (changes) => {
        const damaged = Buffer.from(whole)
        for (const { at, byte } of changes) damaged[at] = byte
        await faultOf(damaged)
      },
    ),
    { numRuns: 300 },
  )
})
