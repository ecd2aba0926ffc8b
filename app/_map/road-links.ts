/**
 * Which segments run on into which: at every node the straightest pairs of the same class are joined, each end once.
 * Dashes then run through a road of many short segments, and a road bears one shield a stretch, not one a segment.
 */

/** Above this turn, radians, two segments are two roads. */
const SHARPEST_TURN = 1.2
/** A run keeps its name where it can. */
const OTHER_NAME_COST = 0.6

interface LinkInput {
  count: number
  /** Index of each segment's first vertex; one more than segments. */
  starts: Uint32Array
  /** World coordinates, x and y by turns. */
  world: Float64Array
  /** Segments of different kinds never join; equal numbers may. */
  kind: Uint8Array
  /** Number of each segment's name, the same for the same road. */
  name: Int32Array
}

/** End `2 i` is where segment i begins, end `2 i + 1` where it ends. The result holds the joined end, or -1. */
export const linkSegments = ({ count, starts, world, kind, name }: LinkInput): Int32Array => {
  const links = new Int32Array(count * 2).fill(-1)
  const ends = endsByPlace(count, starts, world)
  const x = (vertex: number) => world[vertex * 2] as number
  const y = (vertex: number) => world[vertex * 2 + 1] as number
  const heading = (end: number): number => {
    const segment = end >> 1
    const first = starts[segment] as number
    const last = (starts[segment + 1] as number) - 1
    // Away from the node, along the line.
    return (end & 1) === 0
      ? Math.atan2(y(first + 1) - y(first), x(first + 1) - x(first))
      : Math.atan2(y(last - 1) - y(last), x(last - 1) - x(last))
  }
  for (const here of ends) {
    const pairs: { a: number; b: number; cost: number }[] = []
    for (const [index, a] of here.entries()) {
      for (const b of here.slice(index + 1)) {
        if (kind[a >> 1] !== kind[b >> 1]) continue
        const turn = Math.abs(Math.PI - angleBetween(heading(a), heading(b)))
        if (turn > SHARPEST_TURN) continue
        pairs.push({ a, b, cost: turn + (name[a >> 1] === name[b >> 1] ? 0 : OTHER_NAME_COST) })
      }
    }
    pairs.sort((one, other) => one.cost - other.cost)
    for (const { a, b } of pairs) {
      if (links[a] !== -1 || links[b] !== -1) continue
      links[a] = b
      links[b] = a
    }
  }
  return links
}

const angleBetween = (a: number, b: number): number => {
  const turn = Math.abs(a - b) % (2 * Math.PI)
  return turn > Math.PI ? 2 * Math.PI - turn : turn
}

/** Ends that lie at one place, as lists of two or more. */
const endsByPlace = (count: number, starts: Uint32Array, world: Float64Array): number[][] => {
  let minX = Number.POSITIVE_INFINITY
  let minY = Number.POSITIVE_INFINITY
  let span = 0
  for (let vertex = 0; vertex < world.length; vertex += 2) {
    minX = Math.min(minX, world[vertex] as number)
    minY = Math.min(minY, world[vertex + 1] as number)
  }
  for (let vertex = 0; vertex < world.length; vertex += 2)
    span = Math.max(span, (world[vertex] as number) - minX, (world[vertex + 1] as number) - minY)
  // Two coordinates share one exact double: 26 bits each.
  const steps = 2 ** 26 / (span || 1)
  const places = new Map<number, number[]>()
  for (let segment = 0; segment < count; segment++) {
    const first = starts[segment] as number
    const last = (starts[segment + 1] as number) - 1
    if (last <= first) continue
    for (const [side, vertex] of [first, last].entries()) {
      const column = Math.round(((world[vertex * 2] as number) - minX) * steps)
      const row = Math.round(((world[vertex * 2 + 1] as number) - minY) * steps)
      const key = column * 2 ** 26 + row
      const list = places.get(key)
      if (list) list.push(segment * 2 + side)
      else places.set(key, [segment * 2 + side])
    }
  }
  return [...places.values()].filter((list) => list.length > 1)
}

/** Runs of linked segments: each an array of `segment * 2 + 1` where travelled backwards, else `segment * 2`. */
export const runsOf = (
  links: Int32Array,
  members: Iterable<number>,
  sameRun: (a: number, b: number) => boolean,
): number[][] => {
  const seen = new Set<number>()
  const runs: number[][] = []
  const next = (segment: number, leavingEnd: 0 | 1): number => {
    const end = links[segment * 2 + leavingEnd] as number
    return end >= 0 && sameRun(segment, end >> 1) ? end : -1
  }
  for (const start of members) {
    if (seen.has(start)) continue
    // Back to the run's beginning, stopping where a ring closes.
    let segment = start
    let entering: 0 | 1 = 0
    for (;;) {
      const end = next(segment, entering)
      if (end < 0 || end >> 1 === start) break
      segment = end >> 1
      entering = (end & 1) === 1 ? 0 : 1
    }
    const run: number[] = []
    for (;;) {
      seen.add(segment)
      run.push(segment * 2 + entering)
      const end = next(segment, entering === 0 ? 1 : 0)
      if (end < 0 || seen.has(end >> 1)) break
      segment = end >> 1
      entering = (end & 1) === 0 ? 0 : 1
    }
    runs.push(run)
  }
  return runs
}
