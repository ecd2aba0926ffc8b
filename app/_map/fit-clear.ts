import type { Box } from './label-placement'

/**
 * The largest view that shows the whole county with no panel over any of it. A county is no rectangle: its corners are
 * often empty, and a legend may stand there. Pure.
 */

interface FitInput {
  /** CSS px of the map. */
  width: number
  height: number
  /** The county's line, world coordinates, x and y by turns. */
  rings: readonly Float64Array[]
  /** Panels over the map, CSS px from its top left corner. */
  panels: readonly Box[]
  /** Kept free around the county and each panel, CSS px. */
  marginPx: number
  /** Zooms are whole multiples of it. */
  zoomStep: number
}

interface Fit {
  zoom: number
  /** World coordinates of the middle of the view. */
  x: number
  y: number
}

/** Places tried along each axis of the room that is left. */
const TRIES = 9
/** Below this many levels under the plain fit, panels are let over the county. */
const LEVELS_GIVEN_UP = 1

export const fitClear = ({ width, height, rings, panels, marginPx, zoomStep }: FitInput): Fit | null => {
  const points = rings.flatMap((ring) => [...ring])
  if (points.length < 2 || width <= 2 * marginPx || height <= 2 * marginPx) return null
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity]
  for (let at = 0; at < points.length; at += 2) {
    minX = Math.min(minX, points[at] as number)
    maxX = Math.max(maxX, points[at] as number)
    minY = Math.min(minY, points[at + 1] as number)
    maxY = Math.max(maxY, points[at + 1] as number)
  }
  const plainScale = Math.min(
    (width - 2 * marginPx) / Math.max(maxX - minX, 1e-9),
    (height - 2 * marginPx) / Math.max(maxY - minY, 1e-9),
  )
  const plainZoom = Math.floor(Math.log2(plainScale) / zoomStep) * zoomStep
  const grown = panels.map((panel) => ({
    left: panel.left - marginPx,
    top: panel.top - marginPx,
    right: panel.right + marginPx,
    bottom: panel.bottom + marginPx,
  }))
  const centred = (zoom: number): Fit => ({ zoom, x: (minX + maxX) / 2, y: (minY + maxY) / 2 })
  for (let zoom = plainZoom; zoom >= plainZoom - LEVELS_GIVEN_UP; zoom -= zoomStep) {
    const scale = 2 ** zoom
    const spareX = width - 2 * marginPx - (maxX - minX) * scale
    const spareY = height - 2 * marginPx - (maxY - minY) * scale
    for (const { shareX, shareY } of shares()) {
      // Where the county's top left corner comes to lie.
      const left = marginPx + spareX * shareX
      const top = marginPx + spareY * shareY
      const covers = (box: Box) =>
        coversAny(
          box,
          points,
          (x) => left + (x - minX) * scale,
          (y) => top + (y - minY) * scale,
        )
      if (grown.some(covers)) continue
      return { zoom, x: minX + (width / 2 - left) / scale, y: minY + (height / 2 - top) / scale }
    }
  }
  return centred(plainZoom)
}

/** Places over the room that is left, the middle first. */
const shares = (): { shareX: number; shareY: number }[] => {
  const steps = Array.from({ length: TRIES }, (_, index) => index / (TRIES - 1))
  return steps
    .flatMap((shareX) => steps.map((shareY) => ({ shareX, shareY })))
    .sort((a, b) => offMiddle(a) - offMiddle(b))
}

const offMiddle = ({ shareX, shareY }: { shareX: number; shareY: number }): number =>
  Math.hypot(shareX - 0.5, shareY - 0.5)

/** Whether a box holds a point of the line, or lies whole within the county. */
const coversAny = (
  box: Box,
  points: readonly number[],
  screenX: (x: number) => number,
  screenY: (y: number) => number,
): boolean => {
  const middleX = (box.left + box.right) / 2
  const middleY = (box.top + box.bottom) / 2
  let within = false
  for (let at = 0; at < points.length; at += 2) {
    const before = at === 0 ? points.length - 2 : at - 2
    const [x0, y0] = [screenX(points[before] as number), screenY(points[before + 1] as number)]
    const [x1, y1] = [screenX(points[at] as number), screenY(points[at + 1] as number)]
    if (x1 > box.left && x1 < box.right && y1 > box.top && y1 < box.bottom) return true
    if (y0 > middleY !== y1 > middleY && middleX < ((x1 - x0) * (middleY - y0)) / (y1 - y0) + x0) within = !within
  }
  return within
}
