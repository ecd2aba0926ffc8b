import * as L from 'leaflet'

/**
 * A canvas over the tiles that covers the view and a margin, so that a drag shows what is already drawn. It is drawn
 * anew when the map comes to rest, or when a drag has used the margin up; while a zoom runs it is scaled like a tile.
 */

/** Share of the view's size drawn beyond each edge. */
const MARGIN = 0.25

/** A view of the plane at one zoom; `originX`, `originY` is the canvas's top left corner in CSS px of that plane. */
export interface OverlayView {
  zoom: number
  scale: number
  originX: number
  originY: number
  width: number
  height: number
  /** Of the map's own box inside the canvas, CSS px. */
  marginX: number
  marginY: number
}

export class OverlayCanvas extends L.Layer {
  readonly #draw: (context: CanvasRenderingContext2D, view: OverlayView) => void
  readonly #canvas = document.createElement('canvas')
  #frame = 0
  #drawn: { centre: L.LatLng; zoom: number; topLeft: L.Point } | undefined

  constructor(pane: string, draw: (context: CanvasRenderingContext2D, view: OverlayView) => void) {
    super({ pane })
    this.#draw = draw
    this.#canvas.className = 'leaflet-zoom-animated'
    this.#canvas.style.pointerEvents = 'none'
    this.#canvas.setAttribute('aria-hidden', 'true')
  }

  override onAdd(map: L.Map): this {
    this.getPane()?.append(this.#canvas)
    this.#redraw(map)
    return this
  }

  override onRemove(): this {
    cancelAnimationFrame(this.#frame)
    this.#frame = 0
    this.#canvas.remove()
    return this
  }

  override getEvents(): { [name: string]: L.LeafletEventHandlerFn } {
    return {
      moveend: () => this.redraw(),
      resize: () => this.redraw(),
      move: () => this.#onMove(),
      zoomanim: (event) => this.#onZoomAnim(event as L.ZoomAnimEvent),
    }
  }

  /** Draws anew in the next frame, however often it is asked for until then. */
  redraw(): void {
    if (this.#frame !== 0) return
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0
      if (this._map) this.#redraw(this._map)
    })
  }

  #redraw(map: L.Map): void {
    const size = map.getSize()
    const margin = L.point(Math.round(size.x * MARGIN), Math.round(size.y * MARGIN))
    const topLeft = map.containerPointToLayerPoint(margin.multiplyBy(-1)).round()
    const width = size.x + 2 * margin.x
    const height = size.y + 2 * margin.y
    const ratio = window.devicePixelRatio || 1
    this.#canvas.width = Math.round(width * ratio)
    this.#canvas.height = Math.round(height * ratio)
    this.#canvas.style.width = `${width}px`
    this.#canvas.style.height = `${height}px`
    L.DomUtil.setTransform(this.#canvas, topLeft, 1)
    const context = this.#canvas.getContext('2d')
    if (!context) return
    context.setTransform(ratio, 0, 0, ratio, 0, 0)
    const origin = map.getPixelOrigin().add(topLeft)
    const zoom = map.getZoom()
    this.#drawn = { centre: map.getCenter(), zoom, topLeft }
    this.#draw(context, {
      zoom,
      scale: 2 ** zoom,
      originX: origin.x,
      originY: origin.y,
      width,
      height,
      marginX: margin.x,
      marginY: margin.y,
    })
  }

  #onMove(): void {
    if (!this._map || !this.#drawn || this.#drawn.zoom !== this._map.getZoom()) return
    const size = this._map.getSize()
    const left = this._map.layerPointToContainerPoint(this.#drawn.topLeft)
    const used = Math.max(
      Math.abs(left.x + size.x * MARGIN) / (size.x * MARGIN),
      Math.abs(left.y + size.y * MARGIN) / (size.y * MARGIN),
    )
    if (used > 0.85) this.redraw()
  }

  #onZoomAnim(event: L.ZoomAnimEvent): void {
    if (!this._map || !this.#drawn) return
    const scale = this._map.getZoomScale(event.zoom, this.#drawn.zoom)
    const corner = this._map.layerPointToLatLng(this.#drawn.topLeft)
    const target = this._map.project(corner, event.zoom).subtract(this.#newOrigin(event))
    L.DomUtil.setTransform(this.#canvas, target, scale)
  }

  /** Pixel origin that the map will have once the zoom is over. */
  #newOrigin(event: L.ZoomAnimEvent): L.Point {
    const half = this._map.getSize().divideBy(2)
    const pane = L.DomUtil.getPosition(this._map.getPane('mapPane') ?? this.#canvas)
    return this._map.project(event.center, event.zoom).subtract(half).add(pane).floor()
  }
}
