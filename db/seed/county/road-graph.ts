import type { PlaneWay } from './draw-ways'
import type { Point } from './smooth-lines'

/**
 * The roads inside the line as a graph, cut at the line, so that checkpoints can be put where they hold something.
 * Points are plane metres. Reads of lists bear `!`: indices run below their length, and every node of a piece is known.
 */
interface Piece {
  readonly from: number
  readonly to: number
  readonly metres: number
  readonly points: readonly Point[]
  readonly tags: PlaneWay['tags']
}

interface LineCrossing {
  readonly node: number
  /** The piece that leads inwards; its `from` or `to` is the node. */
  readonly piece: number
}

export interface InnerGraph {
  readonly pieces: readonly Piece[]
  readonly piecesAt: ReadonlyMap<number, readonly number[]>
  readonly crossings: readonly LineCrossing[]
  readonly placeNodes: ReadonlySet<number>
}

function lineMetres(points: readonly Point[]): number {
  let sum = 0
  for (let i = 1; i < points.length; i++)
    sum += Math.hypot(points[i]![0] - points[i - 1]![0], points[i]![1] - points[i - 1]![1])
  return sum
}

/** The point `metres` along a line, kept within it. */
export function pointAlong(points: readonly Point[], metres: number): Point {
  let rest = metres
  for (let i = 1; i < points.length; i++) {
    const [ax, ay] = points[i - 1]!
    const [bx, by] = points[i]!
    const length = Math.hypot(bx - ax, by - ay)
    if (rest <= length && length > 0) return [ax + ((bx - ax) * rest) / length, ay + ((by - ay) * rest) / length]
    rest -= length
  }
  return points.at(-1)!
}

export function contains(ring: readonly Point[], [x, y]: Point): boolean {
  let inside = false
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [xi, yi] = ring[i]!
    const [xj, yj] = ring[j]!
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside
  }
  return inside
}

/** Where the step from `a` to `b` meets the ring, as shares of the step, in order. */
function cuts(ring: readonly Point[], a: Point, b: Point): number[] {
  const found: number[] = []
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]]
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const p = ring[j]!
    const q = ring[i]!
    const [ex, ey] = [q[0] - p[0], q[1] - p[1]]
    const det = dx * ey - dy * ex
    if (det === 0) continue
    const t = ((p[0] - a[0]) * ey - (p[1] - a[1]) * ex) / det
    const u = ((p[0] - a[0]) * dy - (p[1] - a[1]) * dx) / det
    if (t >= 0 && t < 1 && u >= 0 && u < 1) found.push(t)
  }
  return found.sort((s, t) => s - t)
}

/** `nearLine` tells which vertices may lie by the line; all others are known to be inside or not. */
export function innerGraph(
  ways: readonly PlaneWay[],
  ring: readonly Point[],
  placeNodes: ReadonlySet<number>,
  knownInside: (node: number) => boolean | null,
): InnerGraph {
  const uses = new Map<number, number>()
  for (const way of ways) for (const node of way.nodes) uses.set(node, (uses.get(node) ?? 0) + 1)
  const pieces: Piece[] = []
  const crossings: LineCrossing[] = []
  let nextCut = -1
  for (const way of ways) {
    const inside = way.points.map((point, i) => knownInside(way.nodes[i]!) ?? contains(ring, point))
    let open: { from: number; points: Point[]; crossed: boolean } | null = inside[0]
      ? { from: way.nodes[0]!, points: [way.points[0]!], crossed: false }
      : null
    const close = (to: number, point: Point, crossed: boolean): void => {
      if (!open) return
      const points = [...open.points, point]
      pieces.push({ from: open.from, to, metres: lineMetres(points), points, tags: way.tags })
      if (open.crossed) crossings.push({ node: open.from, piece: pieces.length - 1 })
      if (crossed) crossings.push({ node: to, piece: pieces.length - 1 })
    }
    for (let i = 1; i < way.points.length; i++) {
      const a = way.points[i - 1]!
      const b = way.points[i]!
      const known = knownInside(way.nodes[i - 1]!)
      // Far from the line both ends of a step are on one side and nothing is cut.
      if (known === null || known !== knownInside(way.nodes[i]!)) {
        for (const t of cuts(ring, a, b)) {
          const at: Point = [a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])]
          const node = nextCut--
          if (open) {
            close(node, at, true)
            open = null
          } else open = { from: node, points: [at], crossed: true }
        }
      }
      if (!open) continue
      const node = way.nodes[i]!
      if (i + 1 === way.points.length || uses.get(node)! > 1 || placeNodes.has(node)) {
        close(node, b, false)
        open = { from: node, points: [b], crossed: false }
      } else open.points.push(b)
    }
  }
  const piecesAt = new Map<number, number[]>()
  pieces.forEach((piece, i) => {
    for (const node of [piece.from, piece.to]) {
      const list = piecesAt.get(node)
      if (list) list.push(i)
      else piecesAt.set(node, [i])
    }
  })
  return { pieces, piecesAt, crossings, placeNodes }
}

/** Metres from a node to every node within `limit`, not through the barred pieces. */
export function metresFrom(
  graph: InnerGraph,
  start: number,
  limit: number,
  barred: ReadonlySet<number>,
): Map<number, number> {
  const metres = new Map([[start, 0]])
  const settled = new Set<number>()
  // Few nodes lie within the limit: a plain scan for the nearest is quick enough.
  for (;;) {
    let node: number | null = null
    let nearest = Infinity
    for (const [other, distance] of metres) {
      if (distance < nearest && !settled.has(other)) {
        node = other
        nearest = distance
      }
    }
    if (node === null || nearest > limit) return metres
    settled.add(node)
    for (const index of graph.piecesAt.get(node) ?? []) {
      if (barred.has(index)) continue
      const piece = graph.pieces[index]!
      const other = piece.from === node ? piece.to : piece.from
      const distance = nearest + piece.metres
      if (distance < (metres.get(other) ?? Infinity)) metres.set(other, distance)
    }
  }
}

/**
 * The fewest pieces that part `source` from all nodes of `sinks` (augmenting paths, one unit a piece), the cut nearest
 * the sinks; null where more than `most` are needed. Pieces shorter than `shortest` metres can't be cut.
 */
export function fewestPieces(
  graph: InnerGraph,
  source: number,
  sinks: ReadonlySet<number>,
  barred: ReadonlySet<number>,
  most: number,
  shortest: number,
): number[] | null {
  const flow = new Map<number, number>()
  const capacity = (index: number): number => (graph.pieces[index]!.metres < shortest ? 1000 : 1)
  const residual = (index: number, from: number): number => {
    const along = flow.get(index) ?? 0
    return capacity(index) - (graph.pieces[index]!.from === from ? along : -along)
  }
  const search = (starts: Iterable<number>, backwards: boolean, until: ReadonlySet<number> | null) => {
    const via = new Map<number, number>()
    const seen = new Set(starts)
    const queue = [...seen]
    for (let node = queue.shift(); node !== undefined; node = queue.shift()) {
      if (until?.has(node)) return { seen, via, end: node }
      for (const index of graph.piecesAt.get(node) ?? []) {
        if (barred.has(index)) continue
        const piece = graph.pieces[index]!
        const other = piece.from === node ? piece.to : piece.from
        if (seen.has(other) || residual(index, backwards ? other : node) <= 0) continue
        seen.add(other)
        via.set(other, index)
        queue.push(other)
      }
    }
    return { seen, via, end: null }
  }
  for (let pushed = 0; ; pushed++) {
    const { via, end } = search([source], false, sinks)
    if (end === null) break
    if (pushed === most) return null
    for (let node = end; node !== source; ) {
      const index = via.get(node)!
      const piece = graph.pieces[index]!
      const from = piece.from === node ? piece.to : piece.from
      flow.set(index, (flow.get(index) ?? 0) + (piece.from === from ? 1 : -1))
      node = from
    }
  }
  const far = search(sinks, true, null).seen
  const cut: number[] = []
  graph.pieces.forEach((piece, index) => {
    if (!barred.has(index) && far.has(piece.from) !== far.has(piece.to)) cut.push(index)
  })
  return cut
}
