import { type FrontierPlan, frontierPlans } from '../coverage/frontier'
import { coresReached, ReachTrial, type Situation } from './situation'
import { type SuggestedPoint, suggestPoints } from './suggest'

/** So many points, and how few people stay exposed with them. */
interface FrontierStep {
  points: number
  populationExposed: number
  /** Vehicles a day at the chosen points, an estimate; null where it was not asked for. */
  vehicles: number | null
  /** A corner: no choice of so many points does better. Else found by search, and a better choice may exist. */
  exact: boolean
  /** Indices of `candidates`. */
  chosen: number[]
}

export interface FrontierAdvice {
  candidates: SuggestedPoint[]
  steps: FrontierStep[]
  /** Whether every number of points between the corners was tried; else the search was cut short. */
  complete: boolean
}

/** Searches that filling in may take, and nodes that they may visit in all: some seconds on one core. */
const MOST_TRIALS = 600
const MOST_VISITS = 60_000_000

/**
 * The frontier with the points chosen at every corner and, between corners, the best that dropping one point after the other
 * from the next corner finds.
 */
export function frontierAdvice(situation: Situation, isAsked: (place: number) => boolean): FrontierAdvice {
  const { placed, level } = situation
  const cores = situation.cores.filter((core) => isAsked(core.place))
  const asked = { ...situation, cores }
  const corners = frontierPlans(placed, cores, level)
  const filler = new StepFiller(asked)
  const plans: (FrontierPlan & { exact: boolean })[] = []
  for (const [at, corner] of corners.entries()) {
    const before = corners[at - 1]
    if (before) plans.push(...filler.between(before, corner).map((plan) => ({ ...plan, exact: false })))
    plans.push({ ...corner, exact: true })
  }
  const segments = [...new Set(plans.flatMap((plan) => plan.segments))]
  const numberOf = new Map(segments.map((segment, at) => [segment, at]))
  const largest = corners[corners.length - 1]?.segments ?? []
  // What leaving one out costs is said of the largest set that the point stands in.
  const withCost = new Map(
    suggestPoints(asked, largest).map((point, at): [number, SuggestedPoint] => [largest[at] ?? 0, point]),
  )
  const others = segments.filter((segment) => !withCost.has(segment))
  for (const [at, point] of suggestPoints(asked, others).entries()) withCost.set(others[at] ?? 0, point)
  return {
    candidates: segments.flatMap((segment) => withCost.get(segment) ?? []),
    steps: plans.map(({ points, populationExposed, exact, segments: chosen }) => ({
      points,
      populationExposed,
      vehicles: null,
      exact,
      chosen: chosen.map((segment) => numberOf.get(segment) ?? 0),
    })),
    complete: filler.isComplete,
  }
}

class StepFiller {
  isComplete = true
  private trialsLeft: number
  private readonly trial: ReachTrial

  constructor(private readonly situation: Situation) {
    this.trial = new ReachTrial(situation)
    this.trialsLeft = Math.min(MOST_TRIALS, MOST_VISITS / situation.placed.graph.nodeLng.length)
  }

  /** Plans with every number of points between two corners, by points. */
  between(left: FrontierPlan, right: FrontierPlan): FrontierPlan[] {
    const plans: FrontierPlan[] = []
    let chosen = [...right.segments]
    while (chosen.length > left.points + 1) {
      if (chosen.length > this.trialsLeft) {
        this.isComplete = false
        break
      }
      this.trialsLeft -= chosen.length
      let best: { people: number; segments: number[] } | null = null
      for (const dropped of chosen) {
        const segments = chosen.filter((segment) => segment !== dropped)
        const { people } = coresReached(this.situation, this.trial.levelWithout(segments))
        if (best === null || people < best.people) best = { people, segments }
      }
      if (best === null) break
      chosen = best.segments
      // With fewer points the corner before may do better: then the points more would be for nothing.
      if (best.people >= left.populationExposed) break
      plans.push({ points: chosen.length, populationExposed: best.people, segments: chosen })
    }
    // A point more that changes nothing is no step.
    return plans
      .filter((plan, at) => plan.populationExposed < (plans[at + 1]?.populationExposed ?? Number.POSITIVE_INFINITY))
      .reverse()
  }
}
