import type { PbfReader } from 'pbf'
import {
  type Block,
  DENSE_NODES,
  eachBlock,
  eachField,
  eachGroupPart,
  eachPacked,
  NODES,
  RELATIONS,
  stringAt,
  WAYS,
} from './pbf-blocks'
import { eachTag } from './read-osm-xml'
import { readDenseNodes, readNode } from './read-pbf'

/** A relation of an OpenStreetMap file with its ways. */
export interface OsmRelation {
  id: number
  tags: ReadonlyMap<string, string>
  ways: { id: number; role: string }[]
}

/** An OpenStreetMap file read kind by kind, whatever its format. Each pass throws what its reader throws. */
export interface OsmPasses {
  relations(visit: (relation: OsmRelation) => void): Promise<void>
  ways(visit: (id: number, nodes: readonly number[], tag: (key: string) => string | undefined) => void): Promise<void>
  nodes(visit: (id: number, lng: number, lat: number) => void): Promise<void>
  /** Nodes with tags alone. */
  taggedNodes(visit: (tag: (key: string) => string | undefined, lng: number, lat: number) => void): Promise<void>
}

const WAY_MEMBER = 1
const noProgress = () => {}

export function pbfPasses(file: string): OsmPasses {
  return {
    relations: (visit) =>
      eachBlock(file, noProgress, (block) =>
        eachGroupPart(block, RELATIONS, (pbf, end) => {
          let id = 0
          let member = 0
          const [keys, values, roles, members, types]: number[][] = [[], [], [], [], []]
          eachField(pbf, end, (field) => {
            if (field === 1) id = pbf.readVarint(true)
            else if (field === 2) eachPacked(pbf, () => keys?.push(pbf.readVarint()))
            else if (field === 3) eachPacked(pbf, () => values?.push(pbf.readVarint()))
            else if (field === 8) eachPacked(pbf, () => roles?.push(pbf.readVarint()))
            else if (field === 9) {
              eachPacked(pbf, () => {
                member += pbf.readSVarint()
                members?.push(member)
              })
            } else if (field === 10) eachPacked(pbf, () => types?.push(pbf.readVarint()))
          })
          const text = (number: number | undefined) => stringAt(block, number ?? 0)
          visit({
            id,
            tags: new Map(keys?.map((key, at) => [text(key), text(values?.[at])])),
            ways: (members ?? []).flatMap((way, at) =>
              types?.[at] === WAY_MEMBER ? [{ id: way, role: text(roles?.[at]) }] : [],
            ),
          })
        }),
      ),
    ways: (visit) =>
      eachBlock(file, noProgress, (block) =>
        eachGroupPart(block, WAYS, (pbf, end) => {
          let id = 0
          let node = 0
          const nodes: number[] = []
          const [keys, values]: [number[], number[]] = [[], []]
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
          visit(id, nodes, (wanted) => {
            const at = keys.findIndex((key) => stringAt(block, key) === wanted)
            return at < 0 ? undefined : stringAt(block, values[at] ?? 0)
          })
        }),
      ),
    nodes: (visit) =>
      eachBlock(file, noProgress, (block) => {
        eachGroupPart(block, DENSE_NODES, (pbf, end) => readDenseNodes(pbf, end, block, visit))
        eachGroupPart(block, NODES, (pbf, end) => readNode(pbf, end, block, visit))
      }),
    taggedNodes: (visit) =>
      eachBlock(file, noProgress, (block) =>
        eachGroupPart(block, DENSE_NODES, (pbf, end) => readTaggedNodes(pbf, end, block, visit)),
      ),
  }
}

/** Tags of dense nodes are one list: of each node its keys and values in turn, then 0. */
function readTaggedNodes(
  pbf: PbfReader,
  end: number,
  block: Block,
  visit: (tag: (key: string) => string | undefined, lng: number, lat: number) => void,
): void {
  const begin = pbf.pos
  const pairs: number[] = []
  eachField(pbf, end, (field) => {
    if (field === 10) eachPacked(pbf, () => pairs.push(pbf.readVarint()))
  })
  if (!pairs.some((number) => number !== 0)) return
  pbf.pos = begin
  let at = 0
  readDenseNodes(pbf, end, block, (_, lng, lat) => {
    const from = at
    while ((pairs[at] ?? 0) !== 0) at += 2
    const until = at
    at += 1
    if (until === from) return
    visit(
      (wanted) => {
        for (let pair = from; pair < until; pair += 2) {
          if (stringAt(block, pairs[pair] ?? 0) === wanted) return stringAt(block, pairs[pair + 1] ?? 0)
        }
        return undefined
      },
      lng,
      lat,
    )
  })
}

export function xmlPasses(file: string): OsmPasses {
  return {
    async relations(visit) {
      let tags = new Map<string, string>()
      let relation: OsmRelation | null = null
      await eachTag(file, noProgress, {
        open(name, attributes) {
          if (name === 'relation') {
            tags = new Map()
            relation = { id: Number(attributes.id), tags, ways: [] }
          } else if (name === 'member' && attributes.type === 'way') {
            relation?.ways.push({ id: Number(attributes.ref), role: attributes.role ?? '' })
          } else if (name === 'tag' && relation) tags.set(attributes.k ?? '', attributes.v ?? '')
        },
        close(name) {
          if (name !== 'relation' || !relation) return
          visit(relation)
          relation = null
        },
      })
    },
    async ways(visit) {
      let id = 0
      let nodes: number[] = []
      let tags: Map<string, string> | null = null
      await eachTag(file, noProgress, {
        open(name, attributes) {
          if (name === 'way') {
            id = Number(attributes.id)
            nodes = []
            tags = new Map()
          } else if (name === 'nd') nodes.push(Number(attributes.ref))
          else if (name === 'tag') tags?.set(attributes.k ?? '', attributes.v ?? '')
        },
        close(name) {
          if (name !== 'way') return
          visit(id, nodes, (key) => tags?.get(key))
          tags = null
        },
      })
    },
    async taggedNodes(visit) {
      let node: { lng: number; lat: number; tags: Map<string, string> } | null = null
      await eachTag(file, noProgress, {
        open(name, attributes) {
          if (name === 'node') node = { lng: Number(attributes.lon), lat: Number(attributes.lat), tags: new Map() }
          else if (name === 'tag') node?.tags.set(attributes.k ?? '', attributes.v ?? '')
        },
        close(name) {
          if (name !== 'node') return
          const { tags, lng, lat } = node ?? { tags: new Map<string, string>(), lng: 0, lat: 0 }
          if (tags.size > 0) visit((key) => tags.get(key), lng, lat)
          node = null
        },
      })
    },
    nodes: (visit) =>
      eachTag(file, noProgress, {
        open(name, attributes) {
          if (name === 'node') visit(Number(attributes.id), Number(attributes.lon), Number(attributes.lat))
        },
        close() {},
      }),
  }
}
