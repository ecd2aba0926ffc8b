import { groupCrossings } from '#domain/coverage/crossing-groups'
import type { PlaceResult } from '#domain/coverage/result'
import type { Coverage } from './coverage-data'
import { placeKey } from './picked'

/** What a plan does, against what is now: the figures of its one sentence. Pure. */
export interface PlanEffect {
  /** Groups of crossings that want a point. */
  open: number
  people: number
  /** People exposed now, less those under the plan. */
  fewer: number
  /** The largest place that can still be reached, or, where there is one, that could not be before. */
  reached: { place: string; road: string | null; isNew: boolean } | null
  /** Places that could be reached by road, guarded or not, and no longer can. */
  cutOff: string[]
}

const isOpen = ({ state }: PlaceResult) => state === 'exposed' || state === 'lapsed'
const byPeople = (a: PlaceResult, b: PlaceResult) => b.population - a.population || (a.name < b.name ? -1 : 1)

export const openGroups = (coverage: Coverage): number =>
  groupCrossings(coverage.crossings).filter(({ lead }) => lead.rank !== null).length

export const effectOf = (now: Coverage, plan: Coverage): PlanEffect => {
  const before = new Map(now.places.map((place) => [placeKey(place), place]))
  const open = plan.places.filter(isOpen).sort(byPeople)
  const fresh = open.filter((place) => {
    const was = before.get(placeKey(place))
    return was !== undefined && !isOpen(was)
  })
  const shown = fresh[0] ?? open[0]
  return {
    open: openGroups(plan),
    people: plan.summary.populationExposed,
    fewer: now.summary.populationExposed - plan.summary.populationExposed,
    reached: shown ? { place: shown.name, road: shown.bypass?.roads[0] ?? null, isNew: fresh.length > 0 } : null,
    cutOff: plan.places
      .filter((place) => place.state === 'unreachable' && before.get(placeKey(place))?.state !== 'unreachable')
      .sort(byPeople)
      .map(({ name }) => name),
  }
}
