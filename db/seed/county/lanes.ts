import type { PlaneWay } from './draw-ways'
import type { Random } from './random'
import type { Point } from './smooth-lines'

/**
 * Streets and farm lanes: short lines that grow from the roads around each place, and from one another, until there are
 * as many segments as asked for. They are trees, closed only among lanes of one root, so that no lane ever leads round
 * a checkpoint. Points are cells. Reads of lists bear `!`: indices run below their length.
 */
interface LaneSeat {
  point: Point
  /** How many lanes it gets, in proportion. */
  weight: number
}

interface Host {
  node: number
  point: Point
  /** Direction of the line there, in radians. */
  heading: number
  /** First lane's own node on the road: lanes of one root may close a block. */
  root: number
}

interface Sample {
  x: number
  y: number
  host: Host | null
}

/** Lines keep that many cells apart. */
const ROOM = 0.3
const REACH = 7

class Samples {
  readonly #bins = new Map<number, Sample[]>()

  #key(x: number, y: number): number {
    return Math.floor(x * 2) * 65_536 + Math.floor(y * 2)
  }

  add(sample: Sample): void {
    const key = this.#key(sample.x, sample.y)
    const bin = this.#bins.get(key)
    if (bin) bin.push(sample)
    else this.#bins.set(key, [sample])
  }

  /** The nearest sample within `radius` (at most half a cell) that is none of the excepted. */
  near(x: number, y: number, radius: number, except: (sample: Sample) => boolean): Sample | null {
    let best: Sample | null = null
    let nearest = radius * radius
    for (let dx = -1; dx <= 1; dx++) {
      for (let dy = -1; dy <= 1; dy++) {
        for (const sample of this.#bins.get(this.#key(x + dx * 0.5, y + dy * 0.5)) ?? []) {
          const d = (sample.x - x) ** 2 + (sample.y - y) ** 2
          if (d < nearest && !except(sample)) {
            nearest = d
            best = sample
          }
        }
      }
    }
    return best
  }
}

/** Every piece of a way between nodes: its count is what `segments` means before anything is cut or placed. */
function countSegments(ways: readonly PlaneWay[]): { segments: number; isNode: Set<number> } {
  const uses = new Map<number, number>()
  for (const way of ways) for (const node of way.nodes) uses.set(node, (uses.get(node) ?? 0) + 1)
  const isNode = new Set<number>()
  let segments = 0
  for (const { nodes } of ways) {
    nodes.forEach((node, i) => {
      if (i > 0 && i + 1 < nodes.length && uses.get(node) === 1) return
      isNode.add(node)
      if (i > 0) segments++
    })
  }
  return { segments, isNode }
}

export function growLanes(
  random: Random,
  ways: readonly PlaneWay[],
  seats: readonly LaneSeat[],
  target: number,
  firstNode: number,
  mayBuild: (point: Point) => boolean,
): { lanes: PlaneWay[]; segments: number } {
  const { segments: base, isNode } = countSegments(ways)
  let segments = base
  let nextNode = firstNode
  const lanes: PlaneWay[] = []
  const samples = new Samples()
  const hosts: Host[][] = seats.map(() => [])
  const seatBins = new Map<number, number[]>()
  const binOf = (x: number, y: number): number => Math.floor(x / REACH) * 65_536 + Math.floor(y / REACH)
  seats.forEach(({ point: [x, y] }, i) => {
    const key = binOf(x, y)
    const bin = seatBins.get(key)
    if (bin) bin.push(i)
    else seatBins.set(key, [i])
  })
  const nearestSeat = ([x, y]: Point): number => {
    let best = -1
    let nearest: number = REACH
    for (let dx = -1; dx <= 1; dx++) {
      for (let dy = -1; dy <= 1; dy++) {
        for (const i of seatBins.get(binOf(x + dx * REACH, y + dy * REACH)) ?? []) {
          const [sx, sy] = seats[i]!.point
          const d = Math.hypot(sx - x, sy - y)
          if (d < nearest) {
            best = i
            nearest = d
          }
        }
      }
    }
    return best
  }

  for (const { points, nodes, tags } of ways) {
    points.forEach((point, i) => {
      const before = points[Math.max(0, i - 1)]!
      const after = points[Math.min(points.length - 1, i + 1)]!
      const steps = Math.max(1, Math.ceil(Math.hypot(after[0] - point[0], after[1] - point[1]) / 0.25))
      for (let k = 0; k < steps; k++) {
        const t = k / steps
        samples.add({ x: point[0] + t * (after[0] - point[0]), y: point[1] + t * (after[1] - point[1]), host: null })
      }
      if (tags.highway?.startsWith('motorway') || !mayBuild(point)) return
      const seat = nearestSeat(point)
      const heading = Math.atan2(after[1] - before[1], after[0] - before[0])
      if (seat >= 0) hosts[seat]!.push({ node: nodes[i]!, point, heading, root: -1 })
    })
  }

  const grow = (host: Host, list: Host[]): boolean => {
    let heading = host.heading + (random.chance(0.5) ? 1 : -1) * (Math.PI / 2 + 0.13 * random.normal())
    const root = host.root >= 0 ? host.root : host.node
    const own: Sample[] = []
    const points: Point[] = [host.point]
    const nodes: number[] = [host.node]
    const grown: Host[] = []
    let [x, y] = host.point
    const wanted = 2 + random.int(6)
    let joined: Host | null = null
    for (let step = 0; step < wanted; step++) {
      const stride = random.between(0.4, 0.62)
      heading += 0.1 * random.normal()
      x += stride * Math.cos(heading)
      y += stride * Math.sin(heading)
      if (!mayBuild([x, y])) break
      const other = samples.near(x, y, ROOM, (s) => own.includes(s))
      if (other) {
        const to = other.host
        if (to && to.root === root && to.node !== host.node && step > 0 && random.chance(0.8)) joined = to
        break
      }
      const half: Point = [x - (stride / 2) * Math.cos(heading), y - (stride / 2) * Math.sin(heading)]
      // The root's own neighbourhood is full of itself for the first half step.
      if (step > 0 && samples.near(half[0], half[1], ROOM * 0.8, (s) => own.includes(s))) break
      const end: Host = { node: nextNode + grown.length, point: [x, y], heading, root }
      grown.push(end)
      points.push(end.point)
      nodes.push(end.node)
      own.push({ x: half[0], y: half[1], host: null }, { x, y, host: end })
    }
    if (joined) {
      points.push(joined.point)
      nodes.push(joined.node)
    }
    if (grown.length === 0) return false
    nextNode += grown.length
    for (const sample of own) samples.add(sample)
    list.push(...grown)
    segments++
    for (const node of [host.node, ...(joined ? [joined.node] : [])]) {
      if (isNode.has(node)) continue
      isNode.add(node)
      segments++
    }
    isNode.add(nodes.at(-1)!)
    lanes.push({
      points,
      nodes,
      tags: { highway: root === host.node && random.chance(0.2) ? 'service' : 'residential' },
    })
    return true
  }

  const weights = seats.map((seat, i) => (hosts[i]!.length > 0 ? seat.weight : 0))
  const total = weights.reduce((a, b) => a + b, 0)
  const sums: number[] = []
  weights.reduce((sum, w, i) => {
    sums[i] = sum + w
    return sums[i]!
  }, 0)
  // Full neighbourhoods refuse: after many tries in vain the land is full.
  for (let vain = 0; segments < target && vain < 20_000 && total > 0; ) {
    const at = random.next() * total
    let low = 0
    let high = sums.length - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if (sums[middle]! > at) high = middle
      else low = middle + 1
    }
    const list = hosts[low]!
    const host = list[random.int(list.length)]
    if (host && grow(host, list)) vain = 0
    else vain++
  }
  return { lanes, segments }
}
