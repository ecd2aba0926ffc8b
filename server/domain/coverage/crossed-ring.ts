import Flatbush from 'flatbush'
import type { Polygons } from './boundary'

/** Where a ring crosses itself, and which: counted from 1 over all polygons. */
interface CrossedRing {
  ring: number
  at: [number, number]
}

/** The first ring that crosses itself; rings that touch in a corner are fine. Null where none does. */
export function findCrossedRing(polygons: Polygons): CrossedRing | null {
  let number = 0
  for (const ring of polygons.flat()) {
    number += 1
    const at = crossingOf(ring)
    if (at !== null) return { ring: number, at }
  }
  return null
}

function crossingOf(ring: readonly (readonly [number, number])[]): [number, number] | null {
  const count = ring.length - 1
  if (count < 4) return null
  const index = new Flatbush(count)
  const edge = (at: number) => [ring[at] ?? [0, 0], ring[at + 1] ?? [0, 0]] as const
  for (let at = 0; at < count; at++) {
    const [a, b] = edge(at)
    index.add(Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[0], b[0]), Math.max(a[1], b[1]))
  }
  index.finish()
  for (let at = 0; at < count; at++) {
    const [a, b] = edge(at)
    const near = index.search(Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[0], b[0]), Math.max(a[1], b[1]))
    for (const other of near) {
      if (other <= at + 1) continue
      const [c, d] = edge(other)
      const place = properCrossing(a, b, c, d)
      if (place !== null) return place
    }
  }
  return null
}

type Position = readonly [number, number]

/** Where two edges cross in the inside of both; null where they only touch, or don't meet. */
function properCrossing(a: Position, b: Position, c: Position, d: Position): [number, number] | null {
  const side = (p: Position, q: Position, r: Position) => (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])
  const [ca, da, ac, bc] = [side(a, b, c), side(a, b, d), side(c, d, a), side(c, d, b)]
  if (!(ca * da < 0 && ac * bc < 0)) return null
  // What is nearer to an edge than coordinates are precise touches it.
  const length = Math.max(Math.hypot(b[0] - a[0], b[1] - a[1]), Math.hypot(d[0] - c[0], d[1] - c[1]))
  if (Math.min(Math.abs(ca), Math.abs(da), Math.abs(ac), Math.abs(bc)) < length * 1e-9) return null
  const share = ca / (ca - da)
  return [c[0] + (d[0] - c[0]) * share, c[1] + (d[1] - c[1]) * share]
}
