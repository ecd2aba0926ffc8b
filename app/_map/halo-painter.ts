import type { GroundColours } from './ground-colours'
import type { WorldBox } from './mark-painter'
import { worldX, worldY } from './mercator'
import { type TilePainter, type TileView, worldOfPart } from './tile-view'

/** Broad bands under roads: where two plans differ. Solid where the second is the better, dashed where it is the worse. */

const HALO_PX = 11
const WORSE_DASH = [9, 5]
const MOST_GROWTH = 2

export interface Halo {
  kind: 'better' | 'worse'
  /** Longitude and latitude. */
  path: readonly (readonly [number, number])[]
}

interface Line {
  kind: Halo['kind']
  box: WorldBox
  points: [number, number][]
}

export class HaloPainter implements TilePainter {
  readonly #colours: GroundColours
  #lines: Line[] = []

  constructor(colours: GroundColours) {
    this.#colours = colours
  }

  /** Takes the bands; answers where the drawing changes. */
  set(halos: readonly Halo[]): WorldBox[] {
    const before = this.#lines
    this.#lines = halos.map(({ kind, path }): Line => {
      const points = path.map(([lng, lat]): [number, number] => [worldX(lng), worldY(lat)])
      const xs = points.map(([x]) => x)
      const ys = points.map(([, y]) => y)
      return { kind, points, box: [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)] }
    })
    return [...before, ...this.#lines].map(({ box }) => box)
  }

  paint(context: CanvasRenderingContext2D, view: TileView): void {
    if (this.#lines.length === 0) return
    const width = HALO_PX * Math.min(MOST_GROWTH, view.growth)
    const [left, top, right, bottom] = worldOfPart(view, width)
    const isSeen = ([minX, minY, maxX, maxY]: WorldBox) => maxX > left && minX < right && maxY > top && minY < bottom
    for (const kind of ['better', 'worse'] as const) {
      const path = new Path2D()
      for (const { points, box, kind: own } of this.#lines) {
        if (own !== kind || !isSeen(box)) continue
        for (const [index, [x, y]] of points.entries()) {
          if (index === 0) path.moveTo(x * view.scale - view.originX, y * view.scale - view.originY)
          else path.lineTo(x * view.scale - view.originX, y * view.scale - view.originY)
        }
      }
      context.lineJoin = 'round'
      context.lineCap = kind === 'better' ? 'round' : 'butt'
      context.lineWidth = width
      context.strokeStyle = kind === 'better' ? this.#colours.better : this.#colours.worse
      context.setLineDash(kind === 'better' ? [] : WORSE_DASH)
      context.stroke(path)
    }
  }
}
