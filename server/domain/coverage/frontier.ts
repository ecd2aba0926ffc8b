import type { Core } from './core'
import { CutProblem, SINK_SIDE, SOURCE_SIDE } from './cut-problem'
import { UNLIMITED } from './max-flow'
import type { PlacedNetwork } from './placed-network'
import { LAPSED } from './reach'

/** With so many new points so few people stay exposed. */
export interface FrontierCorner {
  points: number
  populationExposed: number
}

/** A corner with the segments on which its points stand. */
export interface FrontierPlan extends FrontierCorner {
  segments: readonly number[]
}

/**
 * The corners of the lower convex hull of people exposed over new points. Every place drains to the sink with its people;
 * at the slope between two known corners the minimum cut finds a corner under their line or says that there is none.
 * The slope is a fraction, so prices and people are both multiplied out and stay whole numbers.
 */
export function frontierPlans(placed: PlacedNetwork, cores: readonly Core[], level: Uint8Array): FrontierPlan[] {
  const peopleOf = (core: Core) => placed.points.places[core.place]?.population ?? 0
  const isReached = (core: Core) => core.nodes.some((node) => (level[node] ?? 0) <= LAPSED)
  const counted = cores.filter((core) => peopleOf(core) > 0 && isReached(core))
  const onCrossing = counted.filter((core) => core.onCrossing)
  const open = counted.filter((core) => !core.onCrossing)
  const always = onCrossing.reduce((sum, core) => sum + peopleOf(core), 0)
  const everyone = open.reduce((sum, core) => sum + peopleOf(core), 0)
  const none: FrontierPlan = { points: 0, populationExposed: everyone, segments: [] }
  const problem = new CutProblem(placed, level, open)
  const cornerNow = (): FrontierPlan => {
    const segments = problem.cutSegments()
    return {
      points: segments.length,
      populationExposed: open.reduce((sum, core, at) => sum + (problem.isReached(at) ? peopleOf(core) : 0), 0),
      segments,
    }
  }
  problem.solve(problem.allNodes(), 1, () => UNLIMITED)
  const all = cornerNow()

  const between = (left: FrontierPlan, right: FrontierPlan, undecided: Int32Array): FrontierPlan[] => {
    const price = left.populationExposed - right.populationExposed
    const weight = right.points - left.points
    if (weight <= 1 || price <= 0) return []
    problem.solve(undecided, price, (place) => (open[place] ? peopleOf(open[place]) : 0) * weight)
    const found = cornerNow()
    const onLine = left.points * price + left.populationExposed * weight
    if (found.points * price + found.populationExposed * weight >= onLine) return []
    // The dearer a point, the more stays on the source's side and the less on the sink's: half of the nodes are settled
    // for all dearer points and the other half for all cheaper ones.
    const onSourceSide = undecided.filter((node) => problem.side[node] === SOURCE_SIDE)
    const onSinkSide = undecided.filter((node) => problem.side[node] === SINK_SIDE)
    const dearer = between(left, found, onSinkSide)
    for (const node of onSinkSide) problem.side[node] = SINK_SIDE
    const cheaper = between(found, right, onSourceSide)
    return [...dearer, found, ...cheaper]
  }
  // What is on the source's side even where every place is sealed stays there at every price.
  const undecided = problem.allNodes().filter((node) => problem.side[node] === SINK_SIDE)

  const corners = everyone === 0 ? [none] : [none, ...between(none, all, undecided), all]
  return cornersOnly(corners).map((corner) => ({ ...corner, populationExposed: corner.populationExposed + always }))
}

/** The corners without the segments. */
export function frontierCorners(placed: PlacedNetwork, cores: readonly Core[], level: Uint8Array): FrontierCorner[] {
  return frontierPlans(placed, cores, level).map(({ points, populationExposed }) => ({ points, populationExposed }))
}

/** Drops what lies on the line between its neighbours: a cut may hit the middle of a side. */
function cornersOnly(corners: readonly FrontierPlan[]): FrontierPlan[] {
  const kept: FrontierPlan[] = []
  for (const corner of corners) {
    for (;;) {
      const a = kept[kept.length - 2]
      const b = kept[kept.length - 1]
      if (!a || !b) break
      const turns =
        (b.points - a.points) * (corner.populationExposed - a.populationExposed) -
        (corner.points - a.points) * (b.populationExposed - a.populationExposed)
      if (turns > 0) break
      kept.pop()
    }
    kept.push(corner)
  }
  return kept
}
