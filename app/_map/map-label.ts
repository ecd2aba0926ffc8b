import type { GroundColours } from './ground-colours'
import type { Side } from './label-placement'
import { worldX, worldY } from './mercator'

/**
 * What may be written on the map, the most urgent kind first: in this order labels take their room.
 * `point` is a checkpoint or closure without trouble that is named all the same.
 */
export const LABEL_KINDS = [
  'alarm',
  'trouble',
  'point',
  'seat',
  'town',
  'water',
  'shield',
  'neighbour',
  'village',
] as const
type LabelKind = (typeof LABEL_KINDS)[number]

export interface MapLabel {
  kind: LabelKind
  /** World coordinates. */
  x: number
  y: number
  text: string
  /** A second, smaller line: how long, how many. */
  note?: string
  /** Space kept from the point: the reach of the glyph there, CSS px. */
  reach?: number
  /** Said more quietly than its kind. */
  faint?: boolean
  /** Only from near by. */
  nearOnly?: boolean
}

export interface LabelFace {
  sizePx: number
  weight: 400 | 500 | 700
  colour: string
  sides: readonly Side[]
  gapPx: number
  letterSpacingPx?: number
}

const EVERY_SIDE: readonly Side[] = ['e', 'w', 'n', 's', 'ne', 'se', 'nw', 'sw']
/** Names of trouble stand where the mockups put them: beside, or above in the open. */
const TROUBLE_SIDES: readonly Side[] = ['w', 'e', 'n', 's', 'nw', 'ne', 'sw', 'se']

export const faceOf = (kind: LabelKind, colours: GroundColours): LabelFace => {
  const [first, second, third] = colours.text
  switch (kind) {
    case 'alarm':
      return { sizePx: 13.5, weight: 700, colour: first, sides: TROUBLE_SIDES, gapPx: 5 }
    case 'trouble':
      return { sizePx: 12.5, weight: 700, colour: first, sides: EVERY_SIDE, gapPx: 3 }
    case 'point':
      return { sizePx: 12, weight: 500, colour: first, sides: EVERY_SIDE, gapPx: 3 }
    case 'seat':
      return { sizePx: 19, weight: 700, colour: first, sides: ['n', 's', 'e', 'w', 'ne', 'nw', 'se', 'sw'], gapPx: 8 }
    case 'town':
      return { sizePx: 13.5, weight: 500, colour: first, sides: EVERY_SIDE, gapPx: 7 }
    case 'water':
      return {
        sizePx: 12,
        weight: 400,
        colour: colours.waterLabel,
        sides: ['centre', ...EVERY_SIDE],
        gapPx: 4,
        letterSpacingPx: 3,
      }
    case 'shield':
      return { sizePx: 10.5, weight: 700, colour: first, sides: ['centre'], gapPx: 0 }
    case 'neighbour':
      return { sizePx: 12.5, weight: 400, colour: third, sides: ['centre', ...EVERY_SIDE], gapPx: 4 }
    case 'village':
      return { sizePx: 10.5, weight: 400, colour: second, sides: EVERY_SIDE, gapPx: 4 }
  }
}

export interface MapPlace {
  name: string
  code: string | null
  /** OpenStreetMap's `place`, and `county-seat`. */
  place: string | null
  population: number
  lng: number
  lat: number
}

const SEATS: readonly string[] = ['county-seat', 'county', 'city', 'district']
const TOWNS: readonly string[] = ['town', 'township', 'suburb', 'municipality']

const placeKind = (place: string | null): 'seat' | 'town' | 'village' => {
  if (place === null) return 'village'
  return SEATS.includes(place) ? 'seat' : TOWNS.includes(place) ? 'town' : 'village'
}

/** So many of the largest are lettered as towns where the data names no towns at all. */
const LARGEST = 16

/** Seats and towns; where the data names none, the largest places. For maps that are read from afar. */
export const mainPlaces = (places: readonly MapPlace[]): MapPlace[] => {
  const main = places.filter(({ place }) => placeKind(place) !== 'village')
  return main.length > 0 ? main : [...places].sort((a, b) => b.population - a.population).slice(0, LARGEST)
}

/** Names of places, the largest first within a kind. */
export const placeLabels = (places: readonly MapPlace[]): MapLabel[] => {
  const onlyVillages = places.every(({ place }) => placeKind(place) === 'village')
  return [...places]
    .sort((a, b) => b.population - a.population)
    .map(({ name, place, lng, lat }, rank) => ({
      kind: onlyVillages && rank < LARGEST ? 'town' : placeKind(place),
      x: worldX(lng),
      y: worldY(lat),
      text: name,
    }))
}

export const neighbourLabels = (neighbours: readonly { name: string; lng: number; lat: number }[]): MapLabel[] =>
  neighbours.map(({ name, lng, lat }) => ({ kind: 'neighbour', x: worldX(lng), y: worldY(lat), text: name }))
