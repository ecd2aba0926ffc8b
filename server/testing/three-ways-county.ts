import type { Polygons } from '#domain/coverage/boundary'
import { buildNetwork } from '#domain/coverage/network'
import type { CoveragePoints, PlacePoint } from '#domain/coverage/points'
import { RoadInputBuilder } from '#domain/coverage/road-input'
import type { RoadNetwork } from '#domain/coverage/road-network'
import { DEFAULT_SETTINGS } from '#domain/coverage/settings'

/**
 * A county with three ways in: the provincial road S205 from west and east through the town 白水镇, and the county road X118
 * from the north through the village 北村. Some 19 km wide, so that no crossing lies within the apron of another.
 */
const ROADS = [
  {
    id: 1,
    highway: 'primary',
    ref: 'S205',
    name: '安吉路',
    line: [119.38, 30.6, 119.45, 30.6, 119.5, 30.6, 119.62, 30.6],
  },
  { id: 2, highway: 'tertiary', ref: 'X118', name: '白安线', line: [119.45, 30.72, 119.45, 30.65, 119.45, 30.6] },
] as const

export const THREE_WAYS_PLACES: readonly (PlacePoint & { place: string })[] = [
  { name: '白水镇', code: '330523101', place: 'town', population: 1200, lng: 119.5, lat: 30.6 },
  { name: '北村', code: null, place: 'village', population: 300, lng: 119.45, lat: 30.65 },
]

const THREE_WAYS_BOUNDARY: Polygons = [
  [
    [
      [119.4, 30.5],
      [119.6, 30.5],
      [119.6, 30.7],
      [119.4, 30.7],
      [119.4, 30.5],
    ],
  ],
]

const positionsOf = (line: readonly number[]): [number, number][] =>
  Array.from({ length: line.length / 2 }, (_, at) => [line[at * 2] ?? 0, line[at * 2 + 1] ?? 0])

export function threeWaysNetwork(): RoadNetwork {
  const builder = new RoadInputBuilder('coordinates')
  for (const { id, line, ...tags } of ROADS) {
    builder.beginWay(id, tags)
    builder.beginLine()
    for (const [lng, lat] of positionsOf(line)) builder.vertex(lng, lat)
  }
  return buildNetwork(builder.finish(), THREE_WAYS_BOUNDARY, DEFAULT_SETTINGS)
}

/** Points on it: the places, and what else is given. */
export function threeWaysPoints(points: Partial<CoveragePoints> = {}): CoveragePoints {
  return { places: THREE_WAYS_PLACES, checkpoints: [], closures: [], ...points }
}

/** The same as the files of an import. */
export function threeWaysFiles(): { roads: string; boundary: string; places: string } {
  const collection = (features: object[]) => JSON.stringify({ type: 'FeatureCollection', features })
  const feature = (properties: object, type: string, coordinates: unknown) => ({
    type: 'Feature',
    properties,
    geometry: { type, coordinates },
  })
  return {
    roads: collection(ROADS.map(({ id: _, line, ...tags }) => feature(tags, 'LineString', positionsOf(line)))),
    boundary: JSON.stringify({ type: 'MultiPolygon', coordinates: THREE_WAYS_BOUNDARY }),
    places: collection(
      THREE_WAYS_PLACES.map(({ lng, lat, ...properties }) => feature(properties, 'Point', [lng, lat])),
    ),
  }
}
