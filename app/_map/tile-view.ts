/** What a painter of a tile needs to know: where the tile lies, which part of it is painted, and how large things are. */
export interface TileView {
  zoom: number
  /** World px (zoom 0) to CSS px. */
  scale: number
  /** CSS px of the tile's top left corner, in the plane of this scale. */
  originX: number
  originY: number
  /** The part that is painted, CSS px from that corner. What lies off it need not be drawn. */
  part: Part
  /** What road widths are multiplied by at this zoom. */
  growth: number
}

export interface Part {
  left: number
  top: number
  right: number
  bottom: number
}

/** The world (zoom 0) that a view's part shows, with so many CSS px around it: [minX, minY, maxX, maxY]. */
export const worldOfPart = (
  { scale, originX, originY, part }: TileView,
  around: number,
): [number, number, number, number] => [
  (originX + part.left - around) / scale,
  (originY + part.top - around) / scale,
  (originX + part.right + around) / scale,
  (originY + part.bottom + around) / scale,
]

/** Paints its part of a tile; called in the order in which the painters were given. */
export interface TilePainter {
  paint(context: CanvasRenderingContext2D, view: TileView): void
}
