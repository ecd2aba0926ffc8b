import Flatbush from 'flatbush'

/** World coordinates, x and y by turns. */
type Ring = Float64Array

/** Even-odd over all rings; coordinates of the world. */
export const isWithin = (rings: readonly Ring[], x: number, y: number): boolean => {
  let inside = false
  for (const ring of rings) {
    for (let at = 0, before = ring.length - 2; at < ring.length; before = at, at += 2) {
      const [x0, y0] = [ring[before] as number, ring[before + 1] as number]
      const [x1, y1] = [ring[at] as number, ring[at + 1] as number]
      if (y0 > y !== y1 > y && x < ((x1 - x0) * (y - y0)) / (y1 - y0) + x0) inside = !inside
    }
  }
  return inside
}

/**
 * Where a box lies to the boundary: most of a county's map is far from its line, and needs none of the line's thousands of
 * vertices to be drawn.
 */
export class RingIndex {
  readonly #rings: readonly Ring[]
  readonly #edges: Flatbush | null

  constructor(rings: readonly Ring[]) {
    this.#rings = rings
    const edges = rings.reduce((sum, ring) => sum + ring.length / 2, 0)
    this.#edges = edges === 0 ? null : new Flatbush(edges)
    for (const ring of rings) {
      for (let at = 0, before = ring.length - 2; at < ring.length; before = at, at += 2) {
        const [x0, y0] = [ring[before] as number, ring[before + 1] as number]
        const [x1, y1] = [ring[at] as number, ring[at + 1] as number]
        this.#edges?.add(Math.min(x0, x1), Math.min(y0, y1), Math.max(x0, x1), Math.max(y0, y1))
      }
    }
    this.#edges?.finish()
  }

  /** A box of the world: [minX, minY, maxX, maxY]. Near the line is on it. */
  whereIs([minX, minY, maxX, maxY]: readonly [number, number, number, number]): 'inside' | 'outside' | 'on the line' {
    if (this.#edges && this.#edges.search(minX, minY, maxX, maxY).length > 0) return 'on the line'
    return isWithin(this.#rings, (minX + maxX) / 2, (minY + maxY) / 2) ? 'inside' : 'outside'
  }
}
