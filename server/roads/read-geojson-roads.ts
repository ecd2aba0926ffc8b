import type { RoadInput } from '#domain/coverage/road-input'
import { RoadInputBuilder } from '#domain/coverage/road-input'
import type { WayTags } from '#domain/coverage/way-rules'
import { mayCount, READ_TAGS } from '#domain/coverage/way-rules'
import type { JsonObject } from './read-json'
import { isObject } from './read-json'
import { checkPosition, RoadFileError } from './road-file-error'

/**
 * Roads from GeoJSON: LineString and MultiLineString features with OpenStreetMap tags as properties. A feature's way id is
 * its number in the file from 1. Throws RoadFileError: other-kind, out-of-range, no-roads.
 */
export function geoJsonRoads(file: string, value: JsonObject): RoadInput {
  const features: unknown = value.type === 'Feature' ? [value] : value.features
  if (!Array.isArray(features)) {
    const looksLike = typeof value.type === 'string' ? `a GeoJSON ${value.type}` : 'other JSON'
    const wanted = 'a GeoJSON FeatureCollection of LineString or MultiLineString features'
    throw new RoadFileError(file, { kind: 'other-kind', looksLike, wanted })
  }
  const roads = new GeoJsonRoads(file)
  for (const feature of features) roads.add(feature)
  return roads.finish()
}

/** The same feature by feature, as a file too large to hold is read. */
export class GeoJsonRoads {
  private readonly builder = new RoadInputBuilder('coordinates')
  private features = 0
  private lines = 0
  private roads = 0

  constructor(private readonly file: string) {}

  add(feature: unknown): void {
    this.features += 1
    if (!isObject(feature) || !isObject(feature.geometry)) return
    const { type, coordinates } = feature.geometry
    if (type !== 'LineString' && type !== 'MultiLineString') return
    this.lines += 1
    const tags = tagsOf(feature.properties)
    if (!mayCount(tags)) return
    this.roads += 1
    const { builder, features } = this
    builder.beginWay(features, tags)
    const parts: unknown = type === 'LineString' ? [coordinates] : coordinates
    for (const part of Array.isArray(parts) ? parts : []) {
      builder.beginLine()
      if (!Array.isArray(part)) continue
      part.forEach((vertex: unknown, index: number) => {
        const [x, y]: unknown[] = Array.isArray(vertex) ? vertex : []
        const [lng, lat] = checkPosition(this.file, `feature ${features}, position ${index + 1}`, x, y)
        builder.vertex(lng, lat)
      })
    }
  }

  finish(): RoadInput {
    if (this.roads === 0) {
      const reason =
        this.lines === 0
          ? `none of its ${this.features} features is a LineString or MultiLineString`
          : `none of its ${this.lines} lines has a "highway" tag of a road`
      throw new RoadFileError(this.file, { kind: 'no-roads', reason })
    }
    return this.builder.finish()
  }
}

/** The tags that coverage reads among a JSON object's values. */
export function tagsOf(properties: unknown): WayTags {
  const tags: { [tag in (typeof READ_TAGS)[number]]?: string } = {}
  if (!isObject(properties)) return tags
  for (const tag of READ_TAGS) {
    const value = properties[tag]
    if (typeof value === 'string') tags[tag] = value
    else if (typeof value === 'number' || typeof value === 'boolean') tags[tag] = String(value)
  }
  return tags
}
