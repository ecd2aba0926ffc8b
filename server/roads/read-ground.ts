import { type Boundary, boundaryBox, isInside } from '#domain/coverage/boundary'
import { metresBetween } from '#domain/coverage/geometry'
import type { Background } from '../../db/stores/network-store'
import type { OsmPasses } from './osm-passes'
import { closedRings } from './read-boundary-relation'
import type { NamedPlace } from './read-points'
import { RoadFileError } from './road-file-error'

/** What an OpenStreetMap file holds beside its roads: water, places within the boundary, towns around it. */
export interface Ground {
  background: Background
  places: NamedPlace[]
}

/** By `widthClass` of the map: 3 a river, 2 a canal or a stream with a name. */
const WATERWAYS: Readonly<Record<string, number>> = { river: 3, canal: 2, stream: 2 }
const PLACES = new Set([
  'city',
  'town',
  'village',
  'hamlet',
  'suburb',
  'borough',
  'quarter',
  'neighbourhood',
  'isolated_dwelling',
])
const NEIGHBOURS = new Set(['city', 'town'])
/** Of the boundary's box, what is drawn around it. */
const MARGIN = 0.15
/** Finer than this is not seen on a map of a county. */
const STEP_METRES = 25
/** What the map's ground may weigh, in vertices; the largest waters first. */
const MOST_VERTICES = 30_000
const MOST_NEIGHBOURS = 40
const MOST_PLACES = 20_000

interface Water {
  name: string
  widthClass: number | null
  /** Ways as nodes; several where a lake is a relation. */
  lines: (readonly number[])[]
  isArea: boolean
}

/** Reads the ground; what is incomplete in the file is left out. */
export async function readGround(file: string, passes: OsmPasses, boundary: Boundary): Promise<Ground> {
  const [west, south, east, north] = boundaryBox(boundary)
  const [x, y] = [(east - west) * MARGIN, (north - south) * MARGIN]
  const isNear = (lng: number, lat: number) =>
    lng >= west - x && lng <= east + x && lat >= south - y && lat <= north + y
  const waters = await findWaters(passes)
  const needed = new Set(waters.flatMap(({ lines }) => lines.flat()))
  const positions = new Map<number, [number, number]>()
  await passes.nodes((node, lng, lat) => {
    if (needed.has(node)) positions.set(node, [lng, lat])
  })
  const { places, neighbours } = await findPlaces(passes, boundary, isNear)
  const drawn = waters.flatMap((water) => drawnWater(file, water, positions, isNear))
  drawn.sort((a, b) => b.vertices - a.vertices)
  const features: unknown[] = []
  let vertices = 0
  for (const { feature, vertices: own } of drawn) {
    if (vertices + own > MOST_VERTICES) continue
    vertices += own
    features.push(feature)
  }
  return { places, background: { water: { type: 'FeatureCollection', features }, neighbours } }
}

async function findWaters(passes: OsmPasses): Promise<Water[]> {
  const lakes: { id: number; name: string; ways: number[] }[] = []
  await passes.relations(({ id, tags, ways }) => {
    if (tags.get('natural') !== 'water' && tags.get('waterway') !== 'riverbank') return
    const outer = ways.filter(({ role }) => role !== 'inner').map((way) => way.id)
    lakes.push({ id, name: tags.get('name') ?? '', ways: outer })
  })
  const ofLake = new Set(lakes.flatMap(({ ways }) => ways))
  const lakeWays = new Map<number, readonly number[]>()
  const waters: Water[] = []
  await passes.ways((id, nodes, tag) => {
    if (ofLake.has(id)) lakeWays.set(id, [...nodes])
    const name = tag('name') ?? ''
    const isClosed = nodes.length > 3 && nodes[0] === nodes[nodes.length - 1]
    if (isClosed && (tag('natural') === 'water' || tag('waterway') === 'riverbank')) {
      waters.push({ name, widthClass: null, lines: [[...nodes]], isArea: true })
      return
    }
    const waterway = tag('waterway') ?? ''
    const widthClass = WATERWAYS[waterway]
    if (widthClass === undefined || (waterway === 'stream' && name === '')) return
    waters.push({ name, widthClass, lines: [[...nodes]], isArea: false })
  })
  for (const { name, ways } of lakes) {
    const lines = ways.map((way) => lakeWays.get(way))
    if (lines.every((line) => line !== undefined)) waters.push({ name, widthClass: null, lines, isArea: true })
  }
  return waters
}

async function findPlaces(passes: OsmPasses, boundary: Boundary, isNear: (lng: number, lat: number) => boolean) {
  const places: NamedPlace[] = []
  const neighbours: Background['neighbours'] = []
  await passes.taggedNodes((tag, lng, lat) => {
    const place = tag('place')
    const name = tag('name')
    if (place === undefined || !PLACES.has(place) || name === undefined || name === '') return
    if (isInside(boundary, lng, lat)) {
      const population = Number((tag('population') ?? '').replaceAll(/[ ,]/g, ''))
      const people = Number.isFinite(population) && population >= 0 && population < 1e8 ? Math.round(population) : 0
      if (places.length < MOST_PLACES) places.push({ name, code: null, population: people, place, lng, lat })
    } else if (NEIGHBOURS.has(place) && isNear(lng, lat) && neighbours.length < MOST_NEIGHBOURS) {
      neighbours.push({ name, lng, lat })
    }
  })
  return { places, neighbours }
}

function drawnWater(
  file: string,
  { name, widthClass, lines, isArea }: Water,
  positions: ReadonlyMap<number, [number, number]>,
  isNear: (lng: number, lat: number) => boolean,
): { feature: unknown; vertices: number }[] {
  const rings = isArea ? ringsOrNone(file, lines, positions) : lines
  return rings.flatMap((nodes) => {
    const line = nodes.flatMap((node) => {
      const position = positions.get(node)
      return position ? [position] : []
    })
    if (line.length < (isArea ? 4 : 2) || !line.some(([lng, lat]) => isNear(lng, lat))) return []
    const thin = thinned(line)
    const geometry = isArea ? { type: 'Polygon', coordinates: [thin] } : { type: 'LineString', coordinates: thin }
    const properties = { name, ...(widthClass === null ? {} : { widthClass }) }
    return [{ feature: { type: 'Feature', properties, geometry }, vertices: thin.length }]
  })
}

function ringsOrNone(
  file: string,
  lines: readonly (readonly number[])[],
  positions: ReadonlyMap<number, [number, number]>,
): number[][] {
  try {
    return closedRings(file, { id: 0, tags: new Map(), ways: [] }, lines, positions)
  } catch (error) {
    // A lake that the extract cuts through has no shore to draw.
    if (error instanceof RoadFileError) return []
    throw error
  }
}

/** Without vertices that lie too close to the one before; both ends stay. */
function thinned(line: readonly [number, number][]): [number, number][] {
  const kept: [number, number][] = []
  line.forEach((position, at) => {
    const last = kept[kept.length - 1]
    const isEnd = at === line.length - 1 || at < 2
    if (isEnd || !last || metresBetween(last[0], last[1], position[0], position[1]) >= STEP_METRES) kept.push(position)
  })
  return kept
}
