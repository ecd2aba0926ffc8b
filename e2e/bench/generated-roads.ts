import type { RoadGeometry } from '#domain/coverage/road-geometry'
import type { Bounds } from '../../app/_map/base-map'
import type { MapPlace } from '../../app/_map/map-label'
import type { SegmentRanges } from '../../app/_map/road-network'

/**
 * A road network of any size for the map's bench: winding roads of 24 segments of six vertices, spread over a square county, classes
 * in the proportions of a real one, a fifth of it exposed and a tenth lapsed. Seeded, so that two runs draw the same.
 */

export const BENCH_BOUNDS: Bounds = [119.4, 30.4, 119.95, 30.85]
const VERTICES = 6
const SEGMENTS_A_ROAD = 24
const CLASS_SHARES: readonly (readonly [string, number])[] = [
  ['motorway', 0.01],
  ['trunk', 0.02],
  ['primary', 0.05],
  ['secondary', 0.1],
  ['tertiary', 0.17],
  ['unclassified', 0.45],
  ['track', 0.2],
]

/** Mulberry32: a small generator whose every run is the same. */
const seeded = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0
  let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
}

export const generatedRoads = (count: number, seed = 7): RoadGeometry => {
  const random = seeded(seed)
  const [west, south, east, north] = BENCH_BOUNDS
  const lngLat = new Float64Array(count * VERTICES * 2)
  const starts = Uint32Array.from({ length: count + 1 }, (_, segment) => segment * VERTICES)
  const classes: string[] = []
  let [lng, lat, heading, drawn] = [west, south, 0, '']
  for (let segment = 0; segment < count; segment++) {
    if (segment % SEGMENTS_A_ROAD === 0) {
      lng = west + random() * (east - west)
      lat = south + random() * (north - south)
      heading = random() * 2 * Math.PI
      drawn = drawClass(random())
    }
    for (let vertex = 0; vertex < VERTICES; vertex++) {
      const at = (segment * VERTICES + vertex) * 2
      lngLat[at] = lng
      lngLat[at + 1] = lat
      // The next segment begins where this one ends.
      if (vertex === VERTICES - 1) break
      heading += (random() - 0.5) * 0.5
      // Back towards the middle at the county's line.
      if (lng < west || lng > east || lat < south || lat > north)
        heading = Math.atan2((south + north) / 2 - lat, (west + east) / 2 - lng)
      lng += Math.cos(heading) * 0.0004
      lat += Math.sin(heading) * 0.00034
    }
    classes.push(drawn)
  }
  return {
    count,
    insideCount: count,
    starts,
    lngLat,
    oneWay: new Int8Array(count),
    classOf: (segment) => classes[segment] ?? 'unclassified',
    nameOf: () => '',
    refOf: () => '',
  }
}

/** Towns and villages anywhere in the county, a town in twenty. */
export const generatedPlaces = (count: number, seed = 3): MapPlace[] => {
  const random = seeded(seed)
  const [west, south, east, north] = BENCH_BOUNDS
  return Array.from({ length: count }, (_, index) => ({
    name: `村${index}`,
    code: null,
    place: index % 20 === 0 ? 'town' : 'village',
    population: 100 + Math.round(random() * 900),
    lng: west + random() * (east - west),
    lat: south + random() * (north - south),
  }))
}

const LATTICE = 13

/** As many as stand apart from each other in rows and columns. */
export const latticePlaces = () => {
  const [west, south, east, north] = BENCH_BOUNDS
  return Array.from({ length: LATTICE ** 2 }, (_, index) => ({
    name: `点${index}`,
    lng: west + ((east - west) * ((index % LATTICE) + 0.5)) / LATTICE,
    lat: south + ((north - south) * (Math.floor(index / LATTICE) + 0.5)) / LATTICE,
  }))
}

const drawClass = (share: number): string => {
  let sum = 0
  for (const [name, part] of CLASS_SHARES) {
    sum += part
    if (share < sum) return name
  }
  return 'unclassified'
}

/** Ranges of twenty: every fifth exposed, every tenth lapsed. */
export const generatedStates = (count: number): SegmentRanges => {
  const exposed: [number, number][] = []
  const lapsed: [number, number][] = []
  for (let from = 0; from + 19 < count; from += 20) {
    const turn = (from / 20) % 10
    if (turn === 0 || turn === 5) exposed.push([from, from + 19])
    else if (turn === 3) lapsed.push([from, from + 19])
  }
  return { exposed, lapsed, unreachable: [] }
}
