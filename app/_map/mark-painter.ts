import type { GroundColours } from './ground-colours'
import { worldX, worldY } from './mercator'
import { nearestRoad } from './nearest-road'
import type { RoadNetwork } from './road-network'
import type { TilePainter, TileView } from './tile-view'

/** What is drawn over the roads and under the names: a bypass, and the ticks across a closed road. */

const BYPASS_PX = 6
const BYPASS_HALO_PX = 11
const BYPASS_DASH_PX = 2.6
const BYPASS_DASH = [9, 6]
const TICK_SPACING_PX = 4.5
const TICK_HALF_PX = 4.5
const TICK_PX = 1.6
/** From the glyph's middle to the first tick. */
const TICK_FROM_PX = 13
/** Beyond this they would hide what they mark. */
const MOST_GROWTH = 2

/** Longitude and latitude, from crossing to place. */
export type BypassPath = readonly (readonly [number, number])[]

export interface ClosedRoad {
  lng: number
  lat: number
}

/** World px: [minX, minY, maxX, maxY]. */
export type WorldBox = readonly [number, number, number, number]

interface Tick {
  x: number
  y: number
  /** Radians, along the road. */
  heading: number
}

export class MarkPainter implements TilePainter {
  readonly #colours: GroundColours
  readonly #textScale: number
  #bypass: [number, number][] = []
  #ticks: Tick[] = []

  constructor(colours: GroundColours, textScale: number) {
    this.#colours = colours
    this.#textScale = textScale
  }

  /** Takes what is to be marked; answers where the drawing changes. */
  set(network: RoadNetwork, closures: readonly ClosedRoad[], bypass: BypassPath | null): WorldBox[] {
    const before = this.#boxes()
    this.#bypass = (bypass ?? []).map(([lng, lat]) => [worldX(lng), worldY(lat)])
    this.#ticks = closures.flatMap(({ lng, lat }) => {
      const road = nearestRoad(network, lng, lat)
      return road ? [{ x: worldX(lng), y: worldY(lat), heading: road.heading }] : []
    })
    return [...before, ...this.#boxes()]
  }

  paint(context: CanvasRenderingContext2D, view: TileView): void {
    const scale = Math.min(MOST_GROWTH * this.#textScale, view.growth)
    if (this.#bypass.length > 1) this.#drawBypass(context, view, scale)
    for (const tick of this.#ticks) this.#drawTicks(context, view, tick, scale)
  }

  #boxes(): WorldBox[] {
    const boxes: WorldBox[] = this.#ticks.map(({ x, y }) => [x, y, x, y])
    for (const [index, [x, y]] of this.#bypass.entries()) {
      const [beforeX, beforeY] = this.#bypass[Math.max(0, index - 1)] ?? [x, y]
      boxes.push([Math.min(x, beforeX), Math.min(y, beforeY), Math.max(x, beforeX), Math.max(y, beforeY)])
    }
    return boxes
  }

  #drawBypass(context: CanvasRenderingContext2D, view: TileView, scale: number): void {
    const path = new Path2D()
    for (const [index, [x, y]] of this.#bypass.entries()) {
      if (index === 0) path.moveTo(x * view.scale - view.originX, y * view.scale - view.originY)
      else path.lineTo(x * view.scale - view.originX, y * view.scale - view.originY)
    }
    context.lineJoin = 'round'
    const stroke = (width: number, colour: string, dash: readonly number[]) => {
      context.lineCap = dash.length > 0 ? 'butt' : 'round'
      context.lineWidth = width * scale
      context.strokeStyle = colour
      context.setLineDash(dash.map((length) => length * scale))
      context.stroke(path)
    }
    stroke(BYPASS_HALO_PX, this.#colours.land, [])
    stroke(BYPASS_PX, this.#colours.ink, [])
    stroke(BYPASS_DASH_PX, this.#colours.exposed, BYPASS_DASH)
  }

  /** Three short lines across the road on either side of the glyph. */
  #drawTicks(context: CanvasRenderingContext2D, view: TileView, { x, y, heading }: Tick, scale: number): void {
    const [left, top] = [x * view.scale - view.originX, y * view.scale - view.originY]
    const reach = (TICK_FROM_PX + 3 * TICK_SPACING_PX) * scale
    const { part } = view
    if (left < part.left - reach || left > part.right + reach) return
    if (top < part.top - reach || top > part.bottom + reach) return
    const [alongX, alongY] = [Math.cos(heading), Math.sin(heading)]
    const half = TICK_HALF_PX * scale
    const path = new Path2D()
    for (const side of [-1, 1]) {
      for (let tick = 0; tick < 3; tick++) {
        const distance = side * (TICK_FROM_PX + tick * TICK_SPACING_PX) * scale
        const [middleX, middleY] = [left + alongX * distance, top + alongY * distance]
        path.moveTo(middleX - alongY * half, middleY + alongX * half)
        path.lineTo(middleX + alongY * half, middleY - alongX * half)
      }
    }
    context.lineCap = 'butt'
    context.setLineDash([])
    for (const [width, colour] of [
      [TICK_PX + 2, this.#colours.troubleCasing],
      [TICK_PX, this.#colours.text[0]],
    ] as const) {
      context.lineWidth = width * scale
      context.strokeStyle = colour
      context.stroke(path)
    }
  }
}
