/** The settings of a coverage run; distances in metres. The defaults are those of the definition. */
export interface CoverageSettings {
  /** Who moves: motor vehicles, or people on foot. */
  profile: 'vehicle' | 'foot'
  /** Inwards, or (every arc reversed) outwards. */
  direction: 'in' | 'out'
  /** How far a checkpoint or closure may lie from its road. */
  snapMetres: number
  /** How far a place's label may lie from its road. */
  placeSnapMetres: number
  /** How far apart the carriageways of one road may lie. */
  carriagewayMetres: number
  /** How near to a junction a checkpoint controls the whole junction. */
  junctionMetres: number
  /** How far inside the line a crossing may be guarded. */
  apronMetres: number
  /** How near to the line a loose end counts as clipped by the file. */
  clipMetres: number
  /** How near to each other crossings are one group. */
  groupMetres: number
  /** How far the core of a place reaches along its roads. */
  coreMetres: number
}

export const DEFAULT_SETTINGS: CoverageSettings = {
  profile: 'vehicle',
  direction: 'in',
  snapMetres: 100,
  placeSnapMetres: 1000,
  carriagewayMetres: 60,
  junctionMetres: 10,
  apronMetres: 2000,
  clipMetres: 20,
  groupMetres: 100,
  coreMetres: 300,
}

/** The settings that are distances: what `--set name=value` may name. */
export const DISTANCE_SETTINGS = [
  'snapMetres',
  'placeSnapMetres',
  'carriagewayMetres',
  'junctionMetres',
  'apronMetres',
  'clipMetres',
  'groupMetres',
  'coreMetres',
] as const satisfies readonly (keyof CoverageSettings)[]

type DistanceSetting = (typeof DISTANCE_SETTINGS)[number]

/** The largest distance that a setting may have: one that spans a province; beyond it a search is the whole map. */
export const LARGEST_SETTING_METRES = 1_000_000

export function isDistanceSetting(name: string): name is DistanceSetting {
  return DISTANCE_SETTINGS.some((known) => known === name)
}
