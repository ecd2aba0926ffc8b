import * as L from 'leaflet'
import { growth } from './road-style'
import { StillCanvas } from './still-canvas'
import { inPieces, union, withPart } from './tile-parts'
import type { Part, TilePainter, TileView } from './tile-view'

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

/**
 * Painting for one frame, milliseconds: at rest, and while the map moves or where nobody looks, since what comes when a drag
 * ends must not be its longest frame. What was painted is rasterised there and then (see `#paint`), so the time is all of it.
 */
const BUDGET_MS = 24
const BUDGET_MOVING_MS = 5
/** A tile is painted in pieces of this side, CSS px: one piece is the least that a frame can hold. */
const PIECE_PX = 128
/** Tiles painted beyond the view on each side, in tiles, so that a drag finds them ready. */
const AHEAD_TILES = 1

/** Beyond any distance on a screen: what is in view comes before what is not. */
const UNSEEN_LAST = 1e6

interface Work {
  canvas: StillCanvas
  coords: L.Coords
  /** What is to be painted, device px of the tile. */
  parts: Part[]
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
  /** Where a piece is painted before it is laid on its tile. */
  readonly #sheet = document.createElement('canvas')
  readonly #canvases = new Map<HTMLElement, StillCanvas>()
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
      this.#queue = this.#queue.filter((work) => work.canvas.element !== (event.tile as HTMLElement))
      this.#canvases.delete(event.tile)
    })
    this.on('remove', () => {
      cancelAnimationFrame(this.#frame)
      this.#frame = 0
      this.#queue = []
    })
  }

  /** Repaints whatever any of the boxes (world px) covers, and no more of a tile than that. */
  repaint(boxes: readonly (readonly [number, number, number, number])[]): void {
    if (boxes.length === 0) return
    const ratio = pixelRatio()
    const size = this.getTileSize().x
    const side = Math.round(size * ratio)
    const byPlace = new Map<string, Work>()
    /** Of each zoom that has tiles, the columns and rows that it has. */
    const spans = new Map<number, Part>()
    for (const { coords, el } of Object.values(this._tiles)) {
      const canvas = this.#canvases.get(el)
      if (!canvas) continue
      // One that is still to be painted for the first time will show the change anyway.
      if (this.#queue.some((work) => work.canvas === canvas && work.done !== null && isWhole(work.parts, side)))
        continue
      const { x, y, z } = coords
      const span = spans.get(z) ?? { left: x, top: y, right: x, bottom: y }
      spans.set(z, union(span, { left: x, top: y, right: x, bottom: y }))
      byPlace.set(`${x}:${y}:${z}`, { canvas, coords, parts: [], done: null })
    }
    for (const [zoom, span] of spans) {
      const { scale, growth } = this.#scalesAt(zoom)
      const margin = 8 * growth
      for (const [minX, minY, maxX, maxY] of boxes) {
        const [left, top] = [minX * scale - margin, minY * scale - margin]
        const [right, bottom] = [maxX * scale + margin, maxY * scale + margin]
        const [lastX, lastY] = [Math.min(span.right, right / size), Math.min(span.bottom, bottom / size)]
        for (let x = Math.max(span.left, Math.floor(left / size)); x <= lastX; x++) {
          for (let y = Math.max(span.top, Math.floor(top / size)); y <= lastY; y++) {
            const tile = byPlace.get(`${x}:${y}:${zoom}`)
            if (!tile) continue
            tile.parts = withPart(tile.parts, {
              left: Math.max(0, Math.floor((left - x * size) * ratio)),
              top: Math.max(0, Math.floor((top - y * size) * ratio)),
              right: Math.min(side, Math.ceil((right - x * size) * ratio)),
              bottom: Math.min(side, Math.ceil((bottom - y * size) * ratio)),
            })
          }
        }
      }
    }
    for (const tile of byPlace.values()) if (tile.parts.length > 0) this.#enqueue(tile)
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
    const canvas = new StillCanvas({ isOpaque: true })
    const side = Math.round(this.getTileSize().x * pixelRatio())
    canvas.resize(side, side)
    this.#canvases.set(canvas.element, canvas)
    this.#enqueue({ canvas, coords, parts: [{ left: 0, top: 0, right: side, bottom: side }], done })
    return canvas.element
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
    const waiting = this.#queue.find(({ canvas }) => canvas === work.canvas)
    if (waiting) waiting.parts = work.parts.reduce(withPart, waiting.parts)
    else this.#queue.push(work)
    this.#tell()
    if (this.#frame === 0) this.#frame = requestAnimationFrame(() => this.#work())
  }

  #work(): void {
    this.#frame = 0
    const began = performance.now()
    this.#nearestFirst()
    const mostPx = Math.round(PIECE_PX * pixelRatio())
    const changed = new Set<StillCanvas>()
    for (let work = this.#queue[0]; work; work = this.#queue[0]) {
      const [part, ...others] = work.parts.flatMap((each) => inPieces(each, mostPx))
      if (part) this.#paint(work, part)
      // A tile that is new is shown once it is whole.
      if (work.done === null || others.length === 0) changed.add(work.canvas)
      work.parts = others
      if (others.length === 0) {
        this.#queue.shift()
        work.done?.(undefined, work.canvas.element)
      }
      if (performance.now() - began > this.#budget()) break
    }
    for (const canvas of changed) canvas.show(true)
    this.#tell()
    if (this.#queue.length > 0) this.#frame = requestAnimationFrame(() => this.#work())
  }

  /** What may be spent on a frame in which the first of the queue is next. */
  #budget(): number {
    const next = this.#queue[0]
    return !this.#moving && next && this.#isInView(next) ? BUDGET_MS : BUDGET_MOVING_MS
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

  /** World px to CSS px, and what widths are multiplied by. */
  #scalesAt(zoom: number): { scale: number; growth: number } {
    return { scale: 2 ** zoom, growth: growth(zoom, this.#fittedZoom) * this.#scale }
  }

  /**
   * A piece is painted on a sheet and laid on its tile from there. Laying it makes the browser rasterise the sheet at once: what
   * is drawn straight on a tile is rasterised after the frame's work, at several times its cost and out of any budget.
   */
  #paint({ canvas, coords }: Work, { left, top, right, bottom }: Part): void {
    const ratio = pixelRatio()
    const size = this.getTileSize().x
    const [width, height] = [right - left, bottom - top]
    const sheet = this.#sheet
    if (sheet.width < width || sheet.height < height) {
      sheet.width = Math.max(sheet.width, width)
      sheet.height = Math.max(sheet.height, height)
    }
    const context = sheet.getContext('2d', { alpha: false })
    if (!context || !canvas.context) return
    const part = { left: left / ratio, top: top / ratio, right: right / ratio, bottom: bottom / ratio }
    const view: TileView = {
      zoom: coords.z,
      originX: coords.x * size,
      originY: coords.y * size,
      part,
      ...this.#scalesAt(coords.z),
    }
    context.save()
    context.setTransform(ratio, 0, 0, ratio, -left, -top)
    context.beginPath()
    context.rect(part.left, part.top, part.right - part.left, part.bottom - part.top)
    context.clip()
    for (const painter of this.#painters) {
      context.save()
      painter.paint(context, view)
      context.restore()
    }
    context.restore()
    canvas.context.drawImage(sheet, 0, 0, width, height, left, top, width, height)
  }
}

const isWhole = (parts: readonly Part[], side: number): boolean =>
  parts.some(({ left, top, right, bottom }) => left === 0 && top === 0 && right === side && bottom === side)

const pixelRatio = (): number => window.devicePixelRatio || 1
