import type { Polygons } from './boundary'
import { fromGcj02, toGcj02 } from './gcj02'
import type { RoadInput } from './road-input'

/** What the coordinates of a file mean: WGS 84, GCJ-02 of Chinese public maps, or BD-09 of Baidu's, shifted once more. */
const DATUMS = ['wgs84', 'gcj02', 'bd09'] as const
export type Datum = (typeof DATUMS)[number]

type Convert = (lng: number, lat: number) => [number, number]

const BAIDU_TURN = (Math.PI * 3000) / 180
const ITERATIONS = 12

/** GCJ-02 to BD-09, degrees, by the published approximation. */
export function gcj02ToBd09(lng: number, lat: number): [number, number] {
  const reach = Math.hypot(lng, lat) + 0.00002 * Math.sin(lat * BAIDU_TURN)
  const angle = Math.atan2(lat, lng) + 0.000003 * Math.cos(lng * BAIDU_TURN)
  return [reach * Math.cos(angle) + 0.0065, reach * Math.sin(angle) + 0.006]
}

/** BD-09 to WGS 84: undone by iteration; where GCJ-02 shifts nothing, nothing is shifted. */
function fromBd09(lng: number, lat: number): [number, number] {
  const [shiftedLng, shiftedLat] = toGcj02(lng, lat)
  if (shiftedLng === lng && shiftedLat === lat) return [lng, lat]
  let [x, y] = [lng, lat]
  for (let round = 0; round < ITERATIONS; round++) {
    const [thereLng, thereLat] = gcj02ToBd09(x, y)
    x += lng - thereLng
    y += lat - thereLat
  }
  return fromGcj02(x, y)
}

const CONVERT: Record<Exclude<Datum, 'wgs84'>, Convert> = { gcj02: fromGcj02, bd09: fromBd09 }

export function isDatum(text: string): text is Datum {
  return DATUMS.some((known) => known === text)
}

/** Roads of a file in WGS 84. */
export function roadsInWgs84(input: RoadInput, datum: Datum): RoadInput {
  if (datum === 'wgs84') return input
  const lng = new Float64Array(input.lng.length)
  const lat = new Float64Array(input.lat.length)
  for (let at = 0; at < lng.length; at++) {
    const [x, y] = CONVERT[datum](input.lng[at] ?? 0, input.lat[at] ?? 0)
    lng[at] = x
    lat[at] = y
  }
  return { ...input, lng, lat }
}

/** A boundary of a file in WGS 84. */
export function polygonsInWgs84(polygons: Polygons, datum: Datum): Polygons {
  if (datum === 'wgs84') return polygons
  return polygons.map((polygon) => polygon.map((ring) => ring.map(([lng, lat]) => CONVERT[datum](lng, lat))))
}

/** Points of a file in WGS 84. */
export function pointsInWgs84<Point extends { lng: number; lat: number }>(
  points: readonly Point[],
  datum: Datum,
): readonly Point[] {
  if (datum === 'wgs84') return points
  return points.map((point) => {
    const [lng, lat] = CONVERT[datum](point.lng, point.lat)
    return { ...point, lng, lat }
  })
}
