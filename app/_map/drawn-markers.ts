import * as L from 'leaflet'
import { GlyphSprites } from './glyph-sprites'
import type { MarkerSpec } from './marker-spec'
import { worldX, worldY } from './mercator'
import { StillCanvas } from './still-canvas'

/**
 * Thousands of markers in one canvas: one layer for the compositor, drawn anew only when a glyph in it changes or the map
 * has moved further than what was drawn around the view. It takes no pointer itself: `hit` says what lies under one.
 *
 * Leaflet 1.9.4 (pinned) keeps to itself where a point will lie once a zoom's animation ends; its markers and pictures
 * ask by the method named here.
 */
declare module 'leaflet' {
  interface Map {
    _latLngToNewLayerPoint(latLng: L.LatLng, zoom: number, center: L.LatLng): L.Point
  }
}

/** CSS px drawn around the view, so that a drag finds them ready. */
const AROUND_PX = 96
/** A finger needs more than the glyph, as in map.module.css. */
const LEAST_REACH_PX = { mouse: 12, touch: 22 } as const
export type Pointer = keyof typeof LEAST_REACH_PX
const ALARM_RING = { radius: 37.2, width: 1.6, opacity: 0.75 } as const

interface Mark {
  spec: MarkerSpec
  /** World coordinates. */
  x: number
  y: number
}

export class DrawnMarkers extends L.Layer {
  readonly #canvas = new StillCanvas({ isOpaque: false })
  readonly #pane: string
  readonly #scale: number
  #marks = new Map<string, Mark>()
  #sprites: GlyphSprites | null = null
  #ratio = 0
  /** A zoom is under way: what is drawn is stretched until it ends. */
  #zooming = false
  /** What was drawn: its top left corner, CSS px of the plane of its zoom, and its size. */
  #drawn = { left: 0, top: 0, width: 0, height: 0, zoom: 0 }

  constructor(pane: string, scale: number) {
    super({ pane })
    this.#pane = pane
    this.#scale = scale
    const { element } = this.#canvas
    element.className = 'leaflet-zoom-animated'
    element.dataset.drawnMarkers = '0'
    element.setAttribute('aria-hidden', 'true')
    // Under all elements of its pane, whatever their place.
    element.style.zIndex = String(-1e6)
    element.style.pointerEvents = 'none'
  }

  override onAdd(map: L.Map): this {
    map.getPane(this.#pane)?.append(this.#canvas.element)
    this.#draw()
    return this
  }

  override onRemove(): this {
    this.#zooming = false
    this.#canvas.element.remove()
    return this
  }

  override getEvents(): { [name: string]: L.LeafletEventHandlerFn } {
    return {
      viewreset: () => this.#draw(),
      move: () => this.#drawIfBeyond(),
      moveend: () => this.#drawIfBeyond(),
      zoomanim: (event) => this.#stretch(event as L.ZoomAnimEvent),
      zoomend: () => {
        this.#zooming = false
        this.#draw()
      },
    }
  }

  set(specs: readonly MarkerSpec[]): void {
    const before = this.#marks
    const after = new Map<string, Mark>()
    let isSame = specs.length === before.size
    for (const spec of specs) {
      const held = before.get(spec.id)
      if (held && held.spec.lng === spec.lng && held.spec.lat === spec.lat) {
        isSame &&= looksSame(held.spec, spec)
        held.spec = spec
        after.set(spec.id, held)
      } else {
        isSame = false
        after.set(spec.id, { spec, x: worldX(spec.lng), y: worldY(spec.lat) })
      }
    }
    this.#marks = after
    if (!isSame) this.#draw()
  }

  /** Whether its pane lies over the other's. */
  isOver(other: DrawnMarkers): boolean {
    return heightOf(this) > heightOf(other)
  }

  /** The uppermost marker at a place of the map's container, CSS px. */
  hit({ x, y }: { x: number; y: number }, pointer: Pointer): MarkerSpec | null {
    if (this.#marks.size === 0) return null
    const origin = this._map.getPixelBounds().min ?? L.point(0, 0)
    const scale = 2 ** this._map.getZoom()
    let uppermost: Mark | null = null
    for (const mark of this.#marks.values()) {
      const reach = Math.max(LEAST_REACH_PX[pointer], mark.spec.glyph.reach) * this.#scale
      const [acrossX, acrossY] = [mark.x * scale - origin.x - x, mark.y * scale - origin.y - y]
      if (acrossX * acrossX + acrossY * acrossY > reach * reach) continue
      if (uppermost === null || fromBelow(uppermost, mark) < 0) uppermost = mark
    }
    return uppermost?.spec ?? null
  }

  #drawIfBeyond(): void {
    const { min, max } = this._map.getPixelBounds()
    const { left, top, width, height, zoom } = this.#drawn
    if (!min || !max) return
    const isWithin = min.x >= left && min.y >= top && max.x <= left + width && max.y <= top + height
    if (!isWithin || zoom !== this._map.getZoom() || this.#ratio !== window.devicePixelRatio) this.#draw()
  }

  /** What is drawn follows the map through a zoom. */
  #stretch({ center, zoom }: L.ZoomAnimEvent): void {
    const { left, top, zoom: drawnZoom } = this.#drawn
    this.#zooming = true
    const corner = this._map.unproject([left, top], drawnZoom)
    const to = this._map._latLngToNewLayerPoint(corner, zoom, center)
    L.DomUtil.setTransform(this.#canvas.element, to, this._map.getZoomScale(zoom, drawnZoom))
  }

  #draw(): void {
    const map = this._map
    const { min, max } = map.getPixelBounds()
    if (this.#zooming || !min || !max) return
    const zoom = map.getZoom()
    const ratio = window.devicePixelRatio || 1
    const [left, top] = [Math.floor(min.x) - AROUND_PX, Math.floor(min.y) - AROUND_PX]
    const [width, height] = [Math.ceil(max.x - left) + AROUND_PX, Math.ceil(max.y - top) + AROUND_PX]
    const canvas = this.#canvas
    if (this.#sprites === null || ratio !== this.#ratio)
      this.#sprites = new GlyphSprites(map.getContainer(), ratio * this.#scale)
    if (ratio !== this.#ratio || width !== this.#drawn.width || height !== this.#drawn.height) {
      canvas.resize(Math.round(width * ratio), Math.round(height * ratio))
      canvas.element.style.width = `${width}px`
      canvas.element.style.height = `${height}px`
    }
    this.#ratio = ratio
    this.#drawn = { left, top, width, height, zoom }
    L.DomUtil.setPosition(canvas.element, L.point(left, top).subtract(map.getPixelOrigin()))
    if (canvas.context) this.#paint(canvas.context, this.#sprites)
    canvas.show(false)
  }

  #paint(context: OffscreenCanvasRenderingContext2D, sprites: GlyphSprites): void {
    const { left, top, width, height, zoom } = this.#drawn
    const [ratio, scale, ringPx] = [this.#ratio, 2 ** zoom, ALARM_RING.radius * this.#scale]
    const shown = [...this.#marks.values()].filter(({ x, y }) => {
      const [atX, atY] = [x * scale - left, y * scale - top]
      return atX > -ringPx && atY > -ringPx && atX < width + ringPx && atY < height + ringPx
    })
    this.#canvas.element.dataset.drawnMarkers = String(shown.length)
    context.strokeStyle = sprites.colour('mark-alarm')
    context.lineWidth = ALARM_RING.width * ratio
    for (const { spec, x, y } of shown.sort(fromBelow)) {
      // At whole CSS px, as elements stand.
      const [atX, atY] = [(Math.round(x * scale) - left) * ratio, (Math.round(y * scale) - top) * ratio]
      if (spec.alarm) {
        context.globalAlpha = ALARM_RING.opacity
        context.beginPath()
        context.arc(atX, atY, ringPx * ratio, 0, 2 * Math.PI)
        context.stroke()
        context.globalAlpha = 1
      }
      const sprite = sprites.of(spec.glyph, spec.count)
      context.drawImage(sprite, Math.round(atX) - sprite.width / 2, Math.round(atY) - sprite.height / 2)
    }
  }
}

const heightOf = (layer: DrawnMarkers): number => Number(layer.getPane()?.style.zIndex ?? 0)

const looksSame = (a: MarkerSpec, b: MarkerSpec): boolean =>
  a === b || (a.glyph === b.glyph && a.count === b.count && a.alarm === b.alarm && a.urgency === b.urgency)

/** Urgent over others, then what lies further south, as elements stand. */
const fromBelow = (a: Mark, b: Mark): number => a.spec.urgency - b.spec.urgency || a.y - b.y
