import type { GroundColours } from './ground-colours'
import { type Box, Room } from './label-placement'
import { faceOf, LABEL_KINDS, type LabelFace, type MapLabel } from './map-label'
import { SHIELDS_APART_PX, type ShieldSpot } from './road-shields'

/** Lays the labels of one zoom: who gets room, and where. Boxes are CSS px in the plane of that zoom. */

export interface PlacedLabel {
  label: MapLabel
  face: LabelFace
  box: Box
}

interface PlacedShield {
  ref: string
  box: Box
}

export interface LabelLayout {
  labels: PlacedLabel[]
  shields: PlacedShield[]
  /** Points whose symbol is drawn, whether their name found room or not. */
  symbols: { kind: 'seat' | 'town' | 'village'; x: number; y: number }[]
}

/** A glyph that labels keep clear of: world coordinates, half its side in CSS px. */
export interface Obstacle {
  x: number
  y: number
  reach: number
}

interface LayoutInput {
  labels: readonly MapLabel[]
  shields: readonly ShieldSpot[]
  obstacles: readonly Obstacle[]
  colours: GroundColours
  /** World px to CSS px. */
  scale: number
  textScale: number
  showVillages: boolean
  /** Near enough for the names of what works as it should. */
  near: boolean
  /** The view for which this is laid, and the panels over it, CSS px of the plane. */
  frame: Box
  panels: readonly Box[]
  /** Width of a text in CSS px. */
  measure: (text: string, face: LabelFace, scale: number) => number
}

const SYMBOL_REACH = { seat: 7, town: 5, village: 2.5 } as const
const LINE_HEIGHT = 1.22
/** The second line's size to the first. */
export const NOTE_SCALE = 0.9
/** Trouble is named even without room for it, while it is so little that names over names can still be read. */
const MOST_MUST = 40
const SHIELD_PAD_PX = 5
const SHIELD_HEIGHT_PX = 16

const isPlace = (kind: MapLabel['kind']): kind is keyof typeof SYMBOL_REACH => kind in SYMBOL_REACH

export const layOutLabels = (input: LayoutInput): LabelLayout => {
  const { labels, obstacles, colours, scale, textScale, measure } = input
  const room = new Room()
  const layout: LabelLayout = { labels: [], shields: [], symbols: [] }
  const wanted = labels.filter(
    (label) => (label.kind !== 'village' || input.showVillages) && (!label.nearOnly || input.near),
  )
  const around = (x: number, y: number, reach: number): Box => ({
    left: x - reach,
    top: y - reach,
    right: x + reach,
    bottom: y + reach,
  })
  for (const panel of input.panels) room.take(panel)
  for (const { x, y, reach } of obstacles) room.take(around(x * scale, y * scale, reach * textScale))
  for (const { kind, x, y } of wanted) {
    if (!isPlace(kind)) continue
    layout.symbols.push({ kind, x: x * scale, y: y * scale })
    room.take(around(x * scale, y * scale, SYMBOL_REACH[kind] * textScale))
  }
  for (const kind of LABEL_KINDS) {
    if (kind === 'shield') {
      layout.shields.push(...placeShields(input, room))
      continue
    }
    const face = faceOf(kind, colours)
    const ofKind = wanted.filter((label) => label.kind === kind)
    const must = (kind === 'alarm' || kind === 'trouble') && ofKind.length <= MOST_MUST
    for (const label of ofKind) {
      const width = Math.max(
        measure(label.text, face, textScale),
        label.note ? measure(label.note, { ...face, weight: 400 }, textScale * NOTE_SCALE) : 0,
      )
      const lineHeight = face.sizePx * textScale * LINE_HEIGHT
      const box = room.place(
        {
          x: label.x * scale,
          y: label.y * scale,
          width: width + 2,
          height: lineHeight * (label.note ? 1 + NOTE_SCALE : 1),
          gap: (face.gapPx + (label.reach ?? 0)) * textScale,
          sides: face.sides,
          must,
        },
        input.frame,
      )
      if (box) layout.labels.push({ label, face, box })
    }
  }
  return layout
}

const placeShields = (input: LayoutInput, room: Room): PlacedShield[] => {
  const { shields, colours, scale, textScale, measure } = input
  const face = faceOf('shield', colours)
  const placed: PlacedShield[] = []
  const seen = new Map<string, [number, number][]>()
  for (const { ref, at } of shields) {
    const before = seen.get(ref) ?? []
    for (const [worldX, worldY] of at) {
      const [x, y] = [worldX * scale, worldY * scale]
      if (before.some(([otherX, otherY]) => Math.hypot(otherX - x, otherY - y) < SHIELDS_APART_PX * textScale)) continue
      const box = room.place({
        x,
        y,
        width: measure(ref, face, textScale) + 2 * SHIELD_PAD_PX * textScale,
        height: SHIELD_HEIGHT_PX * textScale,
        gap: 0,
        sides: face.sides,
      })
      if (!box) continue
      placed.push({ ref, box })
      before.push([x, y])
      seen.set(ref, before)
      break
    }
  }
  return placed
}
