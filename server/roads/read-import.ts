import type { Polygons } from '#domain/coverage/boundary'
import { crossingsOf } from '#domain/coverage/crossings'
import { buildNetwork } from '#domain/coverage/network'
import type { RoadInput } from '#domain/coverage/road-input'
import { DEFAULT_SETTINGS } from '#domain/coverage/settings'
import { checkNetwork } from './check-network'
import { readBoundary } from './read-boundary'
import { type NamedPlace, readPlaces } from './read-points'
import type { ReadProgress } from './read-progress'
import { readRoads } from './read-roads'

export interface ImportFiles {
  roads: string
  /** A GeoJSON file, or the boundary that is known already. */
  boundary: string | Polygons
  places: string | null
}

/** What an import found, for whoever looks after it. */
export interface ImportReport {
  ways: number
  segments: number
  insideSegments: number
  crossings: number
  presumedCrossings: number
  places: number
  /** What was left out, and why. */
  warnings: { kind: string; what: string }[]
}

export interface ReadImport {
  roads: RoadInput
  polygons: Polygons
  places: NamedPlace[]
  report: ImportReport
}

const WARNINGS_KEPT = 200

/** Reads and checks the files of an import; nothing is stored. Throws RoadFileError. */
export const readImport = async (files: ImportFiles, progress?: ReadProgress): Promise<ReadImport> => {
  const polygons = typeof files.boundary === 'string' ? await readBoundary(files.boundary) : files.boundary
  const places = files.places === null ? [] : await readPlaces(files.places)
  const roads = await readRoads(files.roads, progress)
  const network = buildNetwork(roads, polygons, DEFAULT_SETTINGS)
  checkNetwork(files.roads, network)
  const crossings = crossingsOf(network)
  return {
    roads,
    polygons,
    places,
    report: {
      ways: network.ways.length,
      segments: network.graph.from.length,
      insideSegments: network.graph.insideCount,
      crossings: crossings.length,
      presumedCrossings: crossings.filter(({ presumed }) => presumed).length,
      places: places.length,
      warnings: network.warnings.slice(0, WARNINGS_KEPT).map(({ kind, what }) => ({ kind, what })),
    },
  }
}
