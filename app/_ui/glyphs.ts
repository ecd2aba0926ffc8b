/**
 * The shapes of every state, as path data around 0,0 in CSS pixels: the same for React, for Leaflet icons and for canvas
 * (`new Path2D(layer.d)`). Shape says the state, colour repeats it: round works, square is missing or shut, octagon is
 * trouble, a diamond is a crossing.
 */
import type { CheckpointLive } from '#protocol/live'

export type CheckpointGlyph =
  | 'reporting'
  | 'quiet'
  | 'offline'
  | 'unstaffed'
  | 'alarm'
  | 'planned'
  | 'withdrawn'
  | 'closure'
export type CrossingGlyph = 'unmonitored' | 'on-paper' | 'planned' | 'monitored' | 'closed' | 'dead-end'

/** The name of a colour token without its dashes: `mark-alarm` is `var(--mark-alarm)`. */
type Ink = `mark-${string}` | `road-${string}` | `map-${string}`

/** Drawn in order. A layer is filled, stroked, or both; `width` and `dash` are pixels. */
interface GlyphLayer {
  d: string
  fill?: Ink
  stroke?: Ink
  width?: number
  dash?: readonly number[]
  /** Straight ends where a dash must keep its length; round otherwise. */
  cap?: 'butt' | 'round'
}

export interface Glyph {
  layers: readonly GlyphLayer[]
  /** Half the side of the square that holds it, casing and edge included, and half a pixel so that no edge is cut. */
  reach: number
}

const CASING = 2.5

/** Two figures are enough for half a pixel at any ratio. */
const at = (value: number) => Number(value.toFixed(2))

const circle = (r: number) => `M${-r} 0A${r} ${r} 0 1 1 ${r} 0A${r} ${r} 0 1 1 ${-r} 0Z`
const square = (side: number, corner: number) => {
  const h = side / 2
  const c = corner
  return `M${-h + c} ${-h}H${h - c}A${c} ${c} 0 0 1 ${h} ${-h + c}V${h - c}A${c} ${c} 0 0 1 ${h - c} ${h}H${-h + c}A${c} ${c} 0 0 1 ${-h} ${h - c}V${-h + c}A${c} ${c} 0 0 1 ${-h + c} ${-h}Z`
}
const octagon = (r: number) => {
  const corners = Array.from({ length: 8 }, (_, index) => {
    const angle = Math.PI / 8 + (index * Math.PI) / 4
    return `${at(r * Math.cos(angle))} ${at(r * Math.sin(angle))}`
  })
  return `M${corners.join('L')}Z`
}
/** `across` is the whole width, corner to corner. */
const diamond = (across: number) => {
  const h = across / 2
  return `M0 ${-h}L${h} 0L0 ${h}L${-h} 0Z`
}

const cased = (d: string, width = 0): GlyphLayer => ({
  d,
  fill: width > 0 ? undefined : 'mark-casing',
  stroke: 'mark-casing',
  width: width + 2 * CASING,
})

/** Crossings stand on the land they open: hollow ones show it, on dark and on paper alike. */
const onLand = (d: string, width: number): GlyphLayer => ({
  d,
  fill: 'map-land',
  stroke: 'map-land',
  width: width + 2 * CASING,
})

const PERSON =
  'M0 -4.9A2.4 2.4 0 1 1 0 -0.1A2.4 2.4 0 1 1 0 -4.9ZM-4.4 5.4V4.9A3.1 3.1 0 0 1 -1.3 1.8H1.3A3.1 3.1 0 0 1 4.4 4.9V5.4'

export const CHECKPOINT_GLYPHS: Readonly<Record<CheckpointGlyph, Glyph>> = {
  reporting: { reach: 8, layers: [cased(circle(5)), { d: circle(5), fill: 'mark-reporting' }] },
  quiet: {
    reach: 9.7,
    layers: [cased(circle(5.4), 2.6), { d: circle(5.4), stroke: 'mark-quiet', width: 2.6 }],
  },
  offline: {
    reach: 11,
    layers: [
      cased(circle(8)),
      { d: circle(8), fill: 'mark-offline' },
      { d: 'M-6.6 6.6L6.6 -6.6', stroke: 'mark-casing', width: 3.4, cap: 'butt' },
    ],
  },
  unstaffed: {
    reach: 11.5,
    layers: [
      cased(square(17, 2.5)),
      { d: square(17, 2.5), fill: 'mark-unstaffed' },
      { d: PERSON, stroke: 'mark-casing', width: 1.7 },
    ],
  },
  // The count is written over it, 13/700 in the casing's colour.
  alarm: {
    reach: 19.3,
    layers: [cased(octagon(16.3)), { d: octagon(15.2), fill: 'mark-alarm', stroke: 'mark-edge', width: 2.2 }],
  },
  planned: {
    reach: 11.3,
    layers: [
      cased(circle(7), 2.6),
      { d: circle(7), stroke: 'mark-planned', width: 2.6, dash: [3.2, 2.3], cap: 'butt' },
    ],
  },
  withdrawn: {
    reach: 9,
    layers: [
      cased('M-5.4 -5.4L5.4 5.4M5.4 -5.4L-5.4 5.4', 1.8),
      cased(circle(4), 1.8),
      { d: circle(4), stroke: 'mark-withdrawn', width: 1.8 },
      { d: 'M-5.4 -5.4L5.4 5.4M5.4 -5.4L-5.4 5.4', stroke: 'mark-withdrawn', width: 1.8 },
    ],
  },
  closure: {
    reach: 11,
    layers: [
      cased(square(16, 2.5)),
      { d: square(16, 2.5), fill: 'mark-closure' },
      { d: 'M-5.5 0H5.5', stroke: 'mark-casing', width: 3.6, cap: 'butt' },
    ],
  },
}

export const CROSSING_GLYPHS: Readonly<Record<CrossingGlyph, Glyph>> = {
  unmonitored: {
    reach: 11,
    layers: [onLand(diamond(14), 2.6), { d: diamond(14), stroke: 'road-exposed', width: 2.6 }],
  },
  'on-paper': {
    reach: 10,
    layers: [
      onLand(diamond(14), 1.8),
      { d: diamond(14), stroke: 'road-lapsed', width: 1.8 },
      { d: 'M0 -7L0 7L-7 0Z', fill: 'road-lapsed' },
    ],
  },
  planned: {
    reach: 10.5,
    layers: [
      cased(diamond(14), 2.2),
      { d: diamond(14), stroke: 'mark-planned', width: 2.2, dash: [2.6, 2.35], cap: 'butt' },
    ],
  },
  monitored: { reach: 6, layers: [{ d: diamond(9), fill: 'road-primary' }] },
  closed: {
    reach: 10,
    layers: [
      cased(diamond(14)),
      { d: diamond(14), fill: 'mark-closure' },
      { d: 'M-3.6 0H3.6', stroke: 'mark-casing', width: 2.8, cap: 'butt' },
    ],
  },
  'dead-end': { reach: 6.5, layers: [{ d: 'M-4.5 -4H4.5M0 -4V5', stroke: 'road-primary', width: 2.2, cap: 'butt' }] },
}

/** The wire's state of a checkpoint as the glyph that shows it: a closed checkpoint is a withdrawn one. */
export const glyphOfState = (state: CheckpointLive['state']): CheckpointGlyph =>
  state === 'closed' ? 'withdrawn' : state

const escapeText = (words: string) => words.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

/** A glyph as SVG text, for a Leaflet icon; `count` is written into an alarm. */
export const glyphMarkup = ({ layers, reach }: Glyph, count?: string): string => {
  const paths = layers.map(({ d, fill, stroke, width, dash, cap }) => {
    const ends = cap ?? 'round'
    const line = stroke
      ? ` stroke="var(--${stroke})" stroke-width="${width ?? 1}" stroke-linecap="${ends}" stroke-linejoin="round"`
      : ''
    const dashes = dash ? ` stroke-dasharray="${dash.join(' ')}"` : ''
    return `<path d="${d}" fill="${fill ? `var(--${fill})` : 'none'}"${line}${dashes}/>`
  })
  const label =
    count === undefined
      ? ''
      : `<text y="4.6" text-anchor="middle" font-size="13" font-weight="700" fill="var(--mark-casing)">${escapeText(count)}</text>`
  const side = at(reach * 2)
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}" viewBox="${-reach} ${-reach} ${side} ${side}" aria-hidden="true">${paths.join('')}${label}</svg>`
}
