import type { GroundColours } from './ground-colours'
import { type LabelLayout, NOTE_SCALE, type PlacedLabel } from './label-layout'
import type { Box } from './label-placement'
import type { LabelFace } from './map-label'
import type { TileView } from './tile-view'

/** Writes what a tile shows of a layout: symbols of places, shields, then names with a halo of the land. */

const HALO_PX = 3.2
const SHIELD_CORNER_PX = 3

interface LabelPen {
  context: CanvasRenderingContext2D
  view: TileView
  colours: GroundColours
  /** Font families, as CSS. */
  family: string
  textScale: number
}

export const fontOf = (face: LabelFace, family: string, scale: number): string =>
  `${face.weight} ${face.sizePx * scale}px ${family}`

export const drawLabels = (pen: LabelPen, layout: LabelLayout): void => {
  const { context, view } = pen
  context.lineJoin = 'round'
  for (const symbol of layout.symbols) {
    const [x, y] = [symbol.x - view.originX, symbol.y - view.originY]
    if (isSeen(pen, { left: x - 8, top: y - 8, right: x + 8, bottom: y + 8 })) drawSymbol(pen, symbol.kind, x, y)
  }
  for (const { ref, box } of layout.shields) {
    const here = moved(box, view)
    if (isSeen(pen, here)) drawShield(pen, ref, here)
  }
  for (const label of layout.labels) {
    const here = moved(label.box, view)
    if (isSeen(pen, here)) drawLabel(pen, label, here)
  }
}

const moved = (box: Box, view: TileView): Box => ({
  left: box.left - view.originX,
  top: box.top - view.originY,
  right: box.right - view.originX,
  bottom: box.bottom - view.originY,
})

/** Halos reach a little beyond the box. */
const isSeen = ({ view, textScale }: LabelPen, box: Box): boolean => {
  const halo = HALO_PX * textScale
  const { left, top, right, bottom } = view.part
  return box.right > left - halo && box.bottom > top - halo && box.left < right + halo && box.top < bottom + halo
}

const drawSymbol = (pen: LabelPen, kind: 'seat' | 'town' | 'village', x: number, y: number): void => {
  const { context, colours, textScale } = pen
  const ring = (radius: number, width: number, colour: string, fill?: string) => {
    context.beginPath()
    context.arc(x, y, radius * textScale, 0, 2 * Math.PI)
    if (fill) {
      context.fillStyle = fill
      context.fill()
    }
    context.lineWidth = width * textScale
    context.strokeStyle = colour
    context.stroke()
  }
  const dot = (radius: number, colour: string) => {
    context.beginPath()
    context.arc(x, y, radius * textScale, 0, 2 * Math.PI)
    context.fillStyle = colour
    context.fill()
  }
  if (kind === 'village') {
    dot(1.6, colours.text[2])
    return
  }
  const radius = kind === 'seat' ? 5.4 : 3.3
  ring(radius, 1.7 + 2.4, colours.land)
  ring(radius, 1.7, colours.text[0], colours.land)
  if (kind === 'seat') dot(2.4, colours.text[0])
}

const drawShield = (pen: LabelPen, ref: string, box: Box): void => {
  const { context, colours, family, textScale } = pen
  context.beginPath()
  context.roundRect(box.left, box.top, box.right - box.left, box.bottom - box.top, SHIELD_CORNER_PX * textScale)
  context.fillStyle = colours.shieldFill
  context.fill()
  context.lineWidth = 1
  context.strokeStyle = colours.shieldEdge
  context.stroke()
  context.font = `700 ${10.5 * textScale}px ${family}`
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  context.fillStyle = colours.text[0]
  context.fillText(ref, (box.left + box.right) / 2, (box.top + box.bottom) / 2 + 0.5)
}

const drawLabel = (pen: LabelPen, { label, face, box }: PlacedLabel, here: Box): void => {
  const { context, colours, family, textScale } = pen
  const centred = label.note === undefined
  const x = centred ? (here.left + here.right) / 2 : here.left
  const lineHeight = (box.bottom - box.top) / (label.note ? 1 + NOTE_SCALE : 1)
  context.textAlign = centred ? 'center' : 'left'
  context.textBaseline = 'middle'
  context.letterSpacing = `${face.letterSpacingPx ?? 0}px`
  const write = (text: string, font: string, colour: string, y: number) => {
    context.font = font
    context.lineWidth = HALO_PX * textScale
    context.strokeStyle = label.kind === 'neighbour' ? colours.outside : colours.land
    context.strokeText(text, x, y)
    context.fillStyle = colour
    context.fillText(text, x, y)
  }
  write(
    label.text,
    fontOf(label.faint ? { ...face, weight: 400 } : face, family, textScale),
    label.faint ? colours.text[1] : face.colour,
    here.top + lineHeight / 2,
  )
  if (label.note)
    write(
      label.note,
      fontOf({ ...face, weight: 400 }, family, textScale * NOTE_SCALE),
      colours.text[1],
      here.top + lineHeight * (1 + NOTE_SCALE / 2),
    )
  context.letterSpacing = '0px'
}
