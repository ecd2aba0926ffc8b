import type { BriefingFacts } from '#domain/briefing/briefing'
import { groupCrossings } from '#domain/coverage/crossing-groups'
import type { CoverageResult, CrossingResult } from '#domain/coverage/result'

/** Roads that are not the county's to close. */
const ABOVE = new Set(['motorway', 'trunk', 'primary'])
const MOST_ROADS = 30

/** X118白安线; a road without number and name by where it crosses. */
const roadName = ({ road, lng, lat }: CrossingResult): string =>
  [road.ref, road.name].filter((part) => part).join('') || `无名路（${lng.toFixed(3)}，${lat.toFixed(3)}）`

/** The people whom a bypass through such a crossing reaches. */
export const populationWithoutPoints = ({ crossings }: Pick<CoverageResult, 'crossings'>): number =>
  openWays(crossings).reduce((sum, { population }) => sum + population, 0)

/** Ways in without a monitoring point, as the planner lists them: both carriageways of a road are one. */
const openWays = (crossings: readonly CrossingResult[]) =>
  groupCrossings(crossings).filter(({ state }) => state === 'unmonitored')

/** The roads that cross the boundary without a monitoring point, by name, those by which most people are reached first. */
export const roadsWithoutPoints = ({ crossings }: Pick<CoverageResult, 'crossings'>) => {
  const roads = new Map<string, { name: string; crossings: number; population: number; above: boolean }>()
  for (const { lead, population } of openWays(crossings)) {
    const name = roadName(lead)
    const road = roads.get(name) ?? { name, crossings: 0, population: 0, above: false }
    road.crossings++
    road.population += population
    road.above ||= ABOVE.has(lead.road.class.replace(/_link$/, ''))
    roads.set(name, road)
  }
  return [...roads.values()]
    .sort((a, b) => b.population - a.population || b.crossings - a.crossings || (a.name < b.name ? -1 : 1))
    .slice(0, MOST_ROADS) satisfies NonNullable<BriefingFacts['coverage']>['roads']
}
