import * as L from 'leaflet'
import { DrawnMarkers, type Pointer } from './drawn-markers'
import { fewestMoves } from './fewest-moves'
import { MarkerElement } from './marker-element'
import type { MarkerActs, MarkerSpec } from './marker-spec'
import { worldX, worldY } from './mercator'
import { ensurePane, type PaneName } from './panes'
import { MOST_ELEMENTS, sharedOut } from './shared-out'

/**
 * The markers of one pane, kept by id and changed in place. They take the focus in the order in which they are given.
 * Where they are many, most are drawn (`shared-out.ts`); one that is drawn becomes an element under the pointer, so that
 * it tells, is pressed and is dragged as any other, and answers a finger by itself.
 */

/** CSS px around the view within which a marker counts as in it. */
const AROUND_PX = 24
/** CSS px that a press may slip and still be one. */
const SLIP_PX = 8

export class GlyphMarkers {
  readonly #map: L.Map
  readonly #pane: string
  readonly #scale: number
  readonly #acts: MarkerActs
  readonly #held = new Map<string, MarkerElement>()
  readonly #drawn: DrawnMarkers
  readonly #ended = new AbortController()
  #specs: readonly MarkerSpec[] = []
  #known: ReadonlyMap<string, MarkerSpec> = new Map()
  #hovered: string | null = null
  #pressed: { at: L.Point; pointer: Pointer } = { at: L.point(0, 0), pointer: 'mouse' }
  #order = ''

  constructor(map: L.Map, pane: PaneName, scale: number, acts: MarkerActs) {
    this.#map = map
    this.#pane = ensurePane(map, pane)
    this.#scale = scale
    this.#acts = acts
    this.#drawn = new DrawnMarkers(this.#pane, scale)
    map.on('moveend', this.#afterMove, this)
    this.#followPointer(map.getContainer())
  }

  show(specs: readonly MarkerSpec[]): void {
    const before = this.#known
    this.#specs = specs
    this.#known = new Map(specs.map((spec) => [spec.id, spec]))
    this.#share()
    for (const { id, alarm } of specs) if (alarm && before.get(id)?.alarm === false) this.#held.get(id)?.pulse()
  }

  remove(): void {
    this.#ended.abort()
    this.#map.off('moveend', this.#afterMove, this)
    for (const element of this.#held.values()) element.remove()
    this.#held.clear()
    this.#drawn.remove()
  }

  #afterMove(): void {
    if (this.#specs.length > MOST_ELEMENTS) this.#share()
  }

  #share(): void {
    const { elements: lasting, drawn } = sharedOut(
      this.#specs,
      this.#viewTest(),
      ({ id, selected }) => selected || this.#held.get(id)?.isHeld === true,
    )
    // It stays drawn beneath itself, so that a mouse that sweeps over the map has nothing drawn anew.
    const elements = [...lasting, ...drawn.filter(({ id }) => id === this.#hovered)]
    const wanted = new Set(elements.map(({ id }) => id))
    for (const [id, element] of this.#held) {
      if (wanted.has(id)) continue
      element.remove()
      this.#held.delete(id)
    }
    for (const spec of elements) {
      const held = this.#held.get(spec.id)
      if (held) held.change(spec)
      else this.#held.set(spec.id, this.#make(spec))
    }
    this.#keepOrder(elements)
    if (drawn.length > 0) this.#drawn.addTo(this.#map)
    else this.#drawn.remove()
    this.#drawn.set(drawn)
  }

  #make(spec: MarkerSpec): MarkerElement {
    return new MarkerElement(this.#map, { pane: this.#pane, scale: this.#scale }, spec, this.#acts)
  }

  #viewTest(): (spec: MarkerSpec) => boolean {
    const { min, max } = this.#map.getPixelBounds()
    if (!min || !max) return () => false
    const scale = 2 ** this.#map.getZoom()
    const [left, top] = [(min.x - AROUND_PX) / scale, (min.y - AROUND_PX) / scale]
    const [right, bottom] = [(max.x + AROUND_PX) / scale, (max.y + AROUND_PX) / scale]
    return ({ lng, lat }) => {
      const x = worldX(lng)
      if (x < left || x > right) return false
      const y = worldY(lat)
      return y >= top && y <= bottom
    }
  }

  #followPointer(container: HTMLElement): void {
    const { signal } = this.#ended
    const listen = { signal, passive: true } as const
    container.addEventListener('pointermove', (event) => this.#hover(event), listen)
    container.addEventListener('pointerleave', () => this.#holdHovered(null), listen)
    const onPress = (event: PointerEvent) => {
      const pointer = event.pointerType === 'touch' ? 'touch' : 'mouse'
      this.#pressed = { at: L.point(event.clientX, event.clientY), pointer }
    }
    container.addEventListener('pointerdown', onPress, { ...listen, capture: true })
    container.addEventListener('click', (event) => this.#press(event), { signal, capture: true })
  }

  /** A mouse comes over a marker before it presses it; a finger does not. */
  #hover(event: PointerEvent): void {
    if (event.pointerType === 'touch' || event.buttons !== 0) return
    const element = (event.target as Element).closest<HTMLElement>('[data-marker]')
    if (element && element.dataset.marker === this.#hovered) return
    this.#holdHovered(element ? null : (this.#under(event, 'mouse')?.id ?? null))
  }

  #holdHovered(id: string | null): void {
    if (id === this.#hovered) return
    this.#hovered = id
    this.#share()
  }

  #press(event: MouseEvent): void {
    const { at, pointer } = this.#pressed
    const slipped = at.distanceTo([event.clientX, event.clientY]) > SLIP_PX
    if (slipped || (event.target as Element).closest('[data-marker]')) return
    const spec = this.#under(event, pointer)
    if (!spec) return
    // The map itself was not pressed.
    event.stopImmediatePropagation()
    this.#acts.select(spec.id)
  }

  /** What is drawn here under the pointer, and under nothing else. */
  #under(event: MouseEvent, pointer: Pointer): MarkerSpec | null {
    const isOnMap =
      event.target === this.#map.getContainer() || this.#map.getPane('mapPane')?.contains(event.target as Node)
    if (!isOnMap || !this.#map.hasLayer(this.#drawn)) return null
    const at = this.#map.mouseEventToContainerPoint(event)
    let isCovered = false
    this.#map.eachLayer((other) => {
      if (other instanceof DrawnMarkers && other.isOver(this.#drawn)) isCovered ||= other.hit(at, pointer) !== null
    })
    return isCovered ? null : this.#drawn.hit(at, pointer)
  }

  /** Elements take the focus as they stand in the document. */
  #keepOrder(specs: readonly MarkerSpec[]): void {
    const order = specs.map(({ id }) => id).join('\n')
    if (order === this.#order) return
    this.#order = order
    const focused = document.activeElement
    const wanted = specs.flatMap(({ id }) => this.#held.get(id)?.element ?? [])
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
