import { SearchSpace } from '../coverage/search-space'
import { areaUnder, type DelayLink, slopeAt, timeAt } from './volume-delay'

/** Vehicles that go from one node to another. */
export interface Trips {
  from: number
  to: number
  vehicles: number
}

interface Equilibrium {
  /** Vehicles by link. */
  volumes: Float64Array
  /** Beckmann's objective. */
  objective: number
  /** The share of all driving time that drivers could still save by changing roads. */
  gap: number
  rounds: number
}

interface Options {
  /** Ends where the gap is this or less. */
  gap?: number
  mostRounds?: number
}

/** The ways of one pair of nodes that are in use, each a list of links, and how many drive it. */
interface Pair extends Trips {
  routes: { links: readonly number[]; vehicles: number }[]
}

/** Less than this many vehicles on a route is none. */
const NOBODY = 1e-9

/**
 * User equilibrium: every driver's way is as quick as any other under the traffic that all make. Gradient projection on routes
 * (Jayakrishnan, Tsai, Prashker and Rajadhyaksha 1994): pair after pair moves drivers from slower routes to the
 * quickest by a Newton step on the links that the two don't share, and volumes are brought up to date at once.
 */
export function userEquilibrium(
  nodeCount: number,
  links: readonly DelayLink[],
  trips: readonly Trips[],
  { gap: goal = 1e-5, mostRounds = 200 }: Options = {},
): Equilibrium {
  const volumes = new Float64Array(links.length)
  const search = new QuickestRoutes(nodeCount, links)
  const pairs = trips.flatMap((trip): Pair[] =>
    trip.vehicles > 0 && trip.from !== trip.to ? [{ ...trip, routes: [] }] : [],
  )
  pairs.sort((a, b) => a.from - b.from || a.to - b.to)
  const timeOf = (link: number) => timeAt(links[link] ?? FREE, volumes[link] ?? 0)
  const slopeOf = (link: number) => slopeAt(links[link] ?? FREE, volumes[link] ?? 0)
  let gap = Number.POSITIVE_INFINITY
  let rounds = 0
  while (rounds < mostRounds && gap > goal) {
    rounds += 1
    let origin = -1
    for (const pair of pairs) {
      if (pair.from !== origin) {
        origin = pair.from
        search.from(origin, timeOf)
      }
      const quickest = search.linksTo(pair.to)
      if (quickest !== null) shift(pair, quickest, volumes, timeOf, slopeOf)
    }
    gap = remainingGap(pairs, search, timeOf)
  }
  const objective = links.reduce((sum, link, at) => sum + areaUnder(link, volumes[at] ?? 0), 0)
  return { volumes, objective, gap, rounds }
}

const FREE: DelayLink = { from: 0, to: 0, free: 0, capacity: 1, b: 0, power: 1 }

/** Moves drivers of a pair to its quickest route. */
function shift(
  pair: Pair,
  quickest: readonly number[],
  volumes: Float64Array,
  timeOf: (link: number) => number,
  slopeOf: (link: number) => number,
): void {
  const drive = (links: readonly number[], vehicles: number) => {
    for (const link of links) volumes[link] = Math.max(0, (volumes[link] ?? 0) + vehicles)
  }
  const same = (links: readonly number[]) =>
    links.length === quickest.length && links.every((link, at) => link === quickest[at])
  let best = pair.routes.find(({ links }) => same(links))
  if (!best) {
    best = { links: quickest, vehicles: 0 }
    pair.routes.push(best)
  }
  if (pair.routes.length === 1) {
    drive(best.links, pair.vehicles - best.vehicles)
    best.vehicles = pair.vehicles
    return
  }
  const onBest = new Set(best.links)
  for (const route of pair.routes) {
    if (route === best || route.vehicles <= 0) continue
    const onRoute = new Set(route.links)
    const own = route.links.filter((link) => !onBest.has(link))
    const other = best.links.filter((link) => !onRoute.has(link))
    const sum = (list: readonly number[], of: (link: number) => number) =>
      list.reduce((total, link) => total + of(link), 0)
    const saved = sum(own, timeOf) - sum(other, timeOf)
    if (saved <= 0) continue
    const slope = sum(own, slopeOf) + sum(other, slopeOf)
    const moved = slope > 0 ? Math.min(route.vehicles, saved / slope) : route.vehicles
    drive(own, -moved)
    drive(other, moved)
    route.vehicles -= moved
    best.vehicles += moved
  }
  pair.routes = pair.routes.filter((route) => route === best || route.vehicles > NOBODY)
}

function remainingGap(pairs: readonly Pair[], search: QuickestRoutes, timeOf: (link: number) => number): number {
  let driven = 0
  let needed = 0
  let origin = -1
  for (const pair of pairs) {
    if (pair.from !== origin) {
      origin = pair.from
      search.from(origin, timeOf)
    }
    const quickest = search.linksTo(pair.to)
    if (quickest === null) continue
    const time = (links: readonly number[]) => links.reduce((sum, link) => sum + timeOf(link), 0)
    needed += pair.vehicles * time(quickest)
    for (const { links, vehicles } of pair.routes) driven += vehicles * time(links)
  }
  return driven === 0 ? 0 : (driven - needed) / driven
}

/** Quickest routes from one node to all others. */
class QuickestRoutes {
  private readonly start: Int32Array
  private readonly order: Int32Array
  private readonly space: SearchSpace
  private readonly cameBy: Int32Array

  constructor(
    nodeCount: number,
    private readonly links: readonly DelayLink[],
  ) {
    this.start = new Int32Array(nodeCount + 1)
    for (const { from } of links) this.start[from + 1]! += 1 // nodes are below nodeCount
    for (let node = 0; node < nodeCount; node++) this.start[node + 1]! += this.start[node]!
    const next = this.start.slice(0, nodeCount)
    this.order = new Int32Array(links.length)
    links.forEach(({ from }, link) => {
      const at = next[from]!
      this.order[at] = link
      next[from] = at + 1
    })
    this.space = new SearchSpace(nodeCount)
    this.cameBy = new Int32Array(nodeCount)
  }

  from(origin: number, timeOf: (link: number) => number): void {
    const { space, start, order, links, cameBy } = this
    cameBy.fill(-1)
    space.begin()
    space.offer(origin, 0)
    for (let node = space.next(); node >= 0; node = space.next()) {
      const here = space.distance(node)
      for (let at = start[node] ?? 0; at < (start[node + 1] ?? 0); at++) {
        const link = order[at] ?? 0
        const to = links[link]?.to ?? 0
        if (space.offer(to, here + timeOf(link))) cameBy[to] = link
      }
    }
  }

  /** The links to a node in order; null where none lead there. */
  linksTo(node: number): number[] | null {
    if (this.space.distance(node) === Number.POSITIVE_INFINITY) return null
    const found: number[] = []
    let at = node
    for (let link = this.cameBy[at] ?? -1; link >= 0; link = this.cameBy[at] ?? -1) {
      found.push(link)
      at = this.links[link]?.from ?? 0
    }
    return found.reverse()
  }
}
