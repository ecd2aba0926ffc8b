import type { Polygons } from '#domain/coverage/boundary'
import { crossingsOf } from '#domain/coverage/crossings'
import { buildNetwork } from '#domain/coverage/network'
import type { RoadInput } from '#domain/coverage/road-input'
import { DEFAULT_SETTINGS } from '#domain/coverage/settings'
import type { ImportReport } from '../roads/read-import'

/** What an import of these roads would report. */
export const describeNetwork = (roads: RoadInput, polygons: Polygons, places: number): ImportReport => {
  const network = buildNetwork(roads, polygons, DEFAULT_SETTINGS)
  const crossings = crossingsOf(network)
  return {
    ways: network.ways.length,
    segments: network.graph.from.length,
    insideSegments: network.graph.insideCount,
    crossings: crossings.length,
    crossingGroups: new Set(crossings.map(({ group }) => group)).size,
    presumedCrossings: crossings.filter(({ presumed }) => presumed).length,
    places,
    warnings: network.warnings.map(({ kind, what }) => ({ kind, what })),
    warningsInAll: network.warnings.length,
    unplaced: { checkpoints: [], closures: [] },
  }
}
