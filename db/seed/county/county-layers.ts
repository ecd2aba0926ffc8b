import { type RoadInput, RoadInputBuilder } from '#domain/coverage/road-input'
import type { County, NeighbourLabel, Position, Water } from './county'

/** A county in the forms in which roads and the map's ground are kept. */

/** Roads as an import reads them: ways join where they share a node. */
export function countyRoads(county: Pick<County, 'ways'>): RoadInput {
  const roads = new RoadInputBuilder('node')
  for (const way of county.ways) {
    roads.beginWay(way.id, way.tags)
    roads.beginLine()
    for (const [i, [lng, lat]] of way.coordinates.entries()) roads.vertex(lng, lat, way.nodes[i])
  }
  return roads.finish()
}

interface WaterFeature {
  type: 'Feature'
  properties: Pick<Water, 'name' | 'widthClass'>
  geometry: { type: 'LineString'; coordinates: Position[] }
}

/** The map's quiet ground: rivers as GeoJSON with `name` and `widthClass`, and where the neighbours' names stand. */
export function countyBackground(county: Pick<County, 'water' | 'neighbours'>): {
  water: { type: 'FeatureCollection'; features: WaterFeature[] }
  neighbours: NeighbourLabel[]
} {
  const features = county.water.map(
    ({ name, widthClass, coordinates }): WaterFeature => ({
      type: 'Feature',
      properties: { name, widthClass },
      geometry: { type: 'LineString', coordinates },
    }),
  )
  return { water: { type: 'FeatureCollection', features }, neighbours: county.neighbours }
}
