import { drawLabels, fontOf } from './draw-labels'
import type { GroundColours } from './ground-colours'
import { type LabelLayout, layOutLabels, type Obstacle } from './label-layout'
import type { Box } from './label-placement'
import type { LabelFace, MapLabel } from './map-label'
import type { WorldBox } from './mark-painter'
import type { RoadNetwork } from './road-network'
import { roadStretches, shieldSpots } from './road-shields'
import type { TilePainter, TileView } from './tile-view'

/**
 * Every name on the map, written into the tiles: a layer of its own would have to be blended over them in each frame of
 * a drag. One layout a zoom; when labels, glyphs or panels change, the layout of the zoom shown is made anew and only
 * the places where something changed are painted again.
 */

/** Village names appear from here on: zoom 12, rounded, since zooms go by eighths. */
const VILLAGES_FROM = 11.5
/** Checkpoints without trouble, brooks and village roads are named from here on: zoom 13, rounded. */
const ALL_NAMED_FROM = 12.5

/** The view for which names are laid, in CSS px of the plane at a zoom. */
export interface LabelFrame {
  frame: Box
  panels: readonly Box[]
}

interface LabelPainterParts {
  network: RoadNetwork
  colours: GroundColours
  /** Font families, as CSS. */
  family: string
  textScale: number
  frameAt: (zoom: number) => LabelFrame
}

export class LabelPainter implements TilePainter {
  readonly #parts: LabelPainterParts
  readonly #stretches: ReturnType<typeof roadStretches>
  readonly #measure: ReturnType<typeof widthMeasure>
  #labels: readonly MapLabel[] = []
  #obstacles: readonly Obstacle[] = []
  #layouts = new Map<number, LabelLayout>()

  constructor(parts: LabelPainterParts) {
    this.#parts = parts
    this.#stretches = roadStretches(parts.network)
    this.#measure = widthMeasure(parts.family)
  }

  /** Takes other names and glyphs. Nothing is drawn until `refresh`. */
  set(labels: readonly MapLabel[], obstacles: readonly Obstacle[]): void {
    this.#labels = labels
    this.#obstacles = obstacles
  }

  /** Lays the names of this zoom anew; answers where the drawing changes. */
  refresh(zoom: number): WorldBox[] {
    const before = this.#layouts.get(zoom)
    this.#layouts = new Map()
    if (!before) return []
    const after = this.#layoutAt(zoom)
    const scale = 2 ** zoom
    const old = drawnOf(before)
    const now = drawnOf(after)
    const changed = [...old, ...now].filter(([key]) => !(old.has(key) && now.has(key)))
    return changed.map(([, { left, top, right, bottom }]) => [left / scale, top / scale, right / scale, bottom / scale])
  }

  paint(context: CanvasRenderingContext2D, view: TileView): void {
    const { colours, family, textScale } = this.#parts
    drawLabels({ context, view, colours, family, textScale }, this.#layoutAt(view.zoom))
  }

  #layoutAt(zoom: number): LabelLayout {
    const known = this.#layouts.get(zoom)
    if (known) return known
    const { network, colours, textScale, frameAt } = this.#parts
    const scale = 2 ** zoom
    const near = zoom >= ALL_NAMED_FROM
    const layout = layOutLabels({
      labels: this.#labels,
      obstacles: this.#obstacles,
      shields: shieldSpots(network, this.#stretches, scale, near),
      colours,
      scale,
      textScale,
      showVillages: zoom >= VILLAGES_FROM,
      near,
      measure: this.#measure,
      ...frameAt(zoom),
    })
    this.#layouts.set(zoom, layout)
    return layout
  }
}

/** What a layout draws, by what it is and where. */
const drawnOf = ({ labels, shields, symbols }: LabelLayout): Map<string, Box> =>
  new Map([
    ...labels.map(({ label, box }): [string, Box] => [`${keyOf(box)} ${label.text} ${label.note ?? ''}`, box]),
    ...shields.map(({ ref, box }): [string, Box] => [`${keyOf(box)} ${ref}`, box]),
    ...symbols.map(({ kind, x, y }): [string, Box] => {
      const box = { left: x - 8, top: y - 8, right: x + 8, bottom: y + 8 }
      return [`${keyOf(box)} ${kind}`, box]
    }),
  ])

const keyOf = ({ left, top, right }: Box): string => `${left} ${top} ${right}`

/** Widths by font and text: names do not change, and measuring is the dearest part of a layout. */
const widthMeasure = (family: string) => {
  const context = document.createElement('canvas').getContext('2d')
  const widths = new Map<string, number>()
  return (text: string, face: LabelFace, scale: number): number => {
    const font = fontOf(face, family, scale)
    const key = `${font}\n${text}`
    const known = widths.get(key)
    if (known !== undefined) return known
    if (context) context.font = font
    const spacing = (face.letterSpacingPx ?? 0) * text.length
    const width = (context?.measureText(text).width ?? text.length * face.sizePx) + spacing
    widths.set(key, width)
    return width
  }
}
