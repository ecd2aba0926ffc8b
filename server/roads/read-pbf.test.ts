import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { test } from 'node:test'
import fc from 'fast-check'
import { type PbfParts, pbfBlob, pbfFile } from '../testing/pbf-file'
import { readRoads } from './read-roads'
import { type RoadFault, RoadFileError } from './road-file-error'
import { withFile } from './temporary-file'

const ROAD: PbfParts = {
  nodes: [
    [1, 100.01, 30.01],
    [2, 100.02, 30.02],
    [3, 100.03, 30.01],
  ],
  ways: [{ id: 7, tags: { highway: 'tertiary', name: '莫干山路' }, nodes: [1, 2, 3] }],
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
  for (let length = 20; length < whole.length; length++) {
    const fault = await faultOf(whole.subarray(0, length))
    assert.ok(fault, `${length} bytes were taken for a whole file`)
    if (fault.kind === 'cut-off') assert.equal(fault.byte, length)
    // Between two blobs nothing tells that more was to come, but the roads, which come last, are missing.
    else assert.equal(fault.kind, 'no-roads')
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
  const bomb = Buffer.concat([pbfFile(ROAD), pbfBlob('OSMData', Buffer.alloc(33 * 1024 * 1024), 3)])
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

test('a bit that is flipped, whichever it is, ends in roads or in a fault that says where, and takes no memory to speak of', async () => {
  const most = process.memoryUsage().rss + 200 * 1024 * 1024
  // Of packed data a checksum holds every bit: some of them will do.
  for (const [packing, step] of [
    [1, 1],
    [3, 5],
  ] as const) {
    const whole = pbfFile({ ...ROAD, packing })
    const damaged = Buffer.from(whole)
    await withFile(whole, async (file) => {
      for (let bit = 0; bit < whole.length * 8; bit += step) {
        const at = bit >> 3
        damaged[at] = (whole[at] ?? 0) ^ (1 << (bit & 7))
        await writeFile(file, damaged)
        damaged[at] = whole[at] ?? 0
        const error = await readRoads(file).then(
          () => null,
          (reason: unknown) => reason,
        )
        if (error === null) continue
        assert.ok(error instanceof RoadFileError, `bit ${bit}: ${String(error)}`)
        assert.doesNotMatch(error.message, /undefined|NaN|\[object/, `bit ${bit}`)
        const { fault } = error
        if ('byte' in fault) assert.ok(fault.byte >= 0 && fault.byte <= whole.length, `bit ${bit}: byte ${fault.byte}`)
      }
    })
  }
  assert.ok(process.memoryUsage().rss < most)
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
