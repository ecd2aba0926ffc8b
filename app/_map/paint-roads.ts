import type { GroundColours } from './ground-colours'
import type { RoadNetwork } from './road-network'
import { BUCKETS, insideStrokes, outsideStrokes, type Stroke, WIDEST_REACH_PX } from './road-style'
import type { TilePainter, TileView } from './tile-view'

/**
 * Roads of one tile: the index gives the segments, they are sorted into buckets of one style, each bucket becomes one
 * path and is stroked once a pass. Lines are traced whole, never clipped to the tile, so dashes meet at its edges.
 */

/** Vertices nearer than this to the last one drawn are dropped, CSS px. */
const NEAREST_VERTEX_PX = 1
const FINE_PX = 1.8

/** Roads outside the boundary; the veil is laid over them. */
export const outsideRoadPainter = (network: RoadNetwork, colours: GroundColours): TilePainter =>
  roadPainter(network, outsideStrokes(colours), false)

/** Roads inside the boundary by their state. */
export const insideRoadPainter = (network: RoadNetwork, colours: GroundColours): TilePainter =>
  roadPainter(network, insideStrokes(colours), true)

const roadPainter = (network: RoadNetwork, strokes: readonly Stroke[], inside: boolean): TilePainter => {
  const wanted = new Uint8Array(BUCKETS)
  for (const stroke of strokes) wanted[stroke.bucket] = 1
  const runSeen = new Map<number, true>()
  return {
    paint(context, view) {
      const reach = WIDEST_REACH_PX * view.growth
      const segments = network.search(
        (view.originX - reach) / view.scale,
        (view.originY - reach) / view.scale,
        (view.originX + view.size + reach) / view.scale,
        (view.originY + view.size + reach) / view.scale,
      )
      if (segments.length === 0) return
      const paths: (Path2D | undefined)[] = []
      runSeen.clear()
      for (const segment of segments) {
        const bucket = network.buckets[segment] as number
        if (wanted[bucket] === 0) continue
        let path = paths[bucket]
        if (!path) {
          path = new Path2D()
          paths[bucket] = path
        }
        const run = inside ? (network.runOf[segment] as number) : -1
        if (run < 0) trace(path, network, view, segment, false, true)
        else if (!runSeen.has(run)) {
          runSeen.set(run, true)
          traceRun(path, network, view, run)
        }
      }
      for (const stroke of strokes) {
        const path = paths[stroke.bucket]
        if (path) drawStroke(context, path, stroke, view.growth)
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
  context.setLineDash(stroke.dash.map((length) => length * growth))
  context.stroke(path)
}

const traceRun = (path: Path2D, network: RoadNetwork, view: TileView, run: number): void => {
  const members = network.runs[run] ?? []
  for (const [index, member] of members.entries())
    trace(path, network, view, member >> 1, (member & 1) === 1, index === 0)
}

const trace = (
  path: Path2D,
  network: RoadNetwork,
  view: TileView,
  segment: number,
  backwards: boolean,
  fresh: boolean,
): void => {
  const { world, starts } = network
  const first = starts[segment] as number
  const last = (starts[segment + 1] as number) - 1
  const step = backwards ? -1 : 1
  const from = backwards ? last : first
  const to = backwards ? first : last
  let lastX = (world[from * 2] as number) * view.scale - view.originX
  let lastY = (world[from * 2 + 1] as number) * view.scale - view.originY
  if (fresh) path.moveTo(lastX, lastY)
  for (let vertex = from + step; vertex !== to + step; vertex += step) {
    const x = (world[vertex * 2] as number) * view.scale - view.originX
    const y = (world[vertex * 2 + 1] as number) * view.scale - view.originY
    if (vertex !== to && Math.abs(x - lastX) < NEAREST_VERTEX_PX && Math.abs(y - lastY) < NEAREST_VERTEX_PX) continue
    path.lineTo(x, y)
    lastX = x
    lastY = y
  }
}
