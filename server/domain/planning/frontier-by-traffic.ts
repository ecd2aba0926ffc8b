import type { FrontierAdvice } from './frontier-advice'
import type { SealAdvice } from './seal-advice'
import { coresReached, ReachTrial, type Situation } from './situation'

/** Searches, and nodes that they may visit in all: some seconds on one core. */
const MOST_STEPS = 600
const MOST_VISITS = 60_000_000

/**
 * The points of a seal in the order in which it has them, which is that of their traffic: how many vehicles the first of them
 * see, and how many people are still exposed with them. In a large county not every number of points is tried.
 */
export function frontierByTraffic(
  situation: Situation,
  seal: SealAdvice,
  isAsked: (place: number) => boolean,
): FrontierAdvice {
  const asked = { ...situation, cores: situation.cores.filter((core) => isAsked(core.place)) }
  const trial = new ReachTrial(asked)
  const last = seal.points.length
  const most = Math.min(MOST_STEPS, MOST_VISITS / situation.placed.graph.nodeLng.length)
  const stride = Math.max(1, Math.ceil(last / most))
  const steps: FrontierAdvice['steps'] = []
  let vehicles = 0
  for (let points = 0; points <= last; points++) {
    if (points > 0) vehicles += seal.points[points - 1]?.vehicles ?? 0
    if (points % stride !== 0 && points !== last) continue
    const { people } = coresReached(asked, trial.levelWithout(seal.segments.slice(0, points)))
    const chosen = Array.from({ length: points }, (_, at) => at)
    // None and all are the ends of every curve; in between another choice leaves fewer people exposed.
    steps.push({ points, populationExposed: people, vehicles, exact: points === 0 || points === last, chosen })
  }
  return { candidates: seal.points, steps, complete: stride === 1 }
}
