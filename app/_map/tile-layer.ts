import * as L from 'leaflet'
import { growth } from './road-style'
import type { TilePainter, TileView } from './tile-view'

/**
 * The map's own tiles: canvases painted here, no server. Painting is spread over frames, so that a row of new tiles
 * never holds up a drag; tiles are made for the very zoom shown, whole or not, so that nothing is scaled; and a change
 * of state repaints touched tiles in place, behind no flash.
 *
 * Leaflet 1.9.4 (pinned) rounds the zoom of tiles and drops old tiles as soon as one new one is ready. Both are undone
 * below by overriding four of its own methods, which its version 1 line has kept since 1.0.
 */
declare module 'leaflet' {
  interface GridLayer {
    _setView(center: L.LatLng, zoom: number, noPrune?: boolean, noUpdate?: boolean): void
    _clampZoom(zoom: number): number
    _getTiledPixelBounds(center: L.LatLng): L.Bounds
    _pruneTiles(): void
  }
}

/** Painting for one frame at rest, milliseconds. */
const BUDGET_MS = 8
/**
 * Tiles painted in one frame, at rest and while the map moves. The browser rasterises what was painted only after us,
 * at several times our own cost, so time alone would let too much through.
 */
const MOST_AT_REST = 6
const MOST_MOVING = 1
/** Of tiles out of view, which nobody waits for: they come when a drag ends, and must not be its longest frame. */
const MOST_UNSEEN = 1
/** Tiles painted beyond the view on each side, in tiles, so that a drag finds them ready. */
const AHEAD_TILES = 1

/** Beyond any distance on a screen: what is in view comes before what is not. */
const UNSEEN_LAST = 1e6

interface Work {
  canvas: HTMLCanvasElement
  coords: L.Coords
  done: L.DoneCallback | null
}

interface PaintedTilesOptions extends L.GridLayerOptions {
  /** Zoom at which the whole county fits: there, widths are as the look gives them. */
  fittedZoom: number
  /** Everything drawn times this: 1 at a desk. */
  scale: number
}

export class PaintedTiles extends L.GridLayer {
  readonly #painters: readonly TilePainter[]
  readonly #fittedZoom: number
  readonly #scale: number
  #queue: Work[] = []
  #frame = 0
  #zoomShown: number | undefined
  #moving = false

  constructor(painters: readonly TilePainter[], options: PaintedTilesOptions) {
    super({
      keepBuffer: 2,
      updateWhenIdle: false,
      updateWhenZooming: false,
      updateInterval: 80,
      noWrap: true,
      ...options,
    })
    this.#painters = painters
    this.#fittedZoom = options.fittedZoom
    this.#scale = options.scale
    this.on('tileunload', (event: L.TileEvent) => {
      this.#queue = this.#queue.filter((work) => work.canvas !== (event.tile as HTMLElement))
    })
    this.on('remove', () => {
      cancelAnimationFrame(this.#frame)
      this.#frame = 0
      this.#queue = []
    })
  }

  /** Repaints the tiles that any of the boxes (world px) meets. */
  repaint(boxes: readonly (readonly [number, number, number, number])[]): void {
    for (const { coords, el } of Object.values(this._tiles)) {
      if (!(el instanceof HTMLCanvasElement)) continue
      const view = this.#viewOf(coords)
      const margin = 8 * view.growth
      const minX = (view.originX - margin) / view.scale
      const minY = (view.originY - margin) / view.scale
      const maxX = (view.originX + view.size + margin) / view.scale
      const maxY = (view.originY + view.size + margin) / view.scale
      if (boxes.some((box) => box[0] <= maxX && box[2] >= minX && box[1] <= maxY && box[3] >= minY))
        this.#enqueue({ canvas: el, coords, done: null })
    }
  }

  override getEvents(): { [name: string]: L.LeafletEventHandlerFn } {
    const events = super.getEvents?.() ?? {}
    const onMoveEnd = events.moveend
    return {
      ...events,
      movestart: () => {
        this.#moving = true
      },
      moveend: (event) => {
        this.#moving = false
        onMoveEnd?.call(this, event)
      },
    }
  }

  protected override createTile(coords: L.Coords, done: L.DoneCallback): HTMLElement {
    const canvas = document.createElement('canvas')
    this.#enqueue({ canvas, coords, done })
    return canvas
  }

  override _setView(center: L.LatLng, zoom: number, noPrune?: boolean, noUpdate?: boolean): void {
    this.#zoomShown = zoom
    super._setView(center, zoom, noPrune, noUpdate)
  }

  override _clampZoom(zoom: number): number {
    return this.#zoomShown ?? zoom
  }

  override _getTiledPixelBounds(center: L.LatLng): L.Bounds {
    const bounds = super._getTiledPixelBounds(center)
    const margin = this.getTileSize().multiplyBy(AHEAD_TILES)
    return L.bounds(L.point(bounds.min ?? [0, 0]).subtract(margin), L.point(bounds.max ?? [0, 0]).add(margin))
  }

  override _pruneTiles(): void {
    // Old tiles stay until all new ones are painted: a hole is worse than a moment of the last zoom.
    if (this.#queue.some((work) => work.done !== null)) return
    super._pruneTiles()
  }

  #enqueue(work: Work): void {
    if (this.#queue.some((waiting) => waiting.canvas === work.canvas)) return
    this.#queue.push(work)
    this.#tell()
    if (this.#frame === 0) this.#frame = requestAnimationFrame(() => this.#work())
  }

  #work(): void {
    this.#frame = 0
    const began = performance.now()
    this.#nearestFirst()
    for (let painted = 0; performance.now() - began < BUDGET_MS; painted++) {
      const work = this.#queue[0]
      if (!work || painted >= this.#most(work)) break
      this.#queue.shift()
      this.#paint(work)
      work.done?.(undefined, work.canvas)
    }
    this.#tell()
    if (this.#queue.length > 0) this.#frame = requestAnimationFrame(() => this.#work())
  }

  /** How many may be painted in a frame in which this one is next. */
  #most(work: Work): number {
    if (this.#moving) return MOST_MOVING
    return this.#isInView(work) ? MOST_AT_REST : MOST_UNSEEN
  }

  /** How much waits to be painted, in all and in view, for tests and the bench: on the layer's element. */
  #tell(): void {
    const container = this.getContainer()
    if (!container) return
    container.dataset.waiting = String(this.#queue.length)
    container.dataset.waitingInView = String(this.#queue.filter((work) => this.#isInView(work)).length)
  }

  #isInView({ coords }: Work): boolean {
    if (!this._map) return false
    const { x, y } = this.getTileSize()
    const { min, max } = this._map.getPixelBounds()
    if (!min || !max) return false
    return coords.x * x < max.x && (coords.x + 1) * x > min.x && coords.y * y < max.y && (coords.y + 1) * y > min.y
  }

  /** What is in view first, and of both the nearest to the middle. */
  #nearestFirst(): void {
    if (!this._map || this.#queue.length < 2) return
    const { x, y } = this.getTileSize()
    const centre = this._map.project(this._map.getCenter())
    const orders = new Map(
      this.#queue.map((work): [Work, number] => {
        const { coords } = work
        const distance = Math.hypot((coords.x + 0.5) * x - centre.x, (coords.y + 0.5) * y - centre.y)
        return [work, distance + (this.#isInView(work) ? 0 : UNSEEN_LAST)]
      }),
    )
    this.#queue.sort((a, b) => (orders.get(a) ?? 0) - (orders.get(b) ?? 0))
  }

  #viewOf(coords: L.Coords): TileView {
    const size = this.getTileSize().x
    return {
      zoom: coords.z,
      scale: 2 ** coords.z,
      originX: coords.x * size,
      originY: coords.y * size,
      size,
      growth: growth(coords.z, this.#fittedZoom) * this.#scale,
    }
  }

  #paint({ canvas, coords }: Work): void {
    const view = this.#viewOf(coords)
    const ratio = window.devicePixelRatio || 1
    const side = Math.round(view.size * ratio)
    // Setting the width clears the canvas too; in place, what is there is painted over.
    if (canvas.width !== side) {
      canvas.width = side
      canvas.height = side
    }
    const context = canvas.getContext('2d', { alpha: false })
    if (!context) return
    context.setTransform(ratio, 0, 0, ratio, 0, 0)
    for (const painter of this.#painters) {
      context.save()
      painter.paint(context, view)
      context.restore()
    }
  }
}
