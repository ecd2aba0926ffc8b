/** What a painter of a tile needs to know: where the tile lies, and how large things are. */
export interface TileView {
  zoom: number
  /** World px (zoom 0) to CSS px. */
  scale: number
  /** CSS px of the tile's top left corner, in the plane of this scale. */
  originX: number
  originY: number
  /** CSS px of its side. */
  size: number
  /** What road widths are multiplied by at this zoom. */
  growth: number
}

/** Paints its part of a tile; called in the order in which the painters were given. */
export interface TilePainter {
  paint(context: CanvasRenderingContext2D, view: TileView): void
}
