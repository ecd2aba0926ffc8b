import type { Boundary } from './boundary'
import { isInside, isOnRing } from './boundary'
import { degreesToEdgePoint, nearestOnEdge, SAME_PLACE_DEGREES } from './geometry'

/** A place where a line meets the ring: at vertex `edge` where `t` is 0, else that share along the edge after it. */
interface Cut {
  edge: number
  t: number
  lng: number
  lat: number
}

/** Where a line changes side, in order along it, and on which side it begins. */
interface CutLine {
  startsInside: boolean
  changes: readonly Cut[]
}

/** One line's vertices within longer arrays: from `start` up to, not including, `end`. */
interface LineSpan {
  lng: Float64Array
  lat: Float64Array
  start: number
  end: number
}

const NO_CHANGES: readonly Cut[] = []

/**
 * Cuts a line of two or more vertices at the ring and keeps the cuts where it changes side.
 * A piece between two cuts is inside if its middle is in the polygon, or if both ends and the middle are on the ring.
 */
export function cutAtBoundary(line: LineSpan, boundary: Boundary): CutLine {
  const cuts = meetingsWithRing(line, boundary)
  const last = line.end - line.start - 1
  const isEnd = (cut: Cut | undefined, vertex: number) => cut !== undefined && cut.edge === vertex && cut.t === 0
  const startOnRing = isEnd(cuts[0], 0)
  const endOnRing = isEnd(cuts[cuts.length - 1], last)
  const stops: Cut[] = []
  if (!startOnRing) stops.push(cutAtVertex(line, 0))
  stops.push(...cuts)
  if (!endOnRing) stops.push(cutAtVertex(line, last))

  let startsInside = false
  let before = false
  const changes: Cut[] = []
  for (let piece = 0; piece + 1 < stops.length; piece++) {
    const from = stops[piece]
    const to = stops[piece + 1]
    if (!from || !to) continue
    const [lng, lat] = middleOf(line, from, to)
    const endsOnRing = (piece > 0 || startOnRing) && (piece + 2 < stops.length || endOnRing)
    const inside = isInside(boundary, lng, lat) || (endsOnRing && isOnRing(boundary, lng, lat))
    if (piece === 0) startsInside = inside
    else if (inside !== before) changes.push(from)
    before = inside
  }
  return { startsInside, changes: changes.length > 0 ? changes : NO_CHANGES }
}

function cutAtVertex(line: LineSpan, vertex: number): Cut {
  return { edge: vertex, t: 0, lng: line.lng[line.start + vertex] ?? 0, lat: line.lat[line.start + vertex] ?? 0 }
}

/** Every place where the line meets the ring, once, in order along the line. */
function meetingsWithRing(line: LineSpan, boundary: Boundary): Cut[] {
  const near = SAME_PLACE_DEGREES
  const { lng, lat, start, end } = line
  let minX = Number.POSITIVE_INFINITY
  let minY = Number.POSITIVE_INFINITY
  let maxX = Number.NEGATIVE_INFINITY
  let maxY = Number.NEGATIVE_INFINITY
  for (let at = start; at < end; at++) {
    const x = lng[at] ?? 0
    const y = lat[at] ?? 0
    if (x < minX) minX = x
    if (x > maxX) maxX = x
    if (y < minY) minY = y
    if (y > maxY) maxY = y
  }
  if (!boundary.edgeIndex.collides(minX - near, minY - near, maxX + near, maxY + near)) return []

  const found: Cut[] = []
  for (let edge = 0; edge + 1 < end - start; edge++) {
    const px = lng[start + edge] ?? 0
    const py = lat[start + edge] ?? 0
    const qx = lng[start + edge + 1] ?? 0
    const qy = lat[start + edge + 1] ?? 0
    const shares = sharesOfMeetings(px, py, qx, qy, boundary)
    for (const t of shares) {
      const x = px + (qx - px) * t
      const y = py + (qy - py) * t
      if (Math.hypot(x - px, y - py) <= near) found.push(cutAtVertex(line, edge))
      else if (Math.hypot(x - qx, y - qy) <= near) found.push(cutAtVertex(line, edge + 1))
      else found.push({ edge, t, lng: x, lat: y })
    }
  }
  found.sort((a, b) => a.edge - b.edge || a.t - b.t)
  const kept: Cut[] = []
  for (const cut of found) {
    const previous = kept[kept.length - 1]
    const sameVertex = previous !== undefined && previous.edge === cut.edge && previous.t === 0 && cut.t === 0
    const besides =
      previous !== undefined &&
      previous.edge === cut.edge &&
      previous.t > 0 &&
      Math.hypot(previous.lng - cut.lng, previous.lat - cut.lat) <= near
    if (!sameVertex && !besides) kept.push(cut)
  }
  return kept
}

/** Where along p-q the ring's edges are met: crossed, or touched within the precision of coordinates. */
function sharesOfMeetings(px: number, py: number, qx: number, qy: number, boundary: Boundary): number[] {
  const near = SAME_PLACE_DEGREES
  const shares: number[] = []
  const candidates = boundary.edgeIndex.search(
    Math.min(px, qx) - near,
    Math.min(py, qy) - near,
    Math.max(px, qx) + near,
    Math.max(py, qy) + near,
  )
  const dx = qx - px
  const dy = qy - py
  for (const candidate of candidates) {
    const [ax = 0, ay = 0, bx = 0, by = 0] = boundary.edges.subarray(candidate * 4, candidate * 4 + 4)
    const ex = bx - ax
    const ey = by - ay
    const cross = dx * ey - dy * ex
    if (cross !== 0) {
      const t = ((ax - px) * ey - (ay - py) * ex) / cross
      const u = ((ax - px) * dy - (ay - py) * dx) / cross
      if (t >= 0 && t <= 1 && u >= 0 && u <= 1) shares.push(t)
    }
    // The line's ends on the ring's edge, and the ring's vertices on the line: what runs along the ring has no crossing point.
    const tp = nearestOnEdge(px, py, ax, ay, bx, by, 1)
    if (degreesToEdgePoint(px, py, ax, ay, bx, by, tp, 1) <= near) shares.push(0)
    const tq = nearestOnEdge(qx, qy, ax, ay, bx, by, 1)
    if (degreesToEdgePoint(qx, qy, ax, ay, bx, by, tq, 1) <= near) shares.push(1)
    const ta = nearestOnEdge(ax, ay, px, py, qx, qy, 1)
    if (degreesToEdgePoint(ax, ay, px, py, qx, qy, ta, 1) <= near) shares.push(ta)
    const tb = nearestOnEdge(bx, by, px, py, qx, qy, 1)
    if (degreesToEdgePoint(bx, by, px, py, qx, qy, tb, 1) <= near) shares.push(tb)
  }
  return shares
}

/** The point half way along the line, in degrees, between two cuts. */
function middleOf(line: LineSpan, from: Cut, to: Cut): [number, number] {
  const { lng, lat, start } = line
  const lastVertex = to.t > 0 ? to.edge : to.edge - 1
  let total = 0
  let x = from.lng
  let y = from.lat
  for (let vertex = from.edge + 1; vertex <= lastVertex; vertex++) {
    const nextX = lng[start + vertex] ?? 0
    const nextY = lat[start + vertex] ?? 0
    total += Math.hypot(nextX - x, nextY - y)
    x = nextX
    y = nextY
  }
  total += Math.hypot(to.lng - x, to.lat - y)
  let left = total / 2
  x = from.lng
  y = from.lat
  for (let vertex = from.edge + 1; vertex <= lastVertex + 1; vertex++) {
    const nextX = vertex <= lastVertex ? (lng[start + vertex] ?? 0) : to.lng
    const nextY = vertex <= lastVertex ? (lat[start + vertex] ?? 0) : to.lat
    const length = Math.hypot(nextX - x, nextY - y)
    if (left <= length) {
      const share = length === 0 ? 0 : left / length
      return [x + (nextX - x) * share, y + (nextY - y) * share]
    }
    left -= length
    x = nextX
    y = nextY
  }
  return [to.lng, to.lat]
}
