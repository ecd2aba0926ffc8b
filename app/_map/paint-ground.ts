import type { GroundColours } from './ground-colours'
import { worldX, worldY } from './mercator'
import type { TilePainter, TileView } from './tile-view'

/** The county under its roads: land and water, then the veil over what is outside, the band and the line. */

const BAND_PX = 13
const BOUNDARY_PX = 1.6
const BOUNDARY_DASH = [10, 3, 2, 3]
const RIVER_PX = 2.4
const VEIL = 0.5

/** A line or ring: world coordinates, x and y by turns. */
type Line = Float64Array

export interface GroundShapes {
  /** Every ring of the boundary, holes included. */
  rings: Line[]
  waterLines: { line: Line; widthPx: number }[]
  waterRings: Line[]
}

type Position = readonly number[]
interface Geometry {
  type: string
  coordinates?: unknown
  geometries?: readonly Geometry[]
}

/** Any GeoJSON: a bare geometry, a Feature or a FeatureCollection. */
export interface GeoJson {
  type: string
  features?: readonly GeoJson[]
  geometry?: Geometry | null
  properties?: Record<string, unknown> | null
  coordinates?: unknown
  geometries?: readonly Geometry[]
}

interface Part {
  geometry: Geometry
  properties: Record<string, unknown>
}

const partsOf = (shape: GeoJson): Part[] => {
  if (shape.features) return shape.features.flatMap(partsOf)
  if (shape.type === 'Feature')
    return shape.geometry
      ? partsOf(shape.geometry).map((part) => ({ ...part, properties: shape.properties ?? {} }))
      : []
  if (shape.geometries) return shape.geometries.flatMap(partsOf)
  return [{ geometry: shape, properties: {} }]
}

const toWorld = (positions: readonly Position[]): Line => {
  const line = new Float64Array(positions.length * 2)
  for (const [index, position] of positions.entries()) {
    line[index * 2] = worldX(position[0] ?? 0)
    line[index * 2 + 1] = worldY(position[1] ?? 0)
  }
  return line
}

/** Coordinates of the depth that the geometry's type promises (RFC 7946). */
const ringsOf = ({ type, coordinates }: Geometry): Line[] => {
  if (type === 'Polygon') return (coordinates as Position[][]).map(toWorld)
  if (type === 'MultiPolygon') return (coordinates as Position[][][]).flat().map(toWorld)
  return []
}

const linesOf = ({ type, coordinates }: Geometry): Line[] => {
  if (type === 'LineString') return [toWorld(coordinates as Position[])]
  if (type === 'MultiLineString') return (coordinates as Position[][]).map(toWorld)
  return []
}

export const groundShapes = (boundary: GeoJson | null, water: GeoJson | null): GroundShapes => {
  const waterParts = water ? partsOf(water) : []
  return {
    rings: boundary ? partsOf(boundary).flatMap(({ geometry }) => ringsOf(geometry)) : [],
    waterLines: waterParts.flatMap(({ geometry, properties }) => {
      const width = properties.width
      return linesOf(geometry).map((line) => ({ line, widthPx: typeof width === 'number' ? width : RIVER_PX }))
    }),
    waterRings: waterParts.flatMap(({ geometry }) => ringsOf(geometry)),
  }
}

const addLine = (path: Path2D, line: Line, view: TileView, close: boolean): void => {
  for (let index = 0; index < line.length; index += 2) {
    const x = (line[index] as number) * view.scale - view.originX
    const y = (line[index + 1] as number) * view.scale - view.originY
    if (index === 0) path.moveTo(x, y)
    else path.lineTo(x, y)
  }
  if (close) path.closePath()
}

const pathOf = (lines: readonly Line[], view: TileView, close: boolean): Path2D => {
  const path = new Path2D()
  for (const line of lines) addLine(path, line, view, close)
  return path
}

/** Outside, land and water: what lies under every road. */
export const landPainter = (shapes: GroundShapes, colours: GroundColours): TilePainter => {
  return {
    paint(context, view) {
      context.fillStyle = shapes.rings.length > 0 ? colours.outside : colours.land
      context.fillRect(0, 0, view.size, view.size)
      context.fillStyle = colours.land
      context.fill(pathOf(shapes.rings, view, true), 'evenodd')
      context.fillStyle = colours.water
      context.fill(pathOf(shapes.waterRings, view, true), 'evenodd')
      context.strokeStyle = colours.water
      context.lineCap = 'round'
      context.lineJoin = 'round'
      for (const { line, widthPx } of shapes.waterLines) {
        context.lineWidth = widthPx * view.growth
        context.stroke(pathOf([line], view, false))
      }
    },
  }
}

/** The veil over the outside, the band inside the line, and the line itself. */
export const boundaryPainter = (shapes: GroundShapes, colours: GroundColours): TilePainter => {
  return {
    paint(context, view) {
      if (shapes.rings.length === 0) return
      const land = pathOf(shapes.rings, view, true)
      context.save()
      context.globalAlpha = VEIL
      context.fillStyle = colours.outside
      // Even-odd over the tile's own square: whatever the rings do not cover.
      context.fill(veilOf(shapes, view), 'evenodd')
      context.restore()
      context.save()
      context.clip(land, 'evenodd')
      context.strokeStyle = colours.band
      context.lineWidth = BAND_PX * 2
      context.lineJoin = 'round'
      context.stroke(land)
      context.restore()
      context.strokeStyle = colours.boundary
      context.lineWidth = BOUNDARY_PX
      context.lineJoin = 'round'
      context.setLineDash(BOUNDARY_DASH)
      context.stroke(land)
    },
  }
}

const veilOf = (shapes: GroundShapes, view: TileView): Path2D => {
  const veil = pathOf(shapes.rings, view, true)
  veil.rect(-1, -1, view.size + 2, view.size + 2)
  return veil
}
