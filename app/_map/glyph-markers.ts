import * as L from 'leaflet'
import type { Glyph } from '../_ui/glyphs'
import { glyphMarkup } from '../_ui/glyphs'
import { fewestMoves } from './fewest-moves'
import styles from './map.module.css'
import { metresPerPixel } from './mercator'
import { ensurePane, type PaneName } from './panes'

/**
 * Glyphs on the map, kept by id and changed in place: a state that changes swaps the drawing inside the same element, so
 * that focus, hover and the reader's place in the list stay. They take the focus in the order in which they are given.
 */

export interface MarkerSpec {
  id: string
  lng: number
  lat: number
  glyph: Glyph
  /** Written into the glyph. */
  count?: string
  /** For screen readers: name, state, figures. */
  label: string
  /** Shown under the pointer and in focus; lines. */
  tip: readonly string[]
  /** An alarm: its ring stays, and it pulses once when it comes. */
  alarm: boolean
  selected: boolean
  /** Drawn over the others. */
  urgency: number
  /** Can be put elsewhere, by dragging or with Shift and the arrow keys. */
  movable?: boolean
}

/** What a person does to a marker. `done` is false while a drag goes on. */
export interface MarkerActs {
  select(id: string): void
  move?(id: string, at: { lng: number; lat: number }, done: boolean): void
}

/** CSS px that a press of Shift and an arrow key moves a marker at least, whatever the zoom. */
const NUDGE_PX = 4
const NUDGE_METRES = 50
const ARROWS: Record<string, readonly [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

interface Held {
  marker: L.Marker
  spec: MarkerSpec
  dragged: boolean
}

export class GlyphMarkers {
  readonly #map: L.Map
  readonly #pane: string
  readonly #scale: number
  readonly #acts: MarkerActs
  readonly #held = new Map<string, Held>()
  #order = ''

  constructor(map: L.Map, pane: PaneName, scale: number, acts: MarkerActs) {
    this.#map = map
    this.#pane = ensurePane(map, pane)
    this.#scale = scale
    this.#acts = acts
  }

  show(specs: readonly MarkerSpec[]): void {
    const wanted = new Set(specs.map(({ id }) => id))
    for (const [id, { marker }] of this.#held) {
      if (wanted.has(id)) continue
      marker.remove()
      this.#held.delete(id)
    }
    for (const spec of specs) {
      const held = this.#held.get(spec.id)
      if (held?.spec === spec) continue
      if (held) this.#change(held, spec)
      else this.#held.set(spec.id, this.#make(spec))
    }
    this.#keepOrder(specs)
  }

  remove(): void {
    for (const { marker } of this.#held.values()) marker.remove()
    this.#held.clear()
  }

  #make(spec: MarkerSpec): Held {
    const marker = L.marker([spec.lat, spec.lng], {
      pane: this.#pane,
      keyboard: true,
      draggable: spec.movable === true,
      autoPan: true,
      riseOnHover: true,
      zIndexOffset: spec.urgency * 1000,
      icon: L.divIcon({ className: styles.marker, iconSize: [0, 0], html: '' }),
    })
    marker.addTo(this.#map)
    const held: Held = { marker, spec, dragged: false }
    this.#followDrag(held)
    const element = marker.getElement()
    if (element) {
      element.dataset.marker = spec.id
      element.style.setProperty('--scale', String(this.#scale))
      element.addEventListener('click', () => {
        // The click that ends a drag picks nothing.
        if (!held.dragged) this.#acts.select(spec.id)
      })
      element.addEventListener('keydown', (event) => {
        const arrow = event.shiftKey && held.spec.movable === true ? ARROWS[event.key] : undefined
        if (event.key !== 'Enter' && event.key !== ' ' && !arrow) return
        event.preventDefault()
        event.stopPropagation()
        if (arrow) this.#nudge(held, arrow)
        else this.#acts.select(spec.id)
      })
      for (const name of ['pointerenter', 'focus'] as const)
        element.addEventListener(name, () => this.#turnTip(element), { passive: true })
      fill(element, spec, null)
    }
    return held
  }

  #followDrag(held: Held): void {
    const { marker } = held
    const tell = (done: boolean) => {
      const { lng, lat } = marker.getLatLng()
      this.#acts.move?.(held.spec.id, { lng, lat }, done)
    }
    marker.on('dragstart', () => {
      held.dragged = true
    })
    marker.on('drag', () => tell(false))
    marker.on('dragend', () => {
      tell(true)
      // Where it was put it stands only if the act was taken: the specs say where it is.
      requestAnimationFrame(() => {
        held.dragged = false
        marker.setLatLng([held.spec.lat, held.spec.lng])
      })
    })
  }

  #nudge({ spec }: Held, [right, down]: readonly [number, number]): void {
    const zoom = this.#map.getZoom()
    const step = Math.max(NUDGE_PX, NUDGE_METRES / metresPerPixel(spec.lat, zoom))
    const from = this.#map.project([spec.lat, spec.lng], zoom)
    const { lng, lat } = this.#map.unproject(from.add([right * step, down * step]), zoom)
    this.#acts.move?.(spec.id, { lng, lat }, true)
  }

  /** The tip opens towards the middle of the map, so that the edge never cuts it. */
  #turnTip(element: HTMLElement): void {
    const frame = this.#map.getContainer().getBoundingClientRect()
    const { left, top } = element.getBoundingClientRect()
    element.toggleAttribute('data-tip-left', left - frame.left > frame.width / 2)
    const height = (top - frame.top) / frame.height
    element.dataset.tip = height < 0.2 ? 'below' : height > 0.8 ? 'above' : 'beside'
  }

  #change(held: Held, spec: MarkerSpec): void {
    const { marker, spec: before } = held
    held.spec = spec
    if (!held.dragged && (before.lng !== spec.lng || before.lat !== spec.lat)) marker.setLatLng([spec.lat, spec.lng])
    if (before.movable !== spec.movable) {
      if (spec.movable) marker.dragging?.enable()
      else marker.dragging?.disable()
    }
    if (before.urgency !== spec.urgency) marker.setZIndexOffset(spec.urgency * 1000)
    const element = marker.getElement()
    if (element) fill(element, spec, before)
  }

  /** Elements take the focus as they stand in the document. */
  #keepOrder(specs: readonly MarkerSpec[]): void {
    const order = specs.map(({ id }) => id).join('\n')
    if (order === this.#order) return
    this.#order = order
    const focused = document.activeElement
    const wanted = specs.flatMap(({ id }) => this.#held.get(id)?.marker.getElement() ?? [])
    const pane = wanted[0]?.parentElement
    if (!pane) return
    const places = new Map([...pane.children].map((element, place) => [element, place]))
    const moved = fewestMoves(wanted.map((element) => places.get(element) ?? 0))
    for (let index = wanted.length - 1; index >= 0; index--) {
      const element = wanted[index]
      // Moving an element takes its focus away.
      if (element && moved.has(index) && element !== focused) pane.insertBefore(element, wanted[index + 1] ?? null)
    }
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
    // Only an alarm that comes while someone watches pulses; those that stood before do not.
    element.toggleAttribute('data-pulse', spec.alarm && before !== null)
  }
}

const appended = (parent: HTMLElement, tag: 'span', className: string): HTMLElement => {
  const child = document.createElement(tag)
  child.className = className
  child.setAttribute('aria-hidden', 'true')
  parent.append(child)
  return child
}
