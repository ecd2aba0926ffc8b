import type { GroundColours } from './ground-colours'
import { worldX, worldY } from './mercator'
import { RingIndex } from './ring-index'
import { type TilePainter, type TileView, worldOfPart } from './tile-view'

/** The county under its roads: land and water, then the veil over what is outside, the band and the line. */

const BAND_PX = 13
const BOUNDARY_PX = 1.6
const BOUNDARY_DASH = [10, 3, 2, 3]
/** By `widthClass`: 3 the county's river, 2 a stream with a name, 1 a brook. */
const RIVER_PX: Record<number, number> = { 1: 1.2, 2: 2.4, 3: 6 }
const STREAM_PX = 1.8
const MAIN_RIVER = 3
/** Half the widest river, and a little. */
const RIVER_REACH_PX = 4
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
      const widthPx = RIVER_PX[Number(properties.widthClass)] ?? STREAM_PX
      return linesOf(geometry).map((line) => ({ line, widthPx }))
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

interface WaterName {
  name: string
  /** Rather than a brook, which is named only from near by. */
  isMain: boolean
  /** World coordinates. */
  x: number
  y: number
}

/** Names of rivers and lakes, each at the middle of its longest line. */
export const waterNames = (water: GeoJson | null): WaterName[] => {
  const longest = new Map<string, { line: Line; isMain: boolean }>()
  for (const { geometry, properties } of water ? partsOf(water) : []) {
    const name = typeof properties.name === 'string' ? properties.name : ''
    const isMain = Number(properties.widthClass ?? MAIN_RIVER) >= MAIN_RIVER
    for (const line of name === '' ? [] : [...linesOf(geometry), ...ringsOf(geometry)])
      if (line.length > (longest.get(name)?.line.length ?? 0)) longest.set(name, { line, isMain })
  }
  return [...longest].map(([name, { line, isMain }]) => {
    const middle = Math.floor(line.length / 4) * 2
    return { name, isMain, x: line[middle] as number, y: line[middle + 1] as number }
  })
}

/** Outside, land and water: what lies under every road. */
export const landPainter = (shapes: GroundShapes, colours: GroundColours): TilePainter => {
  const land = new RingIndex(shapes.rings)
  const rivers = shapes.waterLines.map((river) => ({ ...river, box: boxOf(river.line) }))
  const lakes = shapes.waterRings.map((ring) => ({ ring, box: boxOf(ring) }))
  return {
    paint(context, view) {
      const { left, top, right, bottom } = view.part
      const fillAll = (colour: string) => {
        context.fillStyle = colour
        context.fillRect(left, top, right - left, bottom - top)
      }
      const where = shapes.rings.length > 0 ? land.whereIs(worldOfPart(view, 1)) : 'inside'
      fillAll(where === 'inside' ? colours.land : colours.outside)
      if (where === 'on the line') {
        context.fillStyle = colours.land
        context.fill(pathOf(shapes.rings, view, true), 'evenodd')
      }
      const seen = worldOfPart(view, RIVER_REACH_PX * view.growth)
      const lakesSeen = lakes.filter(({ box }) => boxesMeet(box, seen)).map(({ ring }) => ring)
      if (lakesSeen.length > 0) {
        context.fillStyle = colours.water
        context.fill(pathOf(lakesSeen, view, true), 'evenodd')
      }
      context.strokeStyle = colours.water
      context.lineCap = 'round'
      context.lineJoin = 'round'
      for (const { line, widthPx, box } of rivers) {
        if (!boxesMeet(box, seen)) continue
        context.lineWidth = widthPx * view.growth
        context.stroke(pathOf([line], view, false))
      }
    },
  }
}

/** The veil over the outside, the band inside the line, and the line itself. */
export const boundaryPainter = (shapes: GroundShapes, colours: GroundColours): TilePainter => {
  const index = new RingIndex(shapes.rings)
  return {
    paint(context, view) {
      if (shapes.rings.length === 0) return
      const where = index.whereIs(worldOfPart(view, BAND_PX + 1))
      if (where === 'inside') return
      context.save()
      context.globalAlpha = VEIL
      context.fillStyle = colours.outside
      const { left, top, right, bottom } = view.part
      if (where === 'outside') context.fillRect(left, top, right - left, bottom - top)
      // Even-odd over the part's own box: whatever the rings do not cover.
      else context.fill(veilOf(shapes, view), 'evenodd')
      context.restore()
      if (where === 'outside') return
      const land = pathOf(shapes.rings, view, true)
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
  const { left, top, right, bottom } = view.part
  veil.rect(left - 1, top - 1, right - left + 2, bottom - top + 2)
  return veil
}

type WorldBox = readonly [number, number, number, number]

const boxOf = (line: Line): WorldBox => {
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity]
  for (let at = 0; at < line.length; at += 2) {
    minX = Math.min(minX, line[at] as number)
    maxX = Math.max(maxX, line[at] as number)
    minY = Math.min(minY, line[at + 1] as number)
    maxY = Math.max(maxY, line[at + 1] as number)
  }
  return [minX, minY, maxX, maxY]
}

const boxesMeet = (a: WorldBox, b: WorldBox): boolean => a[0] <= b[2] && a[2] >= b[0] && a[1] <= b[3] && a[3] >= b[1]
