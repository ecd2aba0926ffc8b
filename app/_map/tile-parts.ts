import type { Part } from './tile-view'

/** Which parts of a tile are to be painted anew. Device px of the tile, whole numbers. Pure. */

/** Parts this near to one another are painted as one. */
const JOINED_PX = 16
/** More parts than this are one: each costs a search and a stroke of every style. */
const MOST_PARTS = 6

/** The least box around both. */
export const union = (a: Part, b: Part): Part => ({
  left: Math.min(a.left, b.left),
  top: Math.min(a.top, b.top),
  right: Math.max(a.right, b.right),
  bottom: Math.max(a.bottom, b.bottom),
})

const areNear = (a: Part, b: Part): boolean =>
  a.left <= b.right + JOINED_PX &&
  b.left <= a.right + JOINED_PX &&
  a.top <= b.bottom + JOINED_PX &&
  b.top <= a.bottom + JOINED_PX

/** The parts with one more; what lies together is one. */
export const withPart = (parts: readonly Part[], added: Part): Part[] => {
  let whole = added
  let apart = [...parts]
  for (;;) {
    const near = apart.filter((part) => areNear(part, whole))
    if (near.length === 0) break
    whole = near.reduce(union, whole)
    apart = apart.filter((part) => !near.includes(part))
  }
  return apart.length < MOST_PARTS ? [...apart, whole] : [apart.reduce(union, whole)]
}

/** A part as pieces of at most so many px a side, so that none takes long to paint. */
export const inPieces = ({ left, top, right, bottom }: Part, most: number): Part[] => {
  const pieces: Part[] = []
  for (let y = top; y < bottom; y += most)
    for (let x = left; x < right; x += most)
      pieces.push({ left: x, top: y, right: Math.min(right, x + most), bottom: Math.min(bottom, y + most) })
  return pieces
}
