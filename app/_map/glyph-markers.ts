import * as L from 'leaflet'
import type { Glyph } from '../_ui/glyphs'
import { glyphMarkup } from '../_ui/glyphs'
import styles from './map.module.css'
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
}

interface Held {
  marker: L.Marker
  spec: MarkerSpec
}

export class GlyphMarkers {
  readonly #map: L.Map
  readonly #pane: string
  readonly #scale: number
  readonly #onSelect: (id: string) => void
  readonly #held = new Map<string, Held>()
  #order = ''

  constructor(map: L.Map, pane: PaneName, scale: number, onSelect: (id: string) => void) {
    this.#map = map
    this.#pane = ensurePane(map, pane)
    this.#scale = scale
    this.#onSelect = onSelect
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
      if (held) this.#change(held, spec)
      else this.#held.set(spec.id, { marker: this.#make(spec), spec })
    }
    this.#keepOrder(specs)
  }

  remove(): void {
    for (const { marker } of this.#held.values()) marker.remove()
    this.#held.clear()
  }

  #make(spec: MarkerSpec): L.Marker {
    const marker = L.marker([spec.lat, spec.lng], {
      pane: this.#pane,
      keyboard: true,
      riseOnHover: true,
      zIndexOffset: spec.urgency * 1000,
      icon: L.divIcon({ className: styles.marker, iconSize: [0, 0], html: '' }),
    })
    marker.addTo(this.#map)
    const element = marker.getElement()
    if (element) {
      element.dataset.marker = spec.id
      element.style.setProperty('--scale', String(this.#scale))
      element.addEventListener('click', () => this.#onSelect(spec.id))
      element.addEventListener('keydown', (event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return
        event.preventDefault()
        event.stopPropagation()
        this.#onSelect(spec.id)
      })
      for (const name of ['pointerenter', 'focus'] as const)
        element.addEventListener(name, () => this.#turnTip(element), { passive: true })
      fill(element, spec, null)
    }
    return marker
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
    if (before.lng !== spec.lng || before.lat !== spec.lat) marker.setLatLng([spec.lat, spec.lng])
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
    for (const { id } of specs) {
      const element = this.#held.get(id)?.marker.getElement()
      // Moving an element takes its focus away.
      if (element && element !== focused) element.parentElement?.append(element)
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
