import type { Boundary, Polygons } from '#domain/coverage/boundary'
import { crossingsOf } from '#domain/coverage/crossings'
import { type Datum, pointsInWgs84, polygonsInWgs84, roadsInWgs84 } from '#domain/coverage/datum'
import { buildNetwork } from '#domain/coverage/network'
import { placePoints } from '#domain/coverage/placed-network'
import type { CoveragePoints } from '#domain/coverage/points'
import type { RoadInput } from '#domain/coverage/road-input'
import { DEFAULT_SETTINGS } from '#domain/coverage/settings'
import type { Background } from '../../db/stores/network-store'
import { checkNetwork } from './check-network'
import { osmPasses, readBoundary } from './read-boundary'
import { type Ground, readGround } from './read-ground'
import { type NamedPlace, readPlaces } from './read-points'
import type { ReadProgress } from './read-progress'
import { readRoads } from './read-roads'

export interface ImportFiles {
  roads: string
  /** A GeoJSON file, or the boundary that is known already. */
  boundary: string | Polygons
  places: string | null
  /** What the coordinates of all files mean; a boundary that is known already is WGS 84. */
  datum?: Datum
  /** What stands in the county, to say what no longer fits. */
  standing?: Pick<CoveragePoints, 'checkpoints' | 'closures'>
}

/** What an import found, for whoever looks after it. */
export interface ImportReport {
  ways: number
  segments: number
  insideSegments: number
  crossings: number
  /** Ways in: crossings that lie together are one, as the planner lists them. */
  crossingGroups: number
  presumedCrossings: number
  places: number
  /** What was left out, and why. */
  warnings: { kind: string; what: string }[]
  /** How many warnings there were; the list holds the first. */
  warningsInAll: number
  /** Codes of checkpoints and closures that lie on none of these roads. */
  unplaced: { checkpoints: string[]; closures: string[] }
}

export interface ReadImport {
  roads: RoadInput
  polygons: Polygons
  places: NamedPlace[]
  /** Rivers, lakes and names around the county, where the road file holds them. */
  background: Background
  report: ImportReport
}

const WARNINGS_KEPT = 200

/** Reads and checks the files of an import; nothing is stored. Throws RoadFileError. */
export const readImport = async (files: ImportFiles, progress?: ReadProgress): Promise<ReadImport> => {
  const { datum = 'wgs84', standing = { checkpoints: [], closures: [] } } = files
  const polygons =
    typeof files.boundary === 'string' ? polygonsInWgs84(await readBoundary(files.boundary), datum) : files.boundary
  const roads = roadsInWgs84(await readRoads(files.roads, progress), datum)
  const network = buildNetwork(roads, polygons, DEFAULT_SETTINGS)
  checkNetwork(files.roads, network)
  const ground = await groundOf(files.roads, network.boundary, datum)
  const places = files.places === null ? ground.places : [...pointsInWgs84(await readPlaces(files.places), datum)]
  const crossings = crossingsOf(network)
  const placed = placePoints(network, { places: [], ...standing })
  const unplaced = (stops: readonly { code: string; offsetMetres: number | null }[]) =>
    stops.filter(({ offsetMetres }) => offsetMetres === null).map(({ code }) => code)
  return {
    roads,
    polygons,
    places,
    background: ground.background,
    report: {
      ways: network.ways.length,
      segments: network.graph.from.length,
      insideSegments: network.graph.insideCount,
      crossings: crossings.length,
      crossingGroups: new Set(crossings.map(({ group }) => group)).size,
      presumedCrossings: crossings.filter(({ presumed }) => presumed).length,
      places: places.length,
      warnings: network.warnings.slice(0, WARNINGS_KEPT).map(({ kind, what }) => ({ kind, what })),
      warningsInAll: network.warnings.length,
      unplaced: { checkpoints: unplaced(placed.checkpoints), closures: unplaced(placed.closures) },
    },
  }
}

const NO_GROUND: Ground = {
  background: { water: { type: 'FeatureCollection', features: [] }, neighbours: [] },
  places: [],
}

/** The ground of an OpenStreetMap file; those are WGS 84, and what is shifted would not lie under the roads. */
const groundOf = async (file: string, boundary: Boundary, datum: Datum): Promise<Ground> => {
  const passes = datum === 'wgs84' ? await osmPasses(file) : null
  return passes === null ? NO_GROUND : readGround(file, passes, boundary)
}
