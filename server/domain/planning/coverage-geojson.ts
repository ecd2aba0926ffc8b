import type { CheckpointPoint, ClosurePoint, PlacePoint } from '../coverage/points'
import type { CoverageResult } from '../coverage/result'
import { type ExportLanguage, stateWords } from './coverage-tables'

/**
 * A result as GeoJSON, one feature a crossing, place, checkpoint, closure and inside segment; `layer` tells them apart, and
 * `state` is the word of the wire, `stateName` that of people. Degrees, WGS 84 (RFC 7946).
 */
export function coverageGeoJson(
  result: CoverageResult,
  points: { places: readonly PlacePoint[]; checkpoints: readonly CheckpointPoint[]; closures: readonly ClosurePoint[] },
  language: ExportLanguage,
): { type: 'FeatureCollection'; features: object[] } {
  const feature = (layer: string, type: 'Point' | 'LineString', coordinates: unknown, properties: object) => ({
    type: 'Feature',
    properties: { layer, ...properties },
    geometry: { type, coordinates },
  })
  const named = (state: string, ofCheckpoint = false) => ({
    state,
    stateName: stateWords(state, language, ofCheckpoint),
  })
  const stateOfPlace = new Map(result.places.map((place) => [`${place.code}\n${place.name}`, place]))
  const stateOfCheckpoint = new Map(result.checkpoints.map(({ code, state }) => [code, state]))
  return {
    type: 'FeatureCollection',
    features: [
      ...(result.segments ?? []).map(({ way, class: kind, name, metres, state, path }) =>
        feature('road', 'LineString', path, { name, class: kind, way, metres, ...named(state) }),
      ),
      ...result.crossings.map(({ id, lng, lat, state, population, rank, road, checkpoints, group, presumed }) =>
        feature('crossing', 'Point', [lng, lat], {
          id,
          group,
          presumed,
          name: road.name,
          ref: road.ref,
          class: road.class,
          population,
          rank,
          checkpoints: checkpoints.join(' '),
          ...named(state),
        }),
      ),
      ...points.places.map(({ name, code, population, lng, lat }) => {
        const place = stateOfPlace.get(`${code}\n${name}`)
        const bypass = place?.bypass ?? null
        return feature('place', 'Point', [lng, lat], {
          name,
          code,
          population,
          bypassMetres: bypass?.metres ?? null,
          bypassRoads: bypass?.roads.join(' → ') ?? null,
          ...named(place?.state ?? 'unplaced'),
        })
      }),
      ...points.checkpoints.map(({ code, lng, lat, state }) =>
        feature('checkpoint', 'Point', [lng, lat], {
          name: code,
          code,
          ...named(stateOfCheckpoint.get(code) ?? state, true),
        }),
      ),
      ...points.closures.map(({ code, lng, lat }) =>
        feature('closure', 'Point', [lng, lat], { name: code, code, ...named('closed') }),
      ),
    ],
  }
}
