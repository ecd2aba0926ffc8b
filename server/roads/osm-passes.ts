import {
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
  ways(visit: (id: number, nodes: readonly number[]) => void): Promise<void>
  nodes(visit: (id: number, lng: number, lat: number) => void): Promise<void>
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
          eachField(pbf, end, (field) => {
            if (field === 1) id = pbf.readVarint(true)
            else if (field === 8) {
              eachPacked(pbf, () => {
                node += pbf.readSVarint()
                nodes.push(node)
              })
            }
          })
          visit(id, nodes)
        }),
      ),
    nodes: (visit) =>
      eachBlock(file, noProgress, (block) => {
        eachGroupPart(block, DENSE_NODES, (pbf, end) => readDenseNodes(pbf, end, block, visit))
        eachGroupPart(block, NODES, (pbf, end) => readNode(pbf, end, block, visit))
      }),
  }
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
      await eachTag(file, noProgress, {
        open(name, attributes) {
          if (name === 'way') {
            id = Number(attributes.id)
            nodes = []
          } else if (name === 'nd') nodes.push(Number(attributes.ref))
        },
        close(name) {
          if (name === 'way') visit(id, nodes)
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
