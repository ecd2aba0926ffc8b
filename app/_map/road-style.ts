import type { GroundColours } from './ground-colours'

/**
 * How a road is drawn: by its column (seven widths, motorway to track) and its state. A state is told by rhythm and
 * width before hue: monitored thin and solid, exposed thick short dashes, lapsed dash-dot, unreachable dotted.
 */

/** `cut`: not drawn, since its parts are, each in its own state. */
export const ROAD_STATES = ['monitored', 'exposed', 'lapsed', 'unreachable', 'outside', 'cut'] as const
export type RoadState = (typeof ROAD_STATES)[number]

export const COLUMNS = 7
/** Segments with one bucket number are one stroke: its state times the columns, plus its column. */
export const BUCKETS = ROAD_STATES.length * COLUMNS

const WIDTHS = [3.6, 3.3, 2.7, 2.1, 1.5, 1.0, 0.7] as const
const TROUBLE_WIDTHS = [4.4, 4.2, 4.0, 3.4, 2.6, 1.7, 1.3] as const
const SMALLER = 5
const TRACK = 6
const GROWTH_A_LEVEL = 1.25
const MOST_GROWTH = 4
const LEAST_GROWTH = 0.6
const CASING_PX = 2

const COLUMN_BY_CLASS: Record<string, number> = {
  motorway: 0,
  trunk: 1,
  primary: 2,
  secondary: 3,
  tertiary: 4,
  // Slip roads stand one class lower: beside their road, never as its equal.
  motorway_link: 3,
  trunk_link: 3,
  primary_link: 4,
  secondary_link: 4,
  tertiary_link: 5,
  track: TRACK,
  footway: TRACK,
  path: TRACK,
  steps: TRACK,
  bridleway: TRACK,
  cycleway: TRACK,
}

/** Column of an OpenStreetMap `highway` class; whatever is not named here is a smaller road. */
export const roadColumn = (roadClass: string): number => COLUMN_BY_CLASS[roadClass] ?? SMALLER

/** Widths grow by 1.25 a zoom level over the one that fits the whole county, at most fourfold. */
export const growth = (zoom: number, fittedZoom: number): number =>
  Math.min(MOST_GROWTH, Math.max(LEAST_GROWTH, GROWTH_A_LEVEL ** (zoom - fittedZoom)))

/** One stroke over a bucket's path. Lengths are CSS px before growth. */
export interface Stroke {
  bucket: number
  colour: string
  width: number
  dash: readonly number[]
  cap: 'butt' | 'round'
  join: 'bevel' | 'round'
}

const bucketOf = (state: RoadState, column: number): number => ROAD_STATES.indexOf(state) * COLUMNS + column

const solid = (bucket: number, colour: string, width: number): Stroke => ({
  bucket,
  colour,
  width,
  dash: [],
  cap: 'round',
  join: 'round',
})

/** Under a road and wider by what stands off: its corners are not seen, and round ones cost the most of a tile. */
const casing = (bucket: number, colour: string, roadWidth: number): Stroke => ({
  bucket,
  colour,
  width: roadWidth + CASING_PX,
  dash: [],
  cap: 'butt',
  join: 'bevel',
})

/** The least roads are drawn first, so that a motorway lies over what it crosses. */
const UPWARDS = [6, 5, 4, 3, 2, 1, 0] as const

/** The array is total over the columns: `column` always comes from `UPWARDS`. */
const at = <T>(values: readonly T[], column: number): T => values[column] as T

const monitoredStrokes = ({ land, roads }: GroundColours): Stroke[] => {
  const casings = UPWARDS.filter((column) => column <= 3).map((column) =>
    casing(bucketOf('monitored', column), land, at(WIDTHS, column)),
  )
  const fills = UPWARDS.flatMap((column) => {
    const bucket = bucketOf('monitored', column)
    const fill: Stroke = {
      ...solid(bucket, at(roads, column), at(WIDTHS, column)),
      dash: column === TRACK ? [3, 2.4] : [],
      cap: column === TRACK ? 'butt' : 'round',
    }
    return column === 0 ? [fill, solid(bucket, land, at(WIDTHS, 0) * 0.36)] : [fill]
  })
  return [...casings, ...fills]
}

const exposedDash = (column: number): number[] => {
  const width = at(TROUBLE_WIDTHS, column)
  return column >= SMALLER ? [4, 2.4] : [2.1 * width, 1.1 * width]
}

const lapsedDash = (column: number): number[] => {
  const width = at(TROUBLE_WIDTHS, column)
  return [5 * width, 1.2 * width, width, 1.2 * width]
}

const troubleStrokes = (colours: GroundColours): Stroke[] => {
  const casings = (state: RoadState) =>
    UPWARDS.map((column) => casing(bucketOf(state, column), colours.troubleCasing, at(TROUBLE_WIDTHS, column)))
  const fill = (state: RoadState, colour: string, dash: (column: number) => number[]) =>
    UPWARDS.map(
      (column): Stroke => ({
        bucket: bucketOf(state, column),
        colour,
        width: at(TROUBLE_WIDTHS, column),
        dash: dash(column),
        cap: 'butt',
        join: 'round',
      }),
    )
  return [
    ...casings('exposed'),
    ...casings('lapsed'),
    ...fill('exposed', colours.exposed, exposedDash),
    ...fill('lapsed', colours.lapsed, lapsedDash),
  ]
}

const unreachableStrokes = (colours: GroundColours): Stroke[] =>
  UPWARDS.map((column) => {
    const width = Math.max(1.2, at(WIDTHS, column) * 0.8)
    return {
      bucket: bucketOf('unreachable', column),
      colour: colours.unreachable,
      width,
      // A round cap on a dash of no length is a dot.
      dash: [0, 2.2 * width],
      cap: 'round',
      join: 'round',
    }
  })

/** Strokes of the roads outside, which lie under the veil. */
export const outsideStrokes = (colours: GroundColours): Stroke[] =>
  UPWARDS.map((column) =>
    solid(bucketOf('outside', column), colours.outsideRoad, Math.max(0.8, at(WIDTHS, column) * 0.8)),
  )

/** Strokes of the roads inside, in the order in which they are drawn. */
export const insideStrokes = (colours: GroundColours): Stroke[] => [
  ...monitoredStrokes(colours),
  ...unreachableStrokes(colours),
  ...troubleStrokes(colours),
]

/** Half the widest stroke before growth: how far outside a tile a road can still be seen in it. */
export const WIDEST_REACH_PX = (TROUBLE_WIDTHS[0] + CASING_PX) / 2
