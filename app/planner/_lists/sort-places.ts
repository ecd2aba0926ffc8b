import type { PlaceResult } from '#domain/coverage/result'

const ORDER = ['exposed', 'lapsed', 'unplaced', 'unreachable', 'monitored'] as const

/** Places of the county, those that can be reached first, then by people. Those outside are left out. */
export const sortPlaces = (places: readonly PlaceResult[]): PlaceResult[] => {
  const rank = ({ state }: PlaceResult) => ORDER.indexOf(state as (typeof ORDER)[number])
  return places
    .filter(({ state }) => state !== 'outside')
    .sort((a, b) => rank(a) - rank(b) || b.population - a.population || (a.name < b.name ? -1 : 1))
}
