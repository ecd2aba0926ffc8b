import type { Glyph } from '../_ui/glyphs'

/** What stands at a point of the map, and how it is said. */
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
