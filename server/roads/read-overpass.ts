import type { RoadInput } from '#domain/coverage/road-input'
import { RoadInputBuilder } from '#domain/coverage/road-input'
import type { WayTags } from '#domain/coverage/way-rules'
import { mayCount } from '#domain/coverage/way-rules'
import { tagsOf } from './read-geojson-roads'
import type { JsonObject } from './read-json'
import { isObject } from './read-json'
import { checkPosition, RoadFileError } from './road-file-error'

/**
 * Roads from the JSON of the Overpass API, with `nodes` and node elements or with `geometry`. Ways join by node id where every
 * way has its node ids, else by equal coordinates. Throws RoadFileError: out-of-range, no-roads.
 */
export function overpassRoads(file: string, value: JsonObject): RoadInput {
  const roads = new OverpassRoads(file)
  for (const element of Array.isArray(value.elements) ? value.elements : []) roads.add(element)
  return roads.finish()
}

/** A way as it is kept until all nodes are known; NaN where the way itself gives no position. */
interface KeptWay {
  id: number
  tags: WayTags
  hasNodes: boolean
  nodes: Float64Array
  lng: Float64Array
  lat: Float64Array
}

/** The same element by element, as a file too large to hold is read. */
export class OverpassRoads {
  private readonly positions = new Map<number, [number, number]>()
  private readonly ways: KeptWay[] = []
  private elements = 0

  constructor(private readonly file: string) {}

  add(element: unknown): void {
    this.elements += 1
    if (!isObject(element) || typeof element.id !== 'number') return
    const { id, type } = element
    if (type === 'node') {
      this.positions.set(id, checkPosition(this.file, `node ${id}`, element.lon, element.lat))
      return
    }
    const tags = tagsOf(element.tags)
    if (type !== 'way' || !mayCount(tags)) return
    const nodes: unknown[] = Array.isArray(element.nodes) ? element.nodes : []
    const geometry: unknown[] = Array.isArray(element.geometry) ? element.geometry : []
    const count = Math.max(nodes.length, geometry.length)
    const way: KeptWay = {
      id,
      tags,
      hasNodes: Array.isArray(element.nodes),
      nodes: Float64Array.from({ length: count }, (_, at) => Number(nodes[at])),
      lng: new Float64Array(count).fill(Number.NaN),
      lat: new Float64Array(count).fill(Number.NaN),
    }
    geometry.forEach((vertex, at) => {
      if (!isObject(vertex)) return
      const [lng, lat] = checkPosition(this.file, `way ${id}, position ${at + 1}`, vertex.lon, vertex.lat)
      way.lng[at] = lng
      way.lat[at] = lat
    })
    this.ways.push(way)
  }

  finish(): RoadInput {
    const { ways, positions } = this
    if (ways.length === 0) {
      const reason = `none of its ${this.elements} elements is a way with a "highway" tag of a road`
      throw new RoadFileError(this.file, { kind: 'no-roads', reason })
    }
    const builder = new RoadInputBuilder(ways.every(({ hasNodes }) => hasNodes) ? 'node' : 'coordinates')
    for (const { id, tags, nodes, lng, lat } of ways) {
      if (!builder.beginWay(id, tags)) continue
      builder.beginLine()
      nodes.forEach((node, at) => {
        const own = lng[at] ?? Number.NaN
        const position = Number.isNaN(own) ? positions.get(node) : ([own, lat[at] ?? 0] as const)
        if (position) builder.vertex(position[0], position[1], node)
        else builder.beginLine()
      })
    }
    return builder.finish()
  }
}
