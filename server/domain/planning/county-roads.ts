import { ROAD_CLASSES } from '../coverage/way-rules'

/** A road as advice names it; `way` is its OpenStreetMap id. */
export interface RoadName {
  name: string | null
  ref: string | null
  class: string
  way: number
}

/** Classes that are motorways, national or provincial roads where their numbers say nothing else. */
const ABOVE_THE_COUNTY = new Set(ROAD_CLASSES.filter((name) => /^(motorway|trunk|primary)(_link)?$/.test(name)))

/** Numbers of national and provincial roads and motorways (GB/T 917): G25, G205, S207. */
const STATE_NUMBER = /(?:^|[\s;,/])[GS]\d{1,4}\b/

/**
 * Whether a county may close the road by itself. Motorways, national and provincial roads are not its to close
 * (国省干线不得自行封闭，请报上级批准).
 */
export function countyMayClose(road: Pick<RoadName, 'ref' | 'class'>): boolean {
  return !ABOVE_THE_COUNTY.has(road.class) && !STATE_NUMBER.test(road.ref ?? '')
}
