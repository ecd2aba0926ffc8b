/**
 * Finds room for labels, the most urgent first: each tries the places around its point in turn, and one that finds no
 * room is left out. Pure: boxes in, boxes out, all in CSS px of the plane of one zoom.
 */

export interface Box {
  left: number
  top: number
  right: number
  bottom: number
}

/** Where a label may stand to its point. */
const AROUND = ['e', 'w', 'n', 's', 'ne', 'se', 'nw', 'sw'] as const
export type Side = (typeof AROUND)[number] | 'centre'

interface LabelRequest {
  x: number
  y: number
  width: number
  height: number
  /** Free space between the point and the label. */
  gap: number
  sides: readonly Side[]
  /** Trouble is never left out: without room it stands at its first side. */
  must?: boolean
}

const boxAt = (request: LabelRequest, side: Side): Box => {
  const { x, y, width, height, gap } = request
  // Corners of the label's box touch a circle around the point.
  const slant = gap * 0.71
  const across = side.includes('e') ? 1 : side.includes('w') ? -1 : 0
  const along = side.includes('n') ? -1 : side.includes('s') ? 1 : 0
  if (side === 'centre') return box(x - width / 2, y - height / 2, width, height)
  const reach = across !== 0 && along !== 0 ? slant : gap
  const left = across > 0 ? x + reach : across < 0 ? x - reach - width : x - width / 2
  const top = along > 0 ? y + reach : along < 0 ? y - reach - height : y - height / 2
  return box(left, top, width, height)
}

const box = (left: number, top: number, width: number, height: number): Box => ({
  left,
  top,
  right: left + width,
  bottom: top + height,
})

export const boxesMeet = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom

const CELL_PX = 96

/** Boxes by the cells of a grid that they touch. */
export class Room {
  readonly #cells = new Map<string, Box[]>()

  take(taken: Box): void {
    for (const key of cellsOf(taken)) {
      const cell = this.#cells.get(key)
      if (cell) cell.push(taken)
      else this.#cells.set(key, [taken])
    }
  }

  isFree(wanted: Box): boolean {
    for (const key of cellsOf(wanted))
      for (const taken of this.#cells.get(key) ?? []) if (boxesMeet(taken, wanted)) return false
    return true
  }

  /** Takes the first side that is free; null where none is. Within the frame, the frame's edge cuts no label. */
  place(request: LabelRequest, frame?: Box): Box | null {
    const boxes = request.sides.map((side) => boxAt(request, side))
    const framed = frame && isWithin(frame, request) ? boxes.filter((wanted) => boxWithin(wanted, frame)) : boxes
    const chosen = framed.find((wanted) => this.isFree(wanted)) ?? (request.must ? (framed[0] ?? boxes[0]) : undefined)
    if (!chosen) return null
    this.take(chosen)
    return chosen
  }
}

const isWithin = ({ left, top, right, bottom }: Box, { x, y }: LabelRequest): boolean =>
  x >= left && x <= right && y >= top && y <= bottom

const boxWithin = (inner: Box, outer: Box): boolean =>
  inner.left >= outer.left && inner.right <= outer.right && inner.top >= outer.top && inner.bottom <= outer.bottom

const cellsOf = (of: Box): string[] => {
  const keys: string[] = []
  for (let row = Math.floor(of.top / CELL_PX); row <= Math.floor(of.bottom / CELL_PX); row++)
    for (let column = Math.floor(of.left / CELL_PX); column <= Math.floor(of.right / CELL_PX); column++)
      keys.push(`${column}:${row}`)
  return keys
}
