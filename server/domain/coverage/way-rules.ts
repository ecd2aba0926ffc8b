import type { CoverageSettings } from './settings'

/** The tags of an OpenStreetMap way that coverage reads. */
export const READ_TAGS = [
  'highway',
  'route',
  'name',
  'ref',
  'oneway',
  'junction',
  'access',
  'motor_vehicle',
  'vehicle',
  'foot',
  'area',
] as const

export type WayTags = { readonly [tag in (typeof READ_TAGS)[number]]?: string }

/** Classes of road, best first: each `_link` after its class, then ferry, then the foot classes. */
export const ROAD_CLASSES: readonly string[] = [
  'motorway',
  'motorway_link',
  'trunk',
  'trunk_link',
  'primary',
  'primary_link',
  'secondary',
  'secondary_link',
  'tertiary',
  'tertiary_link',
  'unclassified',
  'residential',
  'living_street',
  'service',
  'track',
  'road',
  'ferry',
  'pedestrian',
  'footway',
  'path',
  'steps',
  'bridleway',
  'cycleway',
]

const RANK_OF_CLASS = new Map(ROAD_CLASSES.map((name, rank) => [name, rank]))
const FERRY_RANK = ROAD_CLASSES.indexOf('ferry')

/** The place of a way's class in `ROAD_CLASSES`, or -1 where it is no road for that profile. */
export function classRank(tags: WayTags, profile: CoverageSettings['profile']): number {
  const rank = tags.highway === undefined ? -1 : (RANK_OF_CLASS.get(tags.highway) ?? -1)
  const forProfile = profile === 'foot' ? rank !== FERRY_RANK : rank < FERRY_RANK
  if (rank >= 0 && forProfile) return rank
  return tags.route === 'ferry' ? FERRY_RANK : -1
}

/** Whether the reader of a road file should keep the way at all, whatever the profile. */
export function mayCount(tags: WayTags): boolean {
  return classRank(tags, 'foot') >= 0 || classRank(tags, 'vehicle') >= 0
}

/** Whether the way is part of the network of that profile. */
export function wayCounts(tags: WayTags, profile: CoverageSettings['profile']): boolean {
  if (classRank(tags, profile) < 0 || tags.area === 'yes') return false
  if (profile === 'vehicle') return (tags.motor_vehicle ?? tags.vehicle ?? tags.access) !== 'no'
  if (tags.highway === 'motorway' || tags.highway === 'motorway_link') return false
  return (tags.foot ?? tags.access) !== 'no'
}

/** May be driven as drawn. */
export const FORWARD = 1
/** May be driven against the drawing. */
export const BACKWARD = 2

/** The directions in which a way may be driven: a sum of FORWARD and BACKWARD. */
export function wayDirections(tags: WayTags, profile: CoverageSettings['profile']): number {
  if (profile === 'foot') return FORWARD | BACKWARD
  switch (tags.oneway) {
    case 'yes':
    case 'true':
    case '1':
      return FORWARD
    case '-1':
    case 'reverse':
      return BACKWARD
    case 'no':
      return FORWARD | BACKWARD
  }
  const implied = tags.highway === 'motorway' || tags.junction === 'roundabout' || tags.junction === 'circular'
  return implied ? FORWARD : FORWARD | BACKWARD
}
