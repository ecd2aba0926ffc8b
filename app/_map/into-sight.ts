import type { Box } from './label-placement'

/**
 * How far what stands at a point of the map must move to be seen: out from under panels and off the edges, by the shortest
 * way. Pure: CSS px of the map, y downwards.
 */

interface SightInput {
  x: number
  y: number
  width: number
  height: number
  /** Whatever stands over the map, from its top left corner. */
  panels: readonly Box[]
  /** Kept free around the point. */
  marginPx: number
}

interface Shift {
  x: number
  y: number
}

const NO_SHIFT: Shift = { x: 0, y: 0 }

/** Null where panels leave no room for it anywhere. */
export const intoSight = ({ x, y, width, height, panels, marginPx }: SightInput): Shift | null => {
  if (width <= 2 * marginPx || height <= 2 * marginPx) return null
  const within: Box = { left: marginPx, top: marginPx, right: width - marginPx, bottom: height - marginPx }
  const grown = panels.map((panel) => ({
    left: panel.left - marginPx,
    top: panel.top - marginPx,
    right: panel.right + marginPx,
    bottom: panel.bottom + marginPx,
  }))
  // The nearest free place lies where it is, or at an edge of the frame or of a panel, or where two such edges meet.
  const across = [x, within.left, within.right, ...grown.flatMap(({ left, right }) => [left, right])]
  const down = [y, within.top, within.bottom, ...grown.flatMap(({ top, bottom }) => [top, bottom])]
  let best: Shift | null = null
  for (const toX of across) {
    for (const toY of down) {
      if (toX < within.left || toX > within.right || toY < within.top || toY > within.bottom) continue
      if (grown.some((box) => toX > box.left && toX < box.right && toY > box.top && toY < box.bottom)) continue
      const shift = { x: toX - x, y: toY - y }
      if (best === null || Math.hypot(shift.x, shift.y) < Math.hypot(best.x, best.y)) best = shift
    }
  }
  return best !== null && best.x === 0 && best.y === 0 ? NO_SHIFT : best
}
