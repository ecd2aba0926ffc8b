import type { CrossingGroup } from '#domain/coverage/crossing-groups'
import type { PlaceResult } from '#domain/coverage/result'
import type { Selection } from './selection'

/** What the address picks, out of the result in force. Pure. */

export const placeKey = ({ code, name }: PlaceResult): string => code ?? name

export const pickGroup = (
  groups: readonly CrossingGroup[],
  { crossing }: Pick<Selection, 'crossing'>,
): CrossingGroup | null => groups.find(({ id }) => id === crossing) ?? null

export const pickPlace = (places: readonly PlaceResult[], { place }: Pick<Selection, 'place'>): PlaceResult | null =>
  places.find((one) => placeKey(one) === place) ?? null

/** Places whose shortest bypass enters by the group, most people first. */
export const placesBehind = (places: readonly PlaceResult[], group: CrossingGroup): PlaceResult[] => {
  const ids = new Set(group.members.map(({ id }) => id))
  return places
    .filter(({ bypass }) => bypass !== null && ids.has(bypass.crossing))
    .sort((a, b) => b.population - a.population || (a.name < b.name ? -1 : 1))
}

/** The way that is drawn: the picked place's, else that of the largest place behind the picked crossing. */
export const pickBypass = (
  places: readonly PlaceResult[],
  group: CrossingGroup | null,
  place: PlaceResult | null,
): PlaceResult | null => {
  if (place !== null) return place.bypass === null ? null : place
  return group === null ? null : (placesBehind(places, group)[0] ?? null)
}
