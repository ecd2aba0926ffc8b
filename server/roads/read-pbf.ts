import type { PbfReader } from 'pbf'
import type { RoadInput } from '#domain/coverage/road-input'
import type { WayTags } from '#domain/coverage/way-rules'
import { mayCount, READ_TAGS } from '#domain/coverage/way-rules'
import { WaysByNode } from './node-positions'
import {
  type Block,
  DENSE_NODES,
  degrees,
  eachBlock,
  eachField,
  eachGroupPart,
  eachPacked,
  NODES,
  stringAt,
  WAYS,
} from './pbf-blocks'
import type { ReadProgress } from './read-progress'
import { checkPosition, RoadFileError } from './road-file-error'

/**
 * Reads roads from an .osm.pbf file (format: wiki.openstreetmap.org/wiki/PBF_Format) in two passes over its blobs: ways first,
 * then only the nodes that they need. One blob is in memory at a time.
 * Throws RoadFileError: unreadable, cut-off, damaged, unknown-feature, too-large, no-roads, out-of-range.
 */
export async function readPbf(file: string, progress: ReadProgress): Promise<RoadInput> {
  const ways = new WaysByNode()
  let wayTotal = 0
  await eachBlock(
    file,
    (done, total) => progress(done, total * 2),
    (block) => {
      eachGroupPart(block, WAYS, (pbf, end) => {
        wayTotal += 1
        readWay(pbf, end, block, ways)
      })
    },
  )
  if (ways.wayCount === 0) {
    const reason = `none of its ${wayTotal} ways has a "highway" tag of a road`
    throw new RoadFileError(file, { kind: 'no-roads', reason })
  }
  ways.endWays()
  await eachBlock(
    file,
    (done, total) => progress(total + done, total * 2),
    (block) => {
      const take = (id: number, lng: number, lat: number) => {
        if (!ways.needs(id)) return
        checkPosition(file, `node ${id}`, lng, lat)
        ways.addNode(id, lng, lat)
      }
      eachGroupPart(block, DENSE_NODES, (pbf, end) => readDenseNodes(pbf, end, block, take))
      eachGroupPart(block, NODES, (pbf, end) => readNode(pbf, end, block, take))
    },
  )
  return ways.finish()
}

function readWay(pbf: PbfReader, end: number, block: Block, ways: WaysByNode): void {
  let id = 0
  const keys: number[] = []
  const values: number[] = []
  const nodes: number[] = []
  let node = 0
  eachField(pbf, end, (field) => {
    if (field === 1) id = pbf.readVarint(true)
    else if (field === 2) eachPacked(pbf, () => keys.push(pbf.readVarint()))
    else if (field === 3) eachPacked(pbf, () => values.push(pbf.readVarint()))
    else if (field === 8) {
      eachPacked(pbf, () => {
        node += pbf.readSVarint()
        nodes.push(node)
      })
    }
  })
  const tags: { [tag in (typeof READ_TAGS)[number]]?: string } = {}
  keys.forEach((key, at) => {
    const name = READ_TAGS.find((tag) => tag === stringAt(block, key))
    if (name !== undefined) tags[name] = stringAt(block, values[at] ?? 0)
  })
  const read: WayTags = tags
  if (mayCount(read)) ways.addWay(id, read, nodes)
}

export function readDenseNodes(
  pbf: PbfReader,
  end: number,
  block: Block,
  take: (id: number, lng: number, lat: number) => void,
): void {
  const ids: number[] = []
  const lats: number[] = []
  const lngs: number[] = []
  eachField(pbf, end, (field) => {
    if (field === 1) eachPacked(pbf, () => ids.push(pbf.readSVarint()))
    else if (field === 8) eachPacked(pbf, () => lats.push(pbf.readSVarint()))
    else if (field === 9) eachPacked(pbf, () => lngs.push(pbf.readSVarint()))
  })
  let id = 0
  let lat = 0
  let lng = 0
  for (let at = 0; at < ids.length; at++) {
    id += ids[at] ?? 0
    lat += lats[at] ?? 0
    lng += lngs[at] ?? 0
    take(id, degrees(block, block.lngOffset, lng), degrees(block, block.latOffset, lat))
  }
}

export function readNode(
  pbf: PbfReader,
  end: number,
  block: Block,
  take: (id: number, lng: number, lat: number) => void,
): void {
  let id = 0
  let lat = 0
  let lng = 0
  eachField(pbf, end, (field) => {
    if (field === 1) id = pbf.readSVarint()
    else if (field === 8) lat = pbf.readSVarint()
    else if (field === 9) lng = pbf.readSVarint()
  })
  take(id, degrees(block, block.lngOffset, lng), degrees(block, block.latOffset, lat))
}
