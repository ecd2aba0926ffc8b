import type { Anchors } from '#domain/planning/access'
import type { PlannedPlace } from './plan-messages'

const HOSPITAL = 'hospital'
const SEATS = new Set(['city', 'town'])

/**
 * Where ambulances start and what villages belong to. Hospitals are the places of that kind; where none is known the largest
 * place stands for them. Seats are cities and towns, else the largest place.
 */
export const anchorsOf = (places: readonly PlannedPlace[]): Anchors => {
  const settled = places.filter(({ place }) => place !== HOSPITAL)
  const [largest] = [...settled].sort((a, b) => b.population - a.population)
  const hospitals = places.filter(({ place }) => place === HOSPITAL)
  const seats = settled.filter(({ place }) => SEATS.has(place ?? ''))
  const orLargest = (found: PlannedPlace[]) =>
    (found.length > 0 ? found : largest ? [largest] : []).map(({ name, lng, lat }) => ({ name, lng, lat }))
  return { hospitals: orLargest(hospitals), seats: orLargest(seats) }
}
