import { open } from 'node:fs/promises'
import type { Polygons } from '#domain/coverage/boundary'
import { findCrossedRing } from '#domain/coverage/crossed-ring'
import { type OsmPasses, pbfPasses, xmlPasses } from './osm-passes'
import { readBoundaryRelation } from './read-boundary-relation'
import { isObject, readJson } from './read-json'
import { checkPosition, RoadFileError } from './road-file-error'

/**
 * Reads a boundary: one GeoJSON Polygon or MultiPolygon, bare, in a Feature, or alone in a FeatureCollection; or the administrative
 * boundary of an OpenStreetMap file (`FILE#ID` or `FILE#NAME` for one of several relations).
 * Throws RoadFileError: unreadable, cut-off, damaged, not-a-polygon, open-ring, crossed-ring, missing-ways, out-of-range.
 */
export async function readBoundary(name: string): Promise<Polygons> {
  const [, file = name, wanted = null] = /^(.+)#([^#/]+)$/.exec(name) ?? []
  const passes = await osmPasses(file)
  const polygons =
    passes === null ? boundaryPolygons(name, await readJson(name)) : await readBoundaryRelation(file, passes, wanted)
  const crossed = findCrossedRing(polygons)
  if (crossed !== null) {
    throw new RoadFileError(file, { kind: 'crossed-ring', ring: `ring ${crossed.ring}`, at: crossed.at })
  }
  return polygons
}

/** The passes over an OpenStreetMap file; null where it is none or can't be read. */
export async function osmPasses(file: string): Promise<OsmPasses | null> {
  const kind = await osmKindOf(file)
  return kind === null ? null : kind === 'pbf' ? pbfPasses(file) : xmlPasses(file)
}

/** Whether a file is one of OpenStreetMap's by its first bytes; null where it is not or can't be read. */
async function osmKindOf(file: string): Promise<'pbf' | 'xml' | null> {
  const handle = await open(file, 'r').catch(() => null)
  if (handle === null) return null
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(64), 0, 64, 0)
    const text = buffer.toString('latin1', 0, bytesRead)
    if (text.slice(4, 20).includes('OSMHeader')) return 'pbf'
    return text
      .replace(/^\xef\xbb\xbf/, '')
      .trimStart()
      .startsWith('<')
      ? 'xml'
      : null
  } catch {
    // A folder, for one: the reader of JSON will say so.
    return null
  } finally {
    await handle.close()
  }
}

/** The polygons of a GeoJSON value; `file` names it in errors. */
export function boundaryPolygons(file: string, value: unknown): Polygons {
  const geometry = onlyGeometry(file, value)
  if (geometry.type === 'Polygon') return [polygonOf(file, geometry.coordinates, 'the outer ring', 'hole')]
  if (!Array.isArray(geometry.coordinates) || geometry.coordinates.length === 0)
    throw notPolygon(file, 'no coordinates')
  return geometry.coordinates.map((polygon: unknown, at: number) =>
    polygonOf(file, polygon, `the outer ring of polygon ${at + 1}`, `polygon ${at + 1}, hole`),
  )
}

function onlyGeometry(file: string, value: unknown): { type: 'Polygon' | 'MultiPolygon'; coordinates: unknown } {
  if (!isObject(value)) throw notPolygon(file, 'no GeoJSON object')
  if (value.type === 'FeatureCollection') {
    const features: unknown[] = Array.isArray(value.features) ? value.features : []
    const shapes = features.filter((feature) => isObject(feature) && isPolygonal(feature.geometry))
    if (shapes.length !== 1) throw notPolygon(file, `a FeatureCollection with ${shapes.length} polygons`)
    return onlyGeometry(file, shapes[0])
  }
  if (value.type === 'Feature') return onlyGeometry(file, value.geometry)
  if (value.type === 'Polygon' || value.type === 'MultiPolygon') {
    return { type: value.type, coordinates: value.coordinates }
  }
  throw notPolygon(file, typeof value.type === 'string' ? `a ${value.type}` : 'no GeoJSON object')
}

function isPolygonal(geometry: unknown): boolean {
  return isObject(geometry) && (geometry.type === 'Polygon' || geometry.type === 'MultiPolygon')
}

function polygonOf(file: string, rings: unknown, outer: string, hole: string): [number, number][][] {
  if (!Array.isArray(rings) || rings.length === 0) throw notPolygon(file, 'a polygon without a ring')
  return rings.map((ring: unknown, at: number) => ringOf(file, ring, at === 0 ? outer : `${hole} ${at}`))
}

function ringOf(file: string, ring: unknown, name: string): [number, number][] {
  if (!Array.isArray(ring)) throw notPolygon(file, `${name} without positions`)
  const positions = ring.map((position: unknown, at: number) => {
    const [lng, lat]: unknown[] = Array.isArray(position) ? position : []
    return checkPosition(file, `${name}, position ${at + 1}`, lng, lat)
  })
  const start = positions[0]
  const end = positions[positions.length - 1]
  if (!start || !end || positions.length < 3) throw notPolygon(file, `${name} with fewer than three positions`)
  if (start[0] !== end[0] || start[1] !== end[1]) {
    throw new RoadFileError(file, { kind: 'open-ring', ring: name, start, end })
  }
  const corners = new Set(positions.map(([lng, lat]) => `${lng},${lat}`))
  if (corners.size < 3) throw notPolygon(file, `${name} with fewer than three different positions`)
  return positions
}

function notPolygon(file: string, found: string): RoadFileError {
  return new RoadFileError(file, { kind: 'not-a-polygon', found })
}
