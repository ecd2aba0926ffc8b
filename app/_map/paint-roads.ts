import { Dasher } from './dashes'
import type { GroundColours } from './ground-colours'
import type { RoadNetwork } from './road-network'
import { BUCKETS, insideStrokes, outsideStrokes, type Stroke, WIDEST_REACH_PX } from './road-style'
import { type TilePainter, type TileView, worldOfPart } from './tile-view'

/**
 * Roads of one part of a tile: the index gives the segments, they are sorted into buckets of one style, each bucket becomes one
 * path and is stroked once a pass. Segments that run on into each other are traced as one line.
 */

/** Vertices nearer than this to the last one drawn are dropped, CSS px. */
const NEAREST_VERTEX_PX = 1
const FINE_PX = 1.8

/** Roads outside the boundary; the veil is laid over them. */
export const outsideRoadPainter = (network: RoadNetwork, colours: GroundColours): TilePainter =>
  roadPainter(network, outsideStrokes(colours))

/** Roads inside the boundary by their state. */
export const insideRoadPainter = (network: RoadNetwork, colours: GroundColours): TilePainter =>
  roadPainter(network, insideStrokes(colours))

const roadPainter = (network: RoadNetwork, strokes: readonly Stroke[]): TilePainter => {
  const isWanted = new Uint8Array(BUCKETS)
  for (const { bucket } of strokes) isWanted[bucket] = 1
  return {
    paint(context, view) {
      const segments = network.search(...worldOfPart(view, WIDEST_REACH_PX * view.growth))
      const byBucket: number[][] = []
      for (const segment of segments) {
        const bucket = network.buckets[segment] as number
        if (isWanted[bucket] === 0) continue
        const alike = byBucket[bucket]
        if (alike) alike.push(segment)
        else byBucket[bucket] = [segment]
      }
      for (const alike of byBucket) alike?.sort((a, b) => (network.ranks[a] as number) - (network.ranks[b] as number))
      const solid: (Path2D | undefined)[] = []
      for (const stroke of strokes) {
        const alike = byBucket[stroke.bucket]
        if (!alike) continue
        const isDashed = stroke.dash.length > 0
        const path = isDashed ? dashedPath(network, view, alike, stroke.dash) : (solid[stroke.bucket] ?? new Path2D())
        if (!isDashed && !solid[stroke.bucket]) {
          solid[stroke.bucket] = path
          for (const [at, segment] of alike.entries()) trace(path, network, view, segment, alike[at - 1])
        }
        drawStroke(context, path, stroke, view.growth)
      }
    },
  }
}

const drawStroke = (context: CanvasRenderingContext2D, path: Path2D, stroke: Stroke, growth: number): void => {
  const width = stroke.width * growth
  // Round ends and corners of a fine line cost as much as the line, and nobody sees them.
  const fine = width < FINE_PX
  context.strokeStyle = stroke.colour
  context.lineWidth = width
  context.lineCap = fine && stroke.dash.length === 0 ? 'butt' : stroke.cap
  context.lineJoin = fine ? 'bevel' : stroke.join
  context.stroke(path)
}

/** From the segment's beginning as its chain runs; `before` is the segment traced before it. */
const trace = (
  path: Path2D,
  network: RoadNetwork,
  view: TileView,
  segment: number,
  before: number | undefined,
): void => {
  const { world } = network
  const { from, to, step } = network.verticesOf(segment)
  let lastX = (world[from * 2] as number) * view.scale - view.originX
  let lastY = (world[from * 2 + 1] as number) * view.scale - view.originY
  if (before === undefined || !network.runsOn(before, segment)) path.moveTo(lastX, lastY)
  for (let vertex = from + step; vertex !== to + step; vertex += step) {
    const x = (world[vertex * 2] as number) * view.scale - view.originX
    const y = (world[vertex * 2 + 1] as number) * view.scale - view.originY
    if (vertex !== to && Math.abs(x - lastX) < NEAREST_VERTEX_PX && Math.abs(y - lastY) < NEAREST_VERTEX_PX) continue
    path.lineTo(x, y)
    lastX = x
    lastY = y
  }
}

const dashedPath = (
  network: RoadNetwork,
  view: TileView,
  segments: readonly number[],
  dash: readonly number[],
): Path2D => {
  const path = new Path2D()
  const dasher = new Dasher(dash.map((length) => length * view.growth))
  const around = WIDEST_REACH_PX * view.growth
  const { world } = network
  const { scale, originX, originY, part } = view
  for (const segment of segments) {
    const { from, to, step } = network.verticesOf(segment)
    const phase = (network.along[segment] as number) * scale
    dasher.begin(
      path,
      (world[from * 2] as number) * scale - originX,
      (world[from * 2 + 1] as number) * scale - originY,
      phase,
    )
    for (let vertex = from + step; vertex !== to + step; vertex += step)
      dasher.lineTo(
        (world[vertex * 2] as number) * scale - originX,
        (world[vertex * 2 + 1] as number) * scale - originY,
        part,
        around,
      )
  }
  return path
}
