import type { RoadInput } from '#domain/coverage/road-input'
import { RoadInputBuilder } from '#domain/coverage/road-input'
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
  const elements: unknown[] = Array.isArray(value.elements) ? value.elements : []
  const positions = new Map<number, [number, number]>()
  const ways: JsonObject[] = []
  for (const element of elements) {
    if (!isObject(element) || typeof element.id !== 'number') continue
    if (element.type === 'node') {
      positions.set(element.id, checkPosition(file, `node ${element.id}`, element.lon, element.lat))
    } else if (element.type === 'way' && mayCount(tagsOf(element.tags))) ways.push(element)
  }
  if (ways.length === 0) {
    const reason = `none of its ${elements.length} elements is a way with a "highway" tag of a road`
    throw new RoadFileError(file, { kind: 'no-roads', reason })
  }
  const byNode = ways.every((way) => Array.isArray(way.nodes))
  const builder = new RoadInputBuilder(byNode ? 'node' : 'coordinates')
  for (const way of ways) {
    const id = Number(way.id)
    if (!builder.beginWay(id, tagsOf(way.tags))) continue
    builder.beginLine()
    const nodes: unknown[] = Array.isArray(way.nodes) ? way.nodes : []
    const geometry: unknown[] = Array.isArray(way.geometry) ? way.geometry : []
    const count = Math.max(nodes.length, geometry.length)
    for (let at = 0; at < count; at++) {
      const node = Number(nodes[at])
      const vertex = geometry[at]
      const position = isObject(vertex)
        ? checkPosition(file, `way ${id}, position ${at + 1}`, vertex.lon, vertex.lat)
        : positions.get(node)
      if (position) builder.vertex(position[0], position[1], node)
      else builder.beginLine()
    }
  }
  return builder.finish()
}
