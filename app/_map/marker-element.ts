import * as L from 'leaflet'
import { glyphMarkup } from '../_ui/glyphs'
import styles from './map.module.css'
import type { MarkerActs, MarkerSpec } from './marker-spec'
import { metresPerPixel } from './mercator'

/**
 * A marker as an element of the page: it takes the focus, the pointer and a drag. A state that changes swaps the drawing
 * inside the same element, so that focus and hover stay.
 */

/** CSS px that a press of Shift and an arrow key moves a marker at least, whatever the zoom. */
const NUDGE_PX = 4
const NUDGE_METRES = 50
const ARROWS: Record<string, readonly [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

/**
 * Leaflet puts a marker at its place by a transform in space, which makes each a layer of its own for the compositor. In the plane
 * they share one.
 */
declare module 'leaflet' {
  interface Marker {
    _icon: HTMLElement
    _setPos(at: L.Point): void
  }
}

class FlatMarker extends L.Marker {
  override _setPos(at: L.Point): void {
    super._setPos(at)
    this._icon.style.transform = `translate(${at.x}px, ${at.y}px)`
  }
}

/** Over whatever is more urgent, so that the tip under the pointer can be read. */
const RISE = 1e5

export class MarkerElement {
  readonly #map: L.Map
  readonly #acts: MarkerActs
  readonly #marker: L.Marker
  #spec: MarkerSpec
  #dragged = false

  constructor(map: L.Map, place: { pane: string; scale: number }, spec: MarkerSpec, acts: MarkerActs) {
    this.#map = map
    this.#acts = acts
    this.#spec = spec
    this.#marker = new FlatMarker([spec.lat, spec.lng], {
      pane: place.pane,
      keyboard: true,
      draggable: spec.movable === true,
      autoPan: true,
      riseOnHover: true,
      riseOffset: RISE,
      zIndexOffset: spec.urgency * 1000,
      icon: L.divIcon({ className: styles.marker, iconSize: [0, 0], html: '' }),
    })
    this.#marker.addTo(map)
    this.#followDrag()
    const { element } = this
    if (!element) return
    element.dataset.marker = spec.id
    element.style.setProperty('--scale', String(place.scale))
    this.#listen(element)
    fill(element, spec, null)
  }

  get element(): HTMLElement | undefined {
    return this.#marker.getElement()
  }

  /** It must stay what it is: the reader holds it. */
  get isHeld(): boolean {
    return this.#dragged || (this.element !== undefined && this.element === document.activeElement)
  }

  change(spec: MarkerSpec): void {
    const before = this.#spec
    if (before === spec) return
    this.#spec = spec
    if (!this.#dragged && (before.lng !== spec.lng || before.lat !== spec.lat))
      this.#marker.setLatLng([spec.lat, spec.lng])
    if (before.movable !== spec.movable) {
      if (spec.movable) this.#marker.dragging?.enable()
      else this.#marker.dragging?.disable()
    }
    if (before.urgency !== spec.urgency) this.#marker.setZIndexOffset(spec.urgency * 1000)
    if (this.element) fill(this.element, spec, before)
  }

  /** Only an alarm that comes while someone watches pulses; those that stood before do not. */
  pulse(): void {
    this.element?.toggleAttribute('data-pulse', true)
  }

  remove(): void {
    this.#marker.remove()
  }

  #listen(element: HTMLElement): void {
    element.addEventListener('click', () => {
      // The click that ends a drag picks nothing.
      if (!this.#dragged) this.#acts.select(this.#spec.id)
    })
    element.addEventListener('keydown', (event) => {
      const arrow = event.shiftKey && this.#spec.movable === true ? ARROWS[event.key] : undefined
      if (event.key !== 'Enter' && event.key !== ' ' && !arrow) return
      event.preventDefault()
      event.stopPropagation()
      if (arrow) this.#nudge(arrow)
      else this.#acts.select(this.#spec.id)
    })
    for (const name of ['pointerenter', 'focus'] as const)
      element.addEventListener(name, () => this.#turnTip(element), { passive: true })
  }

  #followDrag(): void {
    const marker = this.#marker
    const tell = (done: boolean) => {
      const { lng, lat } = marker.getLatLng()
      this.#acts.move?.(this.#spec.id, { lng, lat }, done)
    }
    marker.on('dragstart', () => {
      this.#dragged = true
    })
    marker.on('drag', () => tell(false))
    marker.on('dragend', () => {
      tell(true)
      // Where it was put it stands only if the act was taken: the specs say where it is.
      requestAnimationFrame(() => {
        this.#dragged = false
        marker.setLatLng([this.#spec.lat, this.#spec.lng])
      })
    })
  }

  #nudge([right, down]: readonly [number, number]): void {
    const { id, lng, lat } = this.#spec
    const zoom = this.#map.getZoom()
    const step = Math.max(NUDGE_PX, NUDGE_METRES / metresPerPixel(lat, zoom))
    const from = this.#map.project([lat, lng], zoom)
    const to = this.#map.unproject(from.add([right * step, down * step]), zoom)
    this.#acts.move?.(id, { lng: to.lng, lat: to.lat }, true)
  }

  /** The tip opens towards the middle of the map, so that the edge never cuts it. */
  #turnTip(element: HTMLElement): void {
    const frame = this.#map.getContainer().getBoundingClientRect()
    const { left, top } = element.getBoundingClientRect()
    element.toggleAttribute('data-tip-left', left - frame.left > frame.width / 2)
    const height = (top - frame.top) / frame.height
    element.dataset.tip = height < 0.2 ? 'below' : height > 0.8 ? 'above' : 'beside'
  }
}

const fill = (element: HTMLElement, spec: MarkerSpec, before: MarkerSpec | null): void => {
  if (!before || before.glyph !== spec.glyph || before.count !== spec.count) {
    const drawing = element.querySelector(`.${styles.drawing}`) ?? appended(element, 'span', styles.drawing ?? '')
    drawing.innerHTML = glyphMarkup(spec.glyph, spec.count)
    element.style.setProperty('--reach', `${spec.glyph.reach}px`)
  }
  if (before?.label !== spec.label) element.setAttribute('aria-label', spec.label)
  if (before?.tip.join('\n') !== spec.tip.join('\n')) {
    const tip = element.querySelector(`.${styles.tip}`) ?? appended(element, 'span', styles.tip ?? '')
    tip.replaceChildren(
      ...spec.tip.map((words) => {
        const line = document.createElement('span')
        line.textContent = words
        return line
      }),
    )
  }
  if (before?.movable !== spec.movable) element.toggleAttribute('data-movable', spec.movable === true)
  if (before?.selected !== spec.selected) element.toggleAttribute('data-selected', spec.selected)
  if (before?.alarm !== spec.alarm) {
    element.toggleAttribute('data-alarm', spec.alarm)
    if (!spec.alarm) element.removeAttribute('data-pulse')
  }
}

const appended = (parent: HTMLElement, tag: 'span', className: string): HTMLElement => {
  const child = document.createElement(tag)
  child.className = className
  child.setAttribute('aria-hidden', 'true')
  parent.append(child)
  return child
}
