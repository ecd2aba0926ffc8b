import type { CheckpointPoint, CheckpointState, ClosurePoint, PlacePoint } from '#domain/coverage/points'
import { CHECKPOINT_STATES } from '#domain/coverage/points'
import type { JsonObject } from './read-json'
import { isObject, readJson } from './read-json'
import { checkPosition, RoadFileError } from './road-file-error'

/** More than any place on Earth has. */
const MOST_PEOPLE = 100_000_000

/** Some 300,000 places, ten times those of a large province: read whole, they stay within half a gigabyte. */
const LARGEST_POINTS_BYTES = 64 * 1024 * 1024

/** A place with its kind, as OpenStreetMap's `place` says it; null where the file doesn't. */
export interface NamedPlace extends PlacePoint {
  place: string | null
}

/** Reads places: GeoJSON Points with `name`, optional `code`, `population` and `place`. Throws RoadFileError. */
export async function readPlaces(file: string): Promise<NamedPlace[]> {
  return placesOf(file, await readJson(file, LARGEST_POINTS_BYTES))
}

/** Reads checkpoints: GeoJSON Points with `code` and optional `state` (missing: open). Throws RoadFileError. */
export async function readCheckpoints(file: string): Promise<CheckpointPoint[]> {
  return checkpointsOf(file, await readJson(file, LARGEST_POINTS_BYTES))
}

/** Reads closures: GeoJSON Points with `code`. Throws RoadFileError. */
export async function readClosures(file: string): Promise<ClosurePoint[]> {
  return closuresOf(file, await readJson(file, LARGEST_POINTS_BYTES))
}

export function placesOf(file: string, value: unknown): NamedPlace[] {
  return pointFeatures(file, value).map(({ properties, lng, lat, where }) => {
    const people = peopleOf(properties.population)
    if (people === null) {
      throw new RoadFileError(file, { kind: 'bad-point', where, reason: '"population" is no number of people' })
    }
    return {
      name: requiredText(file, where, properties, 'name'),
      code: text(properties.code),
      population: people,
      place: text(properties.place),
      lng,
      lat,
    }
  })
}

export function checkpointsOf(file: string, value: unknown): CheckpointPoint[] {
  const points = pointFeatures(file, value).map(({ properties, lng, lat, where }) => ({
    code: requiredText(file, where, properties, 'code'),
    state: stateOf(file, where, properties.state),
    lng,
    lat,
  }))
  return uniqueCodes(file, points)
}

export function closuresOf(file: string, value: unknown): ClosurePoint[] {
  const points = pointFeatures(file, value).map(({ properties, lng, lat, where }) => ({
    code: requiredText(file, where, properties, 'code'),
    lng,
    lat,
  }))
  return uniqueCodes(file, points)
}

/** People by a `population` property; 0 where it is missing or words, as the tag often is. Null where it can't be meant. */
function peopleOf(value: unknown): number | null {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  if (typeof number !== 'number' || Number.isNaN(number)) return 0
  return number >= 0 && number <= MOST_PEOPLE ? Math.round(number) : null
}

function stateOf(file: string, where: string, value: unknown): CheckpointState {
  if (value === undefined || value === null || value === '') return 'open'
  const state = CHECKPOINT_STATES.find((known) => known === value)
  if (state !== undefined) return state
  const reason = `"state" is ${JSON.stringify(value)}, none of ${CHECKPOINT_STATES.join(', ')}`
  throw new RoadFileError(file, { kind: 'bad-point', where, reason })
}

function uniqueCodes<T extends { code: string }>(file: string, points: T[]): T[] {
  const seen = new Set<string>()
  points.forEach(({ code }, at) => {
    if (seen.has(code)) {
      const reason = `the code "${code}" was used before`
      throw new RoadFileError(file, { kind: 'bad-point', where: `feature ${at + 1}`, reason })
    }
    seen.add(code)
  })
  return points
}

interface PointFeature {
  properties: JsonObject
  lng: number
  lat: number
  where: string
}

function pointFeatures(file: string, value: unknown): PointFeature[] {
  const wanted = 'a GeoJSON FeatureCollection of Points'
  if (!isObject(value)) throw new RoadFileError(file, { kind: 'other-kind', looksLike: 'other JSON', wanted })
  const features: unknown = value.type === 'Feature' ? [value] : value.features
  if (!Array.isArray(features)) {
    const looksLike = typeof value.type === 'string' ? `a GeoJSON ${value.type}` : 'other JSON'
    throw new RoadFileError(file, { kind: 'other-kind', looksLike, wanted })
  }
  return features.map((feature: unknown, at: number) => {
    const where = `feature ${at + 1}`
    const geometry = isObject(feature) ? feature.geometry : null
    if (!isObject(feature) || !isObject(geometry) || geometry.type !== 'Point') {
      throw new RoadFileError(file, { kind: 'bad-point', where, reason: 'it is no Feature with a Point' })
    }
    const [x, y]: unknown[] = Array.isArray(geometry.coordinates) ? geometry.coordinates : []
    const [lng, lat] = checkPosition(file, where, x, y)
    return { properties: isObject(feature.properties) ? feature.properties : {}, lng, lat, where }
  })
}

function text(value: unknown): string | null {
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value !== '' ? value : null
}

function requiredText(file: string, where: string, properties: JsonObject, key: string): string {
  const found = text(properties[key])
  if (found === null) throw new RoadFileError(file, { kind: 'bad-point', where, reason: `"${key}" is missing` })
  return found
}
