import Flatbush from 'flatbush'
import pointInPolygon from 'point-in-polygon-hao'
import {
  boxAround,
  degreesToEdgePoint,
  longitudeScale,
  metresBetween,
  nearestOnEdge,
  SAME_PLACE_DEGREES,
} from './geometry'

/** The polygons of a county, each an outer ring and its holes; rings closed, `[lng, lat]` in degrees. */
export type Polygons = readonly (readonly (readonly (readonly [number, number])[])[])[]

/** A boundary made ready for questions: edges in an index, and a grid that knows most answers. */
export interface Boundary {
  /** The polygons by ring and position, as the library takes them. */
  readonly rings: number[][][][]
  /** Edges of all rings, `x1, y1, x2, y2` by number. */
  readonly edges: Float64Array
  readonly edgeIndex: Flatbush
  readonly grid: InsideGrid
}

/** Cells of a grid over the boundary's box: those no edge meets lie wholly on one side, asked for once. */
interface InsideGrid {
  minX: number
  minY: number
  cellWidth: number
  cellHeight: number
  /** UNKNOWN, MIXED, INSIDE or OUTSIDE by row and column. */
  cells: Uint8Array
}

const GRID_SIZE = 256
const UNKNOWN = 0
const MIXED = 1
const INSIDE = 2
const OUTSIDE = 3

/** Makes a boundary of polygons that a reader has checked: closed rings of four or more positions, in range. */
export function makeBoundary(polygons: Polygons): Boundary {
  const flat: number[] = []
  for (const polygon of polygons) {
    for (const ring of polygon) {
      for (let at = 1; at < ring.length; at++) {
        const a = ring[at - 1]
        const b = ring[at]
        if (a && b && (a[0] !== b[0] || a[1] !== b[1])) flat.push(a[0], a[1], b[0], b[1])
      }
    }
  }
  const edges = Float64Array.from(flat)
  const edgeIndex = new Flatbush(edges.length / 4)
  for (let at = 0; at < edges.length; at += 4) {
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = edges.subarray(at, at + 4)
    edgeIndex.add(Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2))
  }
  edgeIndex.finish()
  const { minX, minY, maxX, maxY } = edgeIndex
  const grid: InsideGrid = {
    minX,
    minY,
    cellWidth: (maxX - minX) / GRID_SIZE || 1,
    cellHeight: (maxY - minY) / GRID_SIZE || 1,
    cells: new Uint8Array(GRID_SIZE * GRID_SIZE),
  }
  const rings = polygons.map((polygon) => polygon.map((ring) => ring.map(([lng, lat]) => [lng, lat])))
  return { rings, edges, edgeIndex, grid }
}

/** The box `[minLng, minLat, maxLng, maxLat]` of the boundary. */
export function boundaryBox(boundary: Boundary): [number, number, number, number] {
  const { minX, minY, maxX, maxY } = boundary.edgeIndex
  return [minX, minY, maxX, maxY]
}

/** Whether the point is in the polygons, exactly; what lies on an edge to the last bit is inside. */
export function isInside(boundary: Boundary, lng: number, lat: number): boolean {
  const { grid } = boundary
  const column = Math.floor((lng - grid.minX) / grid.cellWidth)
  const row = Math.floor((lat - grid.minY) / grid.cellHeight)
  if (column < 0 || row < 0 || column >= GRID_SIZE || row >= GRID_SIZE) return isInPolygons(boundary, lng, lat)
  const cell = row * GRID_SIZE + column
  if (grid.cells[cell] === UNKNOWN) grid.cells[cell] = stateOfCell(boundary, column, row)
  const state = grid.cells[cell]
  return state === MIXED ? isInPolygons(boundary, lng, lat) : state === INSIDE
}

function stateOfCell(boundary: Boundary, column: number, row: number): number {
  const { grid } = boundary
  const x = grid.minX + column * grid.cellWidth
  const y = grid.minY + row * grid.cellHeight
  // A margin, so that rounding at the cell's rim can't put a point beyond an edge that just misses the cell.
  const marginX = grid.cellWidth * 1e-6
  const marginY = grid.cellHeight * 1e-6
  const met = boundary.edgeIndex.collides(
    x - marginX,
    y - marginY,
    x + grid.cellWidth + marginX,
    y + grid.cellHeight + marginY,
  )
  if (met) return MIXED
  return isInPolygons(boundary, x + grid.cellWidth / 2, y + grid.cellHeight / 2) ? INSIDE : OUTSIDE
}

function isInPolygons(boundary: Boundary, lng: number, lat: number): boolean {
  const point = [lng, lat]
  for (const polygon of boundary.rings) if (pointInPolygon(point, polygon) !== false) return true
  return false
}

/** Whether the point is within the precision of coordinates of a ring. */
export function isOnRing(boundary: Boundary, lng: number, lat: number): boolean {
  const near = SAME_PLACE_DEGREES
  for (const edge of boundary.edgeIndex.search(lng - near, lat - near, lng + near, lat + near)) {
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = boundary.edges.subarray(edge * 4, edge * 4 + 4)
    const t = nearestOnEdge(lng, lat, x1, y1, x2, y2, 1)
    if (degreesToEdgePoint(lng, lat, x1, y1, x2, y2, t, 1) <= near) return true
  }
  return false
}

/** Metres from the point to the nearest ring; Infinity where that is more than `limitMetres`. */
export function metresToRing(boundary: Boundary, lng: number, lat: number, limitMetres: number): number {
  const box = boxAround(lat, limitMetres)
  const scale = longitudeScale(lat)
  let nearest = Number.POSITIVE_INFINITY
  let nearestMetres = Number.POSITIVE_INFINITY
  for (const edge of boundary.edgeIndex.search(lng - box.lng, lat - box.lat, lng + box.lng, lat + box.lat)) {
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = boundary.edges.subarray(edge * 4, edge * 4 + 4)
    const t = nearestOnEdge(lng, lat, x1, y1, x2, y2, scale)
    const degrees = degreesToEdgePoint(lng, lat, x1, y1, x2, y2, t, scale)
    if (degrees < nearest) {
      nearest = degrees
      nearestMetres = metresBetween(lng, lat, x1 + (x2 - x1) * t, y1 + (y2 - y1) * t)
    }
  }
  return nearestMetres <= limitMetres ? nearestMetres : Number.POSITIVE_INFINITY
}
