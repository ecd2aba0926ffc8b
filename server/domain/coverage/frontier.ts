import type { Core } from './core'
import { cheapestCut } from './cut-problem'
import { UNLIMITED } from './max-flow'
import type { PlacedNetwork } from './placed-network'
import { LAPSED } from './reach'

/** With so many new points so few people stay exposed. */
export interface FrontierCorner {
  points: number
  populationExposed: number
}

/**
 * The corners of the lower convex hull of people exposed over new points. Every place drains to the sink with its people;
 * at the slope between two known corners the minimum cut finds a corner under their line or says that there is none.
 * The slope is a fraction, so prices and people are both multiplied out and stay whole numbers.
 */
export function frontierCorners(placed: PlacedNetwork, cores: readonly Core[], level: Uint8Array): FrontierCorner[] {
  const peopleOf = (core: Core) => placed.points.places[core.place]?.population ?? 0
  const isReached = (core: Core) => core.nodes.some((node) => (level[node] ?? 0) <= LAPSED)
  const counted = cores.filter((core) => peopleOf(core) > 0 && isReached(core))
  const onCrossing = counted.filter((core) => core.onCrossing)
  const open = counted.filter((core) => !core.onCrossing)
  const always = onCrossing.reduce((sum, core) => sum + peopleOf(core), 0)
  const everyone = open.reduce((sum, core) => sum + peopleOf(core), 0)
  const none: FrontierCorner = { points: 0, populationExposed: everyone }
  const sealed = cheapestCut(
    placed,
    level,
    open.map((core) => ({ core, capacity: UNLIMITED })),
    1,
  )
  const all: FrontierCorner = { points: sealed.value, populationExposed: 0 }

  const between = (left: FrontierCorner, right: FrontierCorner): FrontierCorner[] => {
    const price = left.populationExposed - right.populationExposed
    const weight = right.points - left.points
    if (weight <= 1 || price <= 0) return []
    const demands = open.map((core) => ({ core, capacity: peopleOf(core) * weight }))
    const cut = cheapestCut(placed, level, demands, price)
    const found: FrontierCorner = {
      points: cut.segments.length,
      populationExposed: open.reduce((sum, core, at) => sum + (cut.reached[at] ? peopleOf(core) : 0), 0),
    }
    const onLine = left.points * price + left.populationExposed * weight
    if (found.points * price + found.populationExposed * weight >= onLine) return []
    return [...between(left, found), found, ...between(found, right)]
  }

  const corners = everyone === 0 ? [none] : [none, ...between(none, all), all]
  return cornersOnly(corners).map(({ points, populationExposed }) => ({
    points,
    populationExposed: populationExposed + always,
  }))
}

/** Drops what lies on the line between its neighbours: a cut may hit the middle of a side. */
function cornersOnly(corners: readonly FrontierCorner[]): FrontierCorner[] {
  const kept: FrontierCorner[] = []
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
